import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from 'playwright-core';
import request from 'supertest';
import { lines, removeFiles, zipWith } from '../importing/files';
import { addFilms } from '../support/add-rows';
import { withSqlite } from '../support/databases';
import { clickStars, closeClean, launchBrowser, openPage, starsOf, type WatchedPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

type Options = Parameters<typeof openPage>[2];

describeWith(chromium, 'the page', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];

    const keyOf = (scope: Parameters<TestServer['bearer']>[0]) => server.bearer(scope).replace('Bearer ', '');
    const open = async (path: string, options?: Options): Promise<Page> => {
      const watched = await openPage(browser, `${server.url}/painel${path}`, options);
      opened.push(watched);
      return watched.page;
    };
    const withKey = (path: string, options?: Options) => open(`${path}#chave=${keyOf('admin')}`, options);
    const api = async (path: string) =>
      (await request(server.url).get(path).set('Authorization', server.bearer('admin')).expect(200)).body;
    const titles = (page: Page) => page.locator('.recommendation .film-title').allInnerTexts();
    const textOf = async (download: Download) => readFile(await download.path(), 'utf8');

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration), { trainer: 'embedded', publicRead: null });
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
      await removeFiles();
    });

    it('comes with a policy that allows nothing inline, and with files that are kept forever', async () => {
      const { headers, text } = await request(server.url).get('/painel/modelo').expect(200);
      expect(headers['content-security-policy']).toContain("script-src 'self';style-src 'self';");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['cache-control']).toBe('no-cache');
      const [script] = /\/painel\/assets\/[\w-]+\.js/.exec(text)!;
      const file = await request(server.url).get(script).expect(200);
      expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      await request(server.url).get('/painel/assets/none.js').expect(404);
      expect((await request(server.url).get('/painel/licencas.txt').expect(200)).text).toMatch(
        /^## preact - .* \(MIT\)$/m,
      );
      await request(server.url).post('/painel').expect(404);
    });

    it('tells a first visitor what opens it, and recommends once it has a key and says why, in both languages', async () => {
      const page = await open('/recomendacoes');
      await page.getByRole('combobox', { name: 'Escolher pessoa' }).fill('1');
      await page.getByRole('option', { name: 'Pessoa 1' }).click();
      await page.getByText('O que é de uma pessoa só se lê com uma chave.').waitFor();
      await page.getByText(/A primeira chave \(admin\) aparece no terminal .* primeira-chave/).waitFor();
      await page.getByRole('link', { name: 'Experimentar sem chave, com as suas notas' }).waitFor();
      expect(await page.locator('.recommendation').count()).toBe(0);
      // The browser tells on the console that it was refused.
      const [{ errors }] = opened;
      expect(errors.splice(0)).toEqual([expect.stringContaining('401 (Unauthorized)')]);
      await page.getByRole('main').getByRole('button', { name: 'Informar chave' }).click();
      await page.getByLabel('Chave', { exact: true }).fill(keyOf('leitura'));
      await page.getByRole('button', { name: 'Usar chave' }).click();
      await page.locator('.recommendation').nth(9).waitFor();
      const expected = await api('/usuarios/1/recomendacoes?limite=10&explicar=true');
      expect(await titles(page)).toEqual(
        expected.map(({ titulo, ano }: { titulo: string; ano: number }) => `${titulo} ${ano}`),
      );
      const [{ texto }] = expected[0].motivos.filter(({ tipo }: { tipo: string }) => tipo === 'avaliacao');
      expect(texto).toMatch(/^Porque você (deu|viu) .*: \d+%$/);
      const { porque } = expected[0];
      expect(porque).toMatch(/^Porque /);
      expect(await page.locator('.because').first().innerText()).toBe(porque);
      await page.getByText(`Como se soma · ${expected[0].titulo}`).click();
      await page.getByText(texto).first().waitFor();
      await page.getByRole('button', { name: `E sem esta nota? ${expected[0].titulo}` }).click();
      await page
        .getByText(/^sem ela: /)
        .first()
        .waitFor();

      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { name: 'Recommendations' }).waitFor();
      await page
        .getByText(/^Because you liked /)
        .first()
        .waitFor();
      expect(await page.title()).toBe('Recommendations · Centroide');
      expect(await page.evaluate('document.documentElement.lang')).toBe('en');
    });

    it('follows the variety and the filters', async () => {
      const page = await withKey('/recomendacoes?usuario=1');
      await page.locator('.recommendation').nth(9).waitFor();
      const before = await titles(page);
      await page.locator('input[type=range]').fill('1');
      await page.locator('.recommendation').nth(9).filter({ hasNotText: before[9] }).waitFor();
      await page.getByText('Filtros', { exact: true }).click();
      await page.getByLabel('Gênero').fill('terror');
      await page.locator('.recommendation:nth-child(10) small', { hasText: 'terror' }).waitFor();
      for (const line of await page.locator('.recommendation-film small').allInnerTexts())
        expect(line).toContain('terror');
      await page.getByLabel('Gênero').fill('nada disso');
      await page.getByText('Nenhum filme passa por estes filtros.').waitFor();
    });

    it('takes a rating and shows at once how it changes list and profile', async () => {
      const page = await withKey('/recomendacoes?usuario=2');
      await page.locator('.taste li').first().waitFor();
      expect(page.url()).toBe(`${server.url}/painel/recomendacoes?usuario=2`);
      const { avaliacoes } = (await api('/usuarios/2/perfil')) as { avaliacoes: number };
      await page.getByText(`${avaliacoes} avaliações, gostou de`).waitFor();
      const [first] = await api('/usuarios/2/recomendacoes?limite=1');
      await clickStars(starsOf(page, first.titulo as string), 5);
      await page.getByText(`Nota 5 para ${first.titulo} guardada.`).waitFor();
      await page.getByText(`${avaliacoes + 1} avaliações, gostou de`).waitFor();
      await page.getByText('novo na lista').first().waitFor();
      expect(await titles(page)).not.toContain(`${first.titulo} ${first.ano}`);
      expect((await api(`/usuarios/2/avaliacoes/${first.id}`)).avaliacao).toBe(5);
      await page.getByRole('button', { name: `Tirar a nota de ${first.titulo}` }).click();
      await page.getByText(`${avaliacoes} avaliações, gostou de`).waitFor();
    });

    it('recommends to a visitor who picks five films', async () => {
      const page = await open('/experimente', { locale: 'en-GB' });
      await page.getByRole('heading', { name: 'Try it' }).waitFor();
      await page.locator('.tile').nth(8).waitFor();
      await page.locator('.tile').first().click();
      await page.locator('.recommendation').nth(9).waitFor();
      const one = await titles(page);
      await page.locator('.recommendation summary').first().click();
      await page
        .getByText(/^Because many people like it: \d+%$/)
        .first()
        .waitFor();
      expect(await page.locator('.share.of-crowd').count()).toBeGreaterThan(0);
      for (const n of [1, 2, 3, 4]) await page.locator('.tile').nth(n).click();
      await page.getByText('Your picks: 5 of 5').waitFor();
      await page.locator('.recommendation .tag').first().waitFor();
      const five = await titles(page);
      expect(five).not.toEqual(one);
      await clickStars(page.locator('.picks').getByRole('slider').first(), 1);
      await page.getByRole('button', { name: 'Other films' }).click();
      await page.locator('.tile').nth(12).waitFor();
    });

    it('recommends to a visitor who drops what Letterboxd exported, and keeps nothing of it', async () => {
      const films = (await api('/filmes?limite=40')) as { titulo: string; ano: number }[];
      const header = 'Date,Name,Year,Letterboxd URI';
      const row = ({ titulo, ano }: { titulo: string; ano: number }, n: number) =>
        `2024-05-${String((n % 28) + 1).padStart(2, '0')},"${titulo}",${ano},https://boxd.it/x${n}`;
      const rated = films.slice(0, 35);
      const [seen] = films.slice(-1);
      const zip = await zipWith({
        'ratings.csv': lines(`${header},Rating`, ...rated.map((film, n) => `${row(film, n)},${(n % 10) / 2 + 0.5}`)),
        'watched.csv': lines(header, row(seen, 99), '2024-05-01,Nobody has this one,1950,https://boxd.it/none'),
      });
      const kept = async () => [(await api('/usuarios?limite=1000')).length, (await api('/filmes?limite=1000')).length];
      const before = await kept();
      const page = await open('/experimente');
      await page.locator('.tile').first().waitFor();
      await page.locator('input[type=file]').setInputFiles(zip);
      await page.getByText('36 de 37 filmes do arquivo estão neste catálogo.').waitFor();
      await page.locator('.recommendation').nth(9).waitFor();
      expect(await page.locator('.picks li').count()).toBe(30);
      await page.getByText('E mais 5.').waitFor();
      const shown = await titles(page);
      for (const { titulo } of [...rated, seen]) expect(shown.map((one) => one.split('\n')[0])).not.toContain(titulo);
      expect(await kept()).toEqual(before);
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'notas.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
      await page.getByText('aceita o zip ou um CSV do Letterboxd').waitFor();
      for (const { errors } of opened) for (const error of errors.splice(0)) expect(error).toContain('422');
      await page.getByRole('button', { name: 'Tirar todas' }).click();
      await page.locator('.picks li').first().waitFor({ state: 'detached' });
    });

    it('tells the groups apart and lists their films', async () => {
      const page = await open('/grupos');
      const groups = await api('/grupos');
      await page
        .locator('.group')
        .nth(groups.length - 1)
        .waitFor();
      const [group] = groups;
      await page.locator('.group > h2').getByRole('link', { name: group.nome, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: group.nome }).waitFor();
      const shown = Math.min(30, group.tamanho);
      await page
        .locator('.group-list li')
        .nth(shown - 1)
        .waitFor();
      const more = page.getByRole('button', { name: 'Mostrar mais' });
      if (group.tamanho > 30) await more.click();
      await page
        .locator('.group-list li')
        .nth(group.tamanho - 1)
        .waitFor();
      await more.waitFor({ state: 'detached' });
      await page.locator('.traits').getByText(group.tracos[0].nome).first().waitFor();
    });

    it('trains while one watches, and activates another version', async () => {
      const page = await withKey('/modelo');
      await page.locator('.quality .modelo').waitFor();
      const { qualidade, versao } = (await api('/modelo')) as { qualidade: { tabela: object[] }; versao: number };
      expect(await page.locator('.quality tbody tr').count()).toBe(qualidade.tabela.length);
      await page.getByLabel('Ajuste dos parâmetros').selectOption({ label: 'manter os de agora' });
      await page.getByRole('button', { name: 'Treinar agora' }).click();
      await page.getByRole('progressbar').waitFor();
      await page.getByRole('button', { name: 'Treinar agora' }).waitFor({ timeout: 120_000 });
      const [newest] = await api('/modelo/versoes');
      expect(newest.versao).toBe(versao + 1);
      const [active, other] = newest.situacao === 'ativa' ? [newest.versao, versao] : [versao, newest.versao];
      await page.getByRole('heading', { name: `Versão ${active}, em uso` }).waitFor();
      await page.getByRole('button', { name: `Ativar Versão ${other}` }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Ativar' }).click();
      await page.getByRole('heading', { name: `Versão ${other}, em uso` }).waitFor();
      expect((await api('/modelo')).versao).toBe(other);
      await page.locator('.history-chart svg').waitFor();
    }, 180_000);

    it('imports a file, tells which rows it could not take, and exports everything', async () => {
      const page = await withKey('/dados');
      const films = Number((await request(server.url).get('/filmes?limite=1')).headers['x-total-count']);
      const rows = 'id,titulo,ano\n9001,Um Filme Novo,2024\n9002,,2024\n9003,,dois mil\n';
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'filmes.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
      await page.getByText('filmes.csv: é o que aconteceria. Nada foi gravado.').waitFor();
      expect((await request(server.url).get('/filmes?limite=1')).headers['x-total-count']).toBe(String(films));
      await page.getByRole('button', { name: 'Importar agora' }).click();
      await page.getByText('filmes.csv importado.').waitFor();
      await page.getByText('2 linhas rejeitadas').click();
      await page.getByText('filmes.csv, 3').waitFor();
      await page
        .locator('.counts')
        .getByText(String(films + 1))
        .waitFor();

      await page.getByRole('searchbox', { name: 'Buscar por título' }).fill('um filme novo');
      await page.getByRole('button', { name: 'Editar Um Filme Novo' }).click();
      await page.getByLabel('Direção').fill('Ana Lima');
      await page.getByRole('button', { name: 'Salvar' }).click();
      await page.getByText('Ana Lima').waitFor();
      expect((await api('/filmes/9001')).diretor).toBe('Ana Lima');

      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Baixar tudo' }).click(),
      ]);
      expect(await textOf(download)).toContain('"titulo":"Um Filme Novo"');
    });

    it('shows what each column of a file was taken for, and imports it as a person says', async () => {
      const page = await withKey('/dados');
      const rows = 'codigo,nome do filme,lançado\n9101,Sob Outro Nome,1999\n';
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
      await page.getByText('cabeçalho não reconhecido').waitFor();
      await page.getByRole('cell', { name: 'Sob Outro Nome' }).waitFor();
      const column = (name: string) => page.getByLabel(`O que é a coluna ${name}`);
      await column('codigo').selectOption('id');
      await column('nome do filme').selectOption('titulo');
      await column('lançado').selectOption('ano');
      await page.getByRole('button', { name: 'Simular de novo' }).click();
      await page.getByText('lista.csv: é o que aconteceria. Nada foi gravado.').waitFor();
      expect(await column('nome do filme').inputValue()).toBe('titulo');
      expect(await column('nome do filme').locator('option:checked').innerText()).toBe('título do filme');
      await page.getByRole('button', { name: 'Importar agora' }).click();
      await page.getByText('lista.csv importado.').waitFor();
      expect(await api('/filmes/9101')).toMatchObject({ titulo: 'Sob Outro Nome', ano: 1999 });
    });

    it('asks what a file does not show, and whose it is', async () => {
      const page = await withKey('/dados', { locale: 'en-US' });
      const give = (name: string, content: string) =>
        page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
      const again = page.getByRole('button', { name: 'Simulate again' });
      const dialog = page.getByRole('dialog');
      const simulate = async (name: string) => {
        await again.click();
        await dialog.getByText(`${name}: this is what would happen`).waitFor();
      };
      const importNow = async (name: string) => {
        await page.getByRole('button', { name: 'Import now' }).click();
        await page.getByText(`${name} imported.`).waitFor();
      };

      await give('more.csv', 'userId,movieId,rating,when it was\n9201,1,4,02/03/2021\n');
      await dialog.getByText('unknown columns: when it was').waitFor();
      const column = page.getByLabel('What the column when it was is');
      expect(await column.inputValue()).toBe('');
      await column.selectOption('avaliado_em');
      await again.click();
      await dialog.getByText('nothing says whether the day or the month comes first').waitFor();
      await page.getByLabel('Dates').selectOption('day before month');
      await simulate('more.csv');
      await importNow('more.csv');
      const [rated] = await api('/usuarios/9201/avaliacoes');
      expect(rated).toMatchObject({ avaliacao: 4, avaliado_em: '2021-03-02T00:00:00.000Z' });

      await give(
        'ratings.csv',
        'Date,Name,Year,Letterboxd URI,Rating\n2024-01-02,Blade Runner,1982,https://boxd.it/1,4\n',
      );
      await dialog.getByLabel('Or the name of somebody new').fill('Nina');
      await importNow('ratings.csv');
      expect(await api('/usuarios?busca=nina')).toMatchObject([{ nome: 'Nina' }]);

      await give(
        'my list.csv',
        'Filme;Ano;Minha nota;Visto em\nBlade Runner;1982;9,5;13/02/2024\nAlien;1979;8;\nHeat;1995;;\n',
      );
      await dialog.getByText('titles and ratings, and nothing says whose').waitFor();
      const wanted = page.getByLabel('What the column Filme is').locator('option:checked');
      expect(await wanted.innerText()).toBe('title of the film');
      await dialog.getByLabel('Or the name of somebody new').fill('Otto');
      await simulate('my list.csv');
      await importNow('my list.csv');
      const [otto] = await api('/usuarios?busca=otto');
      expect(await api(`/usuarios/${otto.id}/avaliacoes`)).toHaveLength(2);
    });

    it('replaces everything though the server has refused, once it has been said twice', async () => {
      const own = await startServer(await create());
      await addFilms(
        own.database,
        Array.from({ length: 30 }, (_, n) => ({ id: n + 1, titulo: `Filme ${n + 1}` })),
      );
      const count = async () => Number((await request(own.url).get('/filmes')).headers['x-total-count']);
      try {
        const key = own.bearer('admin').replace('Bearer ', '');
        const watched = await openPage(browser, `${own.url}/painel/dados#chave=${key}`);
        opened.push(watched);
        const { page } = watched;
        await page.getByLabel('O que já existe').selectOption('substituir');
        await page
          .locator('input[type=file]')
          .setInputFiles({ name: 'filmes.csv', mimeType: 'text/csv', buffer: Buffer.from('id,titulo\n1,Novo\n') });
        await page.getByRole('button', { name: 'Importar agora' }).click();
        await page.getByText('Sai o que há: 30 filmes e 0 pessoas, com todas as notas e eventos.').waitFor();
        await page.getByRole('dialog').getByText('Filmes: 1').waitFor();
        await page.getByRole('button', { name: 'Substituir tudo' }).click();
        await page.getByText('Substituição recusada, e nada mudou: entraria menos de um décimo').waitFor();
        await page.getByRole('button', { name: 'Substituir mesmo assim…' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Cancelar' }).click();
        expect(await count()).toBe(30);
        await page.getByRole('button', { name: 'Substituir mesmo assim…' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Substituir tudo' }).click();
        await page.getByText('filmes.csv importado.').waitFor();
        expect(await count()).toBe(1);
        await page.waitForLoadState('networkidle');
        // There is no model of such data: all that the browser has to say.
        for (const error of watched.errors.splice(0)) expect(error).toContain('404 (Not Found)');
      } finally {
        await own.close();
      }
    }, 120_000);

    it('adds a person, changes their ratings, and erases them', async () => {
      const page = await withKey('/dados');
      await page.getByRole('button', { name: 'Pessoas e notas' }).click();
      await page.getByRole('button', { name: 'Nova pessoa' }).click();
      await page.getByLabel('Nome').fill('Zélia Nova');
      await page.getByRole('button', { name: 'Salvar' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('combobox', { name: 'Escolher pessoa' }).fill('zelia');
      await page.getByRole('option', { name: 'Zélia Nova' }).click();
      const [film] = await api('/filmes?busca=blade%20runner&ano_max=1990');
      await page.getByRole('dialog').getByRole('combobox').fill('blade run');
      await page.getByRole('option', { name: 'Blade Runner 1982' }).click();
      await clickStars(starsOf(page, 'Blade Runner'), 4);
      await page.getByRole('status').getByText('Nota 4 para Blade Runner guardada.').waitFor();
      const [person] = (await api('/usuarios?limite=1000')).filter(
        ({ nome }: { nome: string }) => nome === 'Zélia Nova',
      );
      expect((await api(`/usuarios/${person.id}/avaliacoes/${film.id}`)).avaliacao).toBe(4);
      await page.getByRole('button', { name: 'Apagar', exact: true }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const [gone] = await Promise.all([
        page.waitForResponse((answer) => answer.request().method() === 'DELETE'),
        page.locator('.undo-line', { hasText: 'Pessoa apagada' }).getByRole('button', { name: 'Fechar aviso' }).click(),
      ]);
      expect(gone.status()).toBe(204);
      await request(server.url).get(`/usuarios/${person.id}`).set('Authorization', server.bearer('admin')).expect(404);
    });

    it.each(['%zz', '%', '%e0%a4%a'])(
      'is there with a key in the address that is no text (%s), and refuses it',
      async (text) => {
        const page = await open(`#chave=${text}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        expect(page.url()).not.toContain('chave=');
        const [{ errors }] = opened;
        await until('the refusal of the key', () => errors.length > 0);
        await page.waitForLoadState('networkidle');
        // It is all that the browser has to say.
        expect(errors.splice(0)).toEqual([expect.stringContaining('401 (Unauthorized)')]);
      },
    );

    it('asks for a key where one is needed, takes one, makes another, and revokes it', async () => {
      const page = await open('/chaves');
      await page.locator('main').getByRole('button', { name: 'Informar chave' }).click();
      await page.getByLabel('Chave', { exact: true }).fill(keyOf('leitura'));
      await page.getByRole('button', { name: 'Usar chave' }).click();
      await page.getByText('Para administrar chaves é preciso uma chave de administração.').waitFor();
      await page.getByRole('button', { name: 'Usar outra chave' }).click();
      await page.getByLabel('Chave', { exact: true }).fill(keyOf('admin'));
      await page.getByRole('button', { name: 'Usar chave' }).click();
      await page.getByLabel('Para que serve').fill('loja');
      await page.getByRole('button', { name: 'Criar chave' }).click();
      const made = await page.locator('.made-key code').innerText();
      const holder = () => request(server.url).get('/chaves/atual').set('Authorization', `Bearer ${made}`);
      expect((await holder().expect(200)).body).toMatchObject({ nome: 'loja', escopo: 'leitura' });
      await page.getByRole('button', { name: 'Revogar loja' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revogar' }).click();
      await page.locator('.revoked', { hasText: 'loja' }).waitFor();
      await holder().expect(401);
      expect(await page.evaluate('JSON.stringify([sessionStorage, localStorage])')).not.toContain('ctd_');
    });

    it('leads an English browser through every page', async () => {
      const page = await withKey('', { locale: 'en-GB' });
      const go = async (name: string, title = name) => {
        await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
        await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      };
      await page.getByRole('combobox', { name: 'Find a film' }).fill('blade run');
      await page.getByRole('option', { name: 'Blade Runner 1982' }).click();
      await page.getByRole('heading', { name: 'Similar films' }).waitFor();
      await go('Groups', 'Groups of films');
      const english = await request(server.url).get('/grupos').set('Accept-Language', 'en').expect(200);
      const [{ nome }] = english.body as { nome: string }[];
      await page.locator('.group > h2').getByRole('link', { name: nome, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: nome }).waitFor();
      await page.getByText('Most typical films').waitFor();
      await page.getByText('What sets it apart').first().waitFor();
      await go('Model');
      await page.getByText('This model', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Train now' }).waitFor();
      await go('Data');
      await page.getByRole('searchbox', { name: 'Find by title' }).fill('blade runner');
      await page.getByText('2 in all').waitFor();
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download everything' }).click(),
      ]);
      expect(await textOf(download)).toContain('"Blade Runner"');
      await go('Keys');
      await page.getByRole('heading', { name: 'All keys' }).waitFor();
      await page.getByText('yours', { exact: true }).waitFor();
      await go('Try it');
      await go('Recommendations');
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
    });

    it('keeps a key for the tab only when told to', async () => {
      const page = await open('/dados');
      await page.getByRole('button', { name: 'Informar chave' }).click();
      await page.getByLabel('Chave', { exact: true }).fill(keyOf('escrita'));
      await page.getByLabel('Lembrar até fechar esta aba').check();
      await page.getByRole('button', { name: 'Usar chave' }).click();
      await page.locator('.key-held', { hasText: 'escrita' }).waitFor();
      await page.reload();
      await page.locator('.key-held', { hasText: 'escrita' }).waitFor();
      await page.getByRole('button', { name: 'Sair' }).click();
      await page.reload();
      await page.getByRole('button', { name: 'Informar chave' }).waitFor();
    });

    it('can be used with the keyboard alone', async () => {
      const page = await withKey('/recomendacoes');
      await page.getByRole('combobox').waitFor();
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Ir para o conteúdo');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type('3');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.recommendation').first().waitFor();
      const [first] = await api('/usuarios/3/recomendacoes?limite=1');
      const stars = starsOf(page, first.titulo as string);
      for (let n = 0; n < 80; n++) {
        await page.keyboard.press('Tab');
        if (await stars.evaluate((one) => one === one.ownerDocument.activeElement)) break;
      }
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Space');
      await page.getByText(`Nota 1 para ${first.titulo} guardada.`).waitFor();
    });
  });
});
