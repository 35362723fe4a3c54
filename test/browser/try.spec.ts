import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { lines, removeFiles, zipWith } from '../importing/files';
import { withSqlite } from '../support/databases';
import { closeClean, graveViolations, launchBrowser, openPage, starsOf, type WatchedPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const english = { locale: 'en-GB' };

interface Film {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number;
  readonly porque?: string;
}

interface NightFilm extends Film {
  readonly por_pessoa: readonly { readonly agrado: number; readonly porque?: string }[];
}

describeWith(chromium, 'the page to try it', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    let starters: Film[];
    const opened: WatchedPage[] = [];

    const open = async (fragment = '', options?: Parameters<typeof openPage>[2]): Promise<Page> => {
      const watched = await openPage(browser, `${server.url}/painel/experimente${fragment}`, options);
      opened.push(watched);
      await watched.page.locator('.tile').first().waitFor();
      return watched.page;
    };
    const post = async <Body>(path: string, body: object, language = 'pt-BR'): Promise<Body> =>
      (await request(server.url).post(path).set('Accept-Language', language).send(body).expect(200)).body as Body;
    const nameOf = ({ titulo, ano }: Film) => `${titulo} ${ano}`;
    const titles = (page: Page) => page.locator('.recommendation .film-title').allInnerTexts();
    const ratings = (...each: [Film, number][]) => each.map(([{ id }, avaliacao]) => ({ filme_id: id, avaliacao }));

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
      starters = (await request(server.url).get('/recomendacoes/inicio').expect(200)).body as Film[];
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
      await removeFiles();
    });

    it('by keyboard alone hears what is liked and what is not, and shows at once which films that speaks for', async () => {
      const page = await open();
      await page.getByRole('list', { name: 'Toque nos filmes de que gosta.' }).waitFor();
      await page.locator('.tile').first().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      for (const key of ['Tab', 'Tab', 'Tab']) await page.keyboard.press(key);
      expect(await page.evaluate('document.activeElement.ariaLabel')).toBe(`Não gosto de ${starters[2].titulo}`);
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: `Não gosto de ${starters[2].titulo}`, pressed: true }).waitFor();
      await page.getByText('Suas escolhas: 3 de 5').waitFor();
      const expected = await post<Film[]>('/recomendacoes', {
        avaliacoes: ratings([starters[0], 5], [starters[1], 5], [starters[2], 1]),
        limite: 10,
        popularidade: -0.25,
        explicar: true,
      });
      await page.locator('.recommendation', { hasText: nameOf(expected[9]) }).waitFor();
      expect(await titles(page)).toEqual(expected.map(nameOf));
      expect(await page.locator('.because').allInnerTexts()).toEqual(expected.map(({ porque }) => porque));
      expect(expected.some(({ porque }) => porque?.startsWith('Porque você gostou de'))).toBe(true);
      await page.getByRole('heading', { level: 3, name: `Porque você gostou de ${starters[0].titulo}` }).waitFor();
      await page
        .getByRole('status')
        .filter({ hasText: `Em primeiro: ${expected[0].titulo}` })
        .waitFor({ state: 'attached' });
      expect(await graveViolations(page)).toEqual([]);
      // Who looks at a film and comes back finds all as it was; once more takes it back.
      await page.locator('.recommendation .film-link').first().click();
      await page.getByRole('heading', { level: 1, name: expected[0].titulo }).waitFor();
      await page.goBack();
      await page.getByText('Suas escolhas: 3 de 5').waitFor();
      await page.getByRole('button', { name: `Não gosto de ${starters[2].titulo}` }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('Suas escolhas: 2 de 5').waitFor();
    });

    it('has on a phone a sheet that peeks after the first tap, opens, folds and closes', async () => {
      const page = await open('', { ...phone, ...english });
      const sheet = page.getByRole('region', { name: 'Your list' });
      const handle = sheet.getByRole('button', { name: 'Your list' });
      expect(await sheet.isVisible()).toBe(false);
      await page.locator('.tile').first().tap();
      await sheet.getByText('In first place:').waitFor();
      expect(await page.locator('.recommendation').first().isVisible()).toBe(false);
      // It is not modal: one goes on picking.
      await page.locator('.tile').nth(1).tap();
      await page.getByRole('button', { name: `I don't like ${starters[2].titulo}` }).tap();
      await handle.tap();
      await page.locator('.recommendation').first().waitFor();
      await page.getByText('Your picks: 3 of 5').waitFor();
      expect(await handle.getAttribute('aria-expanded')).toBe('true');
      expect(await graveViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.locator('.recommendation summary').first().focus();
      await page.keyboard.press('Escape');
      await page.locator('.recommendation').first().waitFor({ state: 'hidden' });
      expect(await page.evaluate('document.activeElement.className')).toContain('result-handle');
      await sheet.getByRole('button', { name: 'Close the list' }).tap();
      await sheet.waitFor({ state: 'hidden' });
      expect(await page.evaluate('document.activeElement.id')).toBe('conteudo');
      await page.locator('.tile').nth(3).tap();
      await handle.waitFor();
    });

    it('takes back what was changed or taken out, by keyboard, and who left the evening', async () => {
      const page = await open();
      const picks = page.locator('.picks li > :first-child');
      const [first, second] = starters;
      const line = (text: string) => page.locator('.undo-line', { hasText: text });
      await page.locator('.tile').nth(0).click();
      await page.locator('.tile').nth(1).click();
      await picks.nth(1).waitFor();
      expect(await page.locator('.undo-line').count()).toBe(0);
      await starsOf(page, first.titulo).focus();
      for (const press of ['Home', 'Enter']) await page.keyboard.press(press);
      await line(`Nota 0,5 para ${first.titulo}.`).waitFor();
      await page.getByRole('button', { name: `Tirar a nota de ${second.titulo}` }).press('Enter');
      await line(`${second.titulo} saiu das escolhas.`).waitFor();
      await page.locator('.tile').nth(3).click();
      await page.keyboard.press('Control+z');
      await line(`${second.titulo} saiu`).waitFor({ state: 'detached' });
      expect(await picks.allInnerTexts()).toEqual([first, second, starters[3]].map(({ titulo }) => titulo));
      await page.keyboard.press('Control+z');
      await line('Nota 0,5').waitFor({ state: 'detached' });
      expect(await starsOf(page, first.titulo).getAttribute('aria-valuenow')).toBe('5');

      await page.getByRole('button', { name: 'Noite de cinema com mais alguém' }).click();
      await page.locator('.tile').nth(5).click();
      await page.getByRole('button', { name: 'Tirar Pessoa 2' }).click();
      await line('Pessoa 2 saiu da noite de cinema.').getByRole('button', { name: 'Desfazer' }).click();
      await page.getByRole('button', { name: 'Pessoa 2 1', exact: true }).waitFor();
    });

    it.each([
      ['a desk, in Portuguese', {}, 'Compartilhar', 'Link com as escolhas', 'Estas escolhas vieram com o link.'],
      [
        'a phone, in English',
        { ...phone, ...english },
        'Share',
        'Link with the picks',
        'These picks came with the link.',
      ],
    ])(
      'on %s takes a Letterboxd zip that is dropped, and shares what comes of it',
      async (_where, options, share, link, came) => {
        const films = (await request(server.url).get('/filmes?limite=12').expect(200)).body as Film[];
        const row = ({ titulo, ano }: Film, n: number) =>
          `2024-05-0${(n % 9) + 1},"${titulo}",${ano},https://boxd.it/x${n}`;
        const rated = films.slice(0, 9);
        const zip = await zipWith({
          'ratings.csv': lines(
            'Date,Name,Year,Letterboxd URI,Rating',
            ...rated.map((film, n) => `${row(film, n)},${n === 8 ? 0.5 : 4.5}`),
          ),
          'watched.csv': lines('Date,Name,Year,Letterboxd URI', row(films[11], 11)),
        });
        const people = async () => (await server.database.query('SELECT COUNT(*) AS n FROM usuarios'))[0];
        const before = await people();
        const page = await open('', options);
        const bytes = (await readFile(zip)).toString('base64');
        const dataTransfer = await page.evaluateHandle(`(() => {
        const transfer = new DataTransfer();
        const bytes = Uint8Array.from(atob('${bytes}'), (sign) => sign.charCodeAt(0));
        transfer.items.add(new File([bytes], 'letterboxd.zip', { type: 'application/zip' }));
        return transfer;
      })()`);
        await page.dispatchEvent('.page-head', 'drop', { dataTransfer });
        const showAll = async (shown: Page) => {
          if ('isMobile' in options) await shown.locator('.result-handle').tap();
          await shown.locator('.recommendation').nth(9).waitFor();
        };
        await page.getByText(/^10 (de|of) 10 /).waitFor();
        await showAll(page);
        await page.getByRole('button', { name: share }).click();
        const address = await page.getByLabel(link).inputValue();
        expect(address).toContain(`${films[8].id}-0.5`);
        expect(address).toContain(`${films[11].id}-v`);

        // Whoever opens it, in a browser of their own, has the same picks; of films that were seen none comes.
        const theirs = await open(new URL(address).hash, options);
        await theirs.getByText(came).waitFor();
        await showAll(theirs);
        const picks = (shown: Page) => shown.locator('.picks li > :first-child').allInnerTexts();
        expect(await picks(theirs)).toEqual(await picks(page));
        expect(await picks(theirs)).toHaveLength(9);
        const listed = await titles(theirs);
        for (const film of [...rated, films[11]]) expect(listed).not.toContain(nameOf(film));
        expect(await people()).toEqual(before);
      },
    );

    it('tells of links that cannot be read, and where, and goes on', async () => {
      const page = await open('#escolhas=', english);
      // Nothing, a name alone, no rating, above 5, twice, letters, a name that is no text or that nobody sees, a link that was cut.
      const broken = [
        ...[
          ['', '#escolhas='],
          ['Ana', 'Ana'],
          ['Ana~4', '4'],
          ['~4-7', '4-7'],
          ['~4-5_4-3', '4-3'],
        ],
        ...[
          ['~quatro-5', 'quatro-5'],
          ['%e0%a4~4-5', '%e0%a4'],
          ['%00~4-5', '%00'],
          ['~4-5_12-', '12-'],
        ],
      ];
      for (const [text, piece] of broken) {
        await page.evaluate(`location.hash = '#escolhas=${text}'`);
        const told = page.getByRole('alert').filter({ hasText: 'The link is incomplete or was changed' });
        await told.filter({ hasText: `“${piece}”` }).waitFor();
        expect(await page.locator('.picks li').count()).toBe(0);
      }
      await page.locator('.tile').first().click();
      await page.locator('.recommendation').first().waitFor();
    });

    it('leaves out of a link what the catalogue does not have, and says so', async () => {
      const page = await open(`#escolhas=~${starters[0].id}-4.5_999999-5`);
      await page.getByText('1 filme do link não está neste catálogo.').waitFor();
      expect(await page.locator('.picks li > :first-child').allInnerTexts()).toEqual([starters[0].titulo]);
      // Another link in the same tab.
      await page.evaluate(`location.hash = '#escolhas=Ana~${starters[1].id}-5~~${starters[2].id}-5'`);
      await page.getByRole('button', { name: 'Ana 1', pressed: true }).waitFor();
      await page.getByRole('heading', { name: 'Para Ana e Pessoa 2' }).waitFor();
    });

    it('makes one list for several who pick in turn, and tells how much each would like each film', async () => {
      const page = await open('', english);
      for (const n of [0, 1]) await page.locator('.tile').nth(n).click();
      await page.getByRole('button', { name: 'Film night with somebody else' }).click();
      await page.getByLabel('Name of who picks now').fill('Bea');
      expect(await page.locator('.tile[aria-pressed=true]').count()).toBe(0);
      for (const n of [2, 3]) await page.locator('.tile').nth(n).click();
      await page.getByRole('heading', { name: 'For Person 1 and Bea' }).waitFor();
      await page.getByLabel('What counts most').selectOption({ label: 'everybody getting their turn' });
      const visitantes = [ratings([starters[0], 5], [starters[1], 5]), ratings([starters[2], 5], [starters[3], 5])];
      const expected = await post<NightFilm[]>(
        '/recomendacoes/juntos',
        { visitantes: visitantes.map((avaliacoes) => ({ avaliacoes })), estrategia: 'justa', limite: 10 },
        'en-GB',
      );
      await page
        .locator('.recommendation')
        .nth(9)
        .filter({ hasText: nameOf(expected[9]) })
        .waitFor();
      expect(await titles(page)).toEqual(expected.map(nameOf));
      const percents = expected[0].por_pessoa.map(({ agrado }) => `${Math.round(100 * agrado)}%`);
      const told = await page.locator('.recommendation').first().locator('.likings .spread').allInnerTexts();
      expect(told.map((text) => text.split(/\s*\n\s*/))).toEqual([
        ['Person 1', percents[0]],
        ['Bea', percents[1]],
      ]);
      await page
        .getByText(expected[0].por_pessoa[1].porque ?? '')
        .first()
        .waitFor();
      expect(await graveViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Remove Bea' }).click();
      await page.getByRole('heading', { name: 'For you', exact: true }).waitFor();
      await page.getByText('Your picks: 2 of 5').waitFor();
    });
  });
});
