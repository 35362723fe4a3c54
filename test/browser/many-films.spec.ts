import type { Browser, Page } from 'playwright-core';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { addFilms } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Film {
  readonly id: number;
  readonly titulo: string;
  readonly genero: string;
}

const titles = ['Aurora', 'Bonança', 'Cais', 'Duna', 'Estrada', 'Farol'].map((title) => `Kravunka: ${title}`);

describeWith(chromium, 'many films at once', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];
    const client = clientOf(() => server);
    const films = async (): Promise<Film[]> =>
      (await client.get('/filmes?busca=kravunka&ordem=id').expect(200)).body as Film[];
    const open = async (options?: Parameters<typeof openPage>[2]): Promise<Page> => {
      const key = server.bearer('escrita').slice(7);
      const watched = await openPage(browser, `${server.url}/painel/dados?busca=kravunka#chave=${key}`, options);
      opened.push(watched);
      return watched.page;
    };
    const shown = (page: Page) => page.locator('.data-rows .film-title').allInnerTexts();

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      await addFilms(
        server.database,
        titles.map((titulo, n) => ({ id: 9001 + n, titulo, ano: 2001 + ((n * 5) % 6), genero: 'drama' })),
      );
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('are sorted, and the order stays in the address', async () => {
      const page = await open();
      await page.getByLabel('Ordem').selectOption('ano, do mais novo');
      await page.locator('.data-rows li').first().getByText('Bonança').waitFor();
      expect(new URL(page.url()).searchParams.get('ordem')).toBe('ano');
      await page.getByLabel('Ordem').selectOption('últimos acrescentados');
      await page.locator('.data-rows li').first().getByText('Farol').waitFor();
      await page.goBack();
      await page.locator('.data-rows li').first().getByText('Bonança').waitFor();
      expect(await shown(page)).toEqual(
        [2006, 2005, 2004, 2003, 2002, 2001].map((year) => expect.stringContaining(String(year))),
      );
    });

    it('are chosen by keyboard, changed in one go, and brought back', async () => {
      const before = await films();
      const page = await open();
      await page.getByLabel('Escolher Kravunka: Bonança').focus();
      for (const press of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(press);
      await page.getByRole('status').getByText('3 escolhidos').waitFor();
      await page.getByRole('button', { name: 'Mudar…' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Mudar 3 filmes' });
      expect(await dialog.getByRole('button', { name: 'Mudar os 3 filmes' }).isDisabled()).toBe(true);
      for (const label of ['Gêneros', 'Ano', 'Um atributo', 'Disponível até'])
        await dialog.getByRole('checkbox', { name: label }).check();
      await dialog.getByRole('textbox', { name: 'Gêneros, com vírgulas' }).fill('Drama, noir');
      await dialog.getByRole('textbox', { name: 'Ano', exact: true }).fill('1999');
      await dialog.getByRole('combobox', { name: 'Nome do atributo' }).fill('prateleira');
      await dialog.getByRole('textbox', { name: 'Valor; vazio tira' }).fill('12');
      await dialog.getByLabel('Disponível até').last().fill('2030-01-31');
      expect(await graveViolations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.locator('.undo-line', { hasText: '3 filmes mudados.' }).waitFor();
      const after = await films();
      expect(after.filter((_film, n) => n < 1 || n > 3)).toEqual(before.filter((_film, n) => n < 1 || n > 3));
      for (const film of after.slice(1, 4))
        expect(film).toMatchObject({ genero: 'drama, noir', ano: 1999, atributos: { prateleira: 12 } });
      await page.keyboard.press('Control+z');
      await page.locator('.changes li.undone').waitFor();
      expect(await films()).toEqual(before);
    });

    it('are deleted together on a phone, and not before the way back is closed', async () => {
      const before = await films();
      const page = await open({
        locale: 'en-GB',
        viewport: { width: 390, height: 844 },
        hasTouch: true,
        isMobile: true,
      });
      await page.getByLabel('Select Kravunka: Aurora').tap();
      await page.getByLabel('All on this page').tap();
      await page.getByRole('status').getByText('6 selected').waitFor();
      await page.getByLabel('Select Kravunka: Duna').tap();
      await page.getByRole('status').getByText('5 selected').waitFor();
      expect(await graveViolations(page)).toEqual([]);
      const remove = () => page.locator('.selection-bar').getByRole('button', { name: 'Delete' }).tap();
      const line = page.locator('.undo-line', { hasText: '5 films deleted.' });
      await remove();
      await line.waitFor();
      expect(await shown(page)).toEqual(['Kravunka: Duna 2004']);
      await line.getByRole('button', { name: 'Undo' }).tap();
      await page.locator('.data-rows li').nth(5).waitFor();
      expect(await films()).toEqual(before);
      await page.getByLabel('All on this page').tap();
      await page.getByLabel('Select Kravunka: Duna').tap();
      await remove();
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.url().endsWith('/filmes/lote/apagar')),
        line.getByRole('button', { name: 'Dismiss' }).tap(),
      ]);
      expect(answer.status()).toBe(200);
      expect((await films()).map(({ titulo }) => titulo)).toEqual(['Kravunka: Duna']);
    });
  });
});
