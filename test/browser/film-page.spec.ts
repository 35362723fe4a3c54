import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import request from 'supertest';
import { withSqlite } from '../support/databases';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

/** A picture of one point. */
const WEBP = Buffer.from('UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAwA0JaQAA3AA/vuUAAA=', 'base64');

type Options = Parameters<typeof openPage>[2];

describeWith(chromium, 'the pages of films and people', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    let dataDir: string;
    const opened: WatchedPage[] = [];

    const open = async (path: string, options?: Options): Promise<Page> => {
      const watched = await openPage(browser, `${server.url}/painel${path}`, options);
      opened.push(watched);
      return watched.page;
    };
    const withKey = (path: string, options?: Options) =>
      open(`${path}#chave=${server.bearer('admin').replace('Bearer ', '')}`, options);
    const api = async (path: string) =>
      (await request(server.url).get(path).set('Authorization', server.bearer('admin')).expect(200)).body;
    const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });
    /** Titles that stand out of their covers. */
    const overflowing = (page: Page) =>
      page.evaluate<string[]>(`[...document.querySelectorAll('.cover-drawn')].flatMap((cover) => {
        const title = cover.querySelector('.cover-title');
        const { x, y, width, height } = title.getBBox();
        return x < 4 || y < 4 || x + width > 196 || y + height > 296 ? [title.textContent] : [];
      })`);

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'centroide-film-page-'));
      await mkdir(join(dataDir, 'covers'));
      await writeFile(join(dataDir, 'covers/7.webp'), WEBP);
      // The beginning of one, and nothing that can be shown.
      await writeFile(join(dataDir, 'covers/8.webp'), WEBP.subarray(0, 24));
      server = await startServer(await create(trainedDemonstration), { publicRead: null, dataDir });
      browser = await launchBrowser();
      await request(server.url)
        .patch('/filmes/3')
        .set('Authorization', server.bearer('escrita'))
        .send({
          sinopse: 'Uma sinopse.',
          duracao: 194,
          idioma: 'en',
          classificacao: 14,
          atributos: { prateleira: 'B3', restaurado: true },
          identificadores: ['imdb:tt0120338', 'letterboxd:boxd.it/2a4k', 'loja:7<b>'],
        })
        .expect(200);
      await request(server.url)
        .post('/eventos')
        .set('Authorization', server.bearer('escrita'))
        .send([
          { usuario_id: 1, filme_id: 5, tipo: 'quer_ver', quando: '2026-10-01T10:00:00Z' },
          { usuario_id: 1, filme_id: 9, tipo: 'quer_ver', quando: '2026-10-01T10:00:00Z' },
          { usuario_id: 1, filme_id: 9, tipo: 'assistiu', valor: 0.9, quando: '2026-10-02T10:00:00Z' },
        ])
        .expect(200);
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
      await rm(dataDir, { recursive: true });
    });

    it('tells a visitor what a film is, who likes it and what is like it, and goes on to that by the keyboard and back', async () => {
      const page = await open('/filmes/3');
      const film = await api('/filmes/3');
      await heading(page, film.titulo).waitFor();
      await page.locator('.histogram li').nth(9).waitFor();
      const audience = (await request(server.url).get('/filmes/3/avaliacoes/resumo').expect(200)).body;
      await page.getByText(`${audience.avaliacoes} avaliações ou mais`).waitFor();
      const facts = page.locator('.film-facts');
      for (const fact of ['inglês', '3 h 14 min', 'a partir de 14 anos', 'B3', 'sim', 'loja:7<b>'])
        await facts.getByText(fact, { exact: true }).waitFor();
      const imdb = facts.getByRole('link', { name: 'IMDb' });
      expect([await imdb.getAttribute('href'), await imdb.getAttribute('rel')]).toEqual([
        'https://www.imdb.com/title/tt0120338/',
        'noopener noreferrer',
      ]);
      expect(await facts.getByRole('link', { name: 'Letterboxd' }).getAttribute('href')).toBe('https://boxd.it/2a4k');
      const similar = await api('/filmes/3/similares?limite=12');
      expect(await page.locator('.film-similar .film-title').allInnerTexts()).toEqual(
        similar.map(({ titulo, ano }: { titulo: string; ano: number }) => `${titulo} ${ano}`),
      );
      expect(await page.title()).toBe(`${film.titulo} · Centroide`);
      expect(await overflowing(page)).toEqual([]);
      expect(await graveViolations(page)).toEqual([]);
      // Nothing can be changed without a key.
      expect(await page.getByRole('button', { name: 'Editar' }).count()).toBe(0);

      await page.locator('.film-similar a').first().focus();
      await page.keyboard.press('Enter');
      await heading(page, similar[0].titulo).waitFor();
      expect(await page.evaluate('document.activeElement.id')).toBe('conteudo');
      await page.goBack();
      await heading(page, film.titulo).waitFor();
      await page.getByRole('link', { name: 'Ver no mapa' }).click();
      await page.getByRole('heading', { name: `${film.titulo} ${film.ano}` }).waitFor();
    });

    it('says why a film is for somebody, keeps whom in the address, and goes on to their page, in English', async () => {
      const [{ id, titulo }] = await api('/usuarios/1/recomendacoes?limite=1');
      const page = await withKey(`/filmes/${id}`, { locale: 'en-GB' });
      await heading(page, titulo).waitFor();
      const { nome } = await api('/usuarios/1');
      await page.getByRole('combobox', { name: 'Choose a person' }).fill('1');
      await page.getByRole('option', { name: nome }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.why').getByRole('link', { name: nome }).waitFor();
      expect(new URL(page.url()).search).toBe('?usuario=1');
      const said = await request(server.url)
        .get(`/usuarios/1/recomendacoes?somente=${id}&explicar=true&incluir_avaliados=true`)
        .set('Authorization', server.bearer('leitura'))
        .set('Accept-Language', 'en')
        .expect(200);
      const [{ motivos }] = said.body as { motivos: { texto: string }[] }[];
      expect(motivos.length).toBeGreaterThan(1);
      expect(await page.locator('.why-reasons li').allInnerTexts()).toEqual(motivos.map(({ texto }) => texto));
      await page.goBack();
      await page.locator('.why').waitFor({ state: 'detached' });
      await page.goForward();
      await page.locator('.why').getByRole('link', { name: nome }).click();

      await heading(page, nome).waitFor();
      const { avaliacoes } = await api('/usuarios/1/dados');
      await page.locator('.person-ratings li').first().waitFor();
      expect(await page.locator('.person-ratings a').first().innerText()).toBe(avaliacoes[0].titulo);
      // Film 9 was wanted, and has been watched since.
      const wanted = page.locator('.card', { has: page.getByRole('heading', { name: 'Watchlist' }) });
      const five = await api('/filmes/5');
      expect(await wanted.locator('.film-title').allInnerTexts()).toEqual([`${five.titulo} ${five.ano}`]);
      await page.getByText('watched (90% of the film)').waitFor();
      expect(await overflowing(page)).toEqual([]);
      expect(await graveViolations(page)).toEqual([]);
      await page.locator('.person-ratings a').first().click();
      await heading(page, avaliacoes[0].titulo).waitFor();
    });

    it('lets a film be changed by who may, and draws a cover for any title', async () => {
      const titles = [
        'Dr. Strangelove or: How I Learned to Stop Worrying and Love the Bomb',
        'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch',
        'M',
        '千と千尋の神隠し',
        'WWWWWWWWWW MMMMMMMMMM',
      ];
      // Several of each title: there are several ways to draw one.
      const films = titles.flatMap((titulo, n) =>
        [0, 1, 2, 3].map((m) => ({ id: 9000 + 4 * n + m, titulo, ano: m % 2 ? 1964 : null, genero: 'drama' })),
      );
      await request(server.url)
        .post('/filmes/lote')
        .set('Authorization', server.bearer('escrita'))
        .send(films)
        .expect(200);
      const made = films.map(({ id }) => id);
      const page = await withKey(`/filmes/${made[0]}`);
      await heading(page, titles[0]).waitFor();
      await page.getByText('Ninguém avaliou este filme ainda.').waitFor();
      const compositions = new Set<string>();
      for (const id of made) {
        if (id !== made[0]) {
          await page.evaluate(`history.pushState(null, '', '/painel/filmes/${id}')`);
          await page.evaluate(`dispatchEvent(new PopStateEvent('popstate'))`);
        }
        const cover = page.locator('.film-hero .cover-drawn');
        await cover.waitFor();
        expect([id, await overflowing(page)]).toEqual([id, []]);
        const ground = await cover.getAttribute('class');
        compositions.add(`${ground} ${await cover.locator('.cover-title').getAttribute('class')}`);
      }
      expect(compositions.size).toBeGreaterThanOrEqual(4);

      await page.getByRole('button', { name: 'Editar' }).click();
      await page.getByLabel('Direção').fill('Hayao Miyazaki');
      await page.getByRole('dialog').locator('[type=submit]').click();
      await page.locator('.film-about .lead', { hasText: 'Hayao Miyazaki' }).waitFor();
      expect((await api(`/filmes/${made[made.length - 1]}`)).diretor).toBe('Hayao Miyazaki');
    });

    it('shows the picture of a film that has one, and draws a cover where it cannot be shown', async () => {
      const page = await open('/filmes/7');
      const shown = `(document.querySelector('.film-hero img')?.naturalWidth ?? 0) > 0`;
      await until('the picture', () => page.evaluate<boolean>(shown));
      await page.goto(`${server.url}/painel/filmes/8`);
      await page.locator('.film-hero .cover-drawn').waitFor();
      expect((await api('/filmes/8')).capa_url).toBe('/filmes/8/capa');
      expect(await page.locator('.film-hero img').count()).toBe(0);
    });

    it('draws the cover of a film in one colour wherever it is met', async () => {
      const page = await open('/experimente');
      await page.locator('.tile').nth(3).waitFor();
      const colourOf = (cover: Locator) => cover.getAttribute('data-colour');
      const met = await Promise.all([0, 1, 2, 3].map((n) => colourOf(page.locator('.tile .cover').nth(n))));
      expect(new Set(met).size).toBeGreaterThan(1);
      const films = ((await api('/recomendacoes/inicio')) as { id: number }[]).slice(0, 4);
      for (const [n, { id }] of films.entries()) {
        await page.goto(`${server.url}/painel/filmes/${id}`);
        expect([id, await colourOf(page.locator('.film-hero .cover'))]).toEqual([id, met[n]]);
      }
    });

    it('tells a visitor of a person nothing but what opens it', async () => {
      const page = await open('/pessoas/1');
      await page.getByText('Uma chave de leitura mostra o gosto').waitFor();
      expect(await page.locator('.posters, .person-ratings').count()).toBe(0);
      await page.getByRole('main').getByRole('button', { name: 'Informar chave' }).waitFor();
      expect(await graveViolations(page)).toEqual([]);
    });

    it('keeps person, filters and variety in the address: for Back, and for whoever it is sent to', async () => {
      const titles = async (page: Page) => {
        await page.locator('.recommendation').first().waitFor();
        return page.locator('.recommendation .film-title').allInnerTexts();
      };
      const listed = async (query: string) =>
        (await api(`/usuarios/1/recomendacoes?limite=10${query}`)).map(
          ({ titulo, ano }: { titulo: string; ano: number }) => `${titulo} ${ano}`,
        );
      const page = await withKey('/recomendacoes?usuario=1');
      const usual = await listed('');
      await until('the list', async () => (await titles(page)).join() === usual.join());
      await page.getByText('Filtros', { exact: true }).click();
      await page.getByLabel('Gênero').pressSequentially('drama', { delay: 5 });
      await page.waitForURL(/genero=drama/);
      const drama = await listed('&genero=drama');
      expect(drama).not.toEqual(usual);
      await until('films of the genre', async () => (await titles(page)).join() === drama.join());
      await page.locator('input[type=range]').focus();
      await page.keyboard.press('End');
      await page.waitForURL(/diversidade=1/);
      const varied = await listed('&genero=drama&diversidade=1');
      await until('varied films', async () => (await titles(page)).join() === varied.join());
      const sent = page.url();

      await page.goBack();
      await until('the variety of before', async () => (await titles(page)).join() === drama.join());
      expect(await page.locator('input[type=range]').inputValue()).toBe('0');
      await page.goBack();
      await until('all films', async () => (await titles(page)).join() === usual.join());
      expect(await page.getByLabel('Gênero').inputValue()).toBe('');
      expect(new URL(page.url()).search).toBe('?usuario=1');

      const other = await withKey(sent.slice(`${server.url}/painel`.length));
      await until('the list that was sent', async () => (await titles(other)).join() === varied.join());
      expect(await other.getByLabel('Gênero').inputValue()).toBe('drama');
      // What no filter takes is no filter.
      const odd = await withKey('/recomendacoes?usuario=1&diversidade=9&ano_min=abc&limite=-3');
      await until('the usual list', async () => (await titles(odd)).join() === usual.join());
    });

    it('keeps search, page and what is shown of the data in the address', async () => {
      const rows = (page: Page) => page.locator('.data-rows .film-title').allInnerTexts();
      const page = await withKey('/dados');
      await page.locator('.data-rows li').nth(19).waitFor();
      const first = await rows(page);
      await page.getByRole('button', { name: 'Próxima' }).click();
      await page.waitForURL(/pagina=/);
      await until('the second page', async () => (await rows(page)).every((title) => !first.includes(title)));
      const second = await rows(page);
      await page.goBack();
      await until('the first page', async () => (await rows(page)).join() === first.join());
      await page.goForward();
      await until('the second page again', async () => (await rows(page)).join() === second.join());
      await page.getByLabel('Buscar por título').fill('blade runner');
      await page.waitForURL(/busca=blade\+runner$/);
      await until('what is looked for', async () => (await rows(page)).some((title) => title.startsWith('Blade')));
      await page.goBack();
      await until('the second page after all', async () => (await rows(page)).join() === second.join());
      expect(await page.getByLabel('Buscar por título').inputValue()).toBe('');

      const people = await withKey('/dados?ver=pessoas');
      const name = people.locator('.data-rows a').first();
      await name.waitFor();
      const said = await name.innerText();
      await name.click();
      await heading(people, said).waitFor();
    });
  });
});
