import type { Browser, Page } from 'playwright-core';
import { withSqlite } from '../support/databases';
import { graveViolations, launchBrowser, openPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

/** Each page, and what is there once it has loaded. */
const pages = [
  ['', '.map-groups li'],
  ['?filme=3&usuario=1', '.similar li'],
  ['/recomendacoes?usuario=1', '.taste li'],
  ['/experimente', '.tile'],
  ['/filmes/3?usuario=1', '.histogram li'],
  ['/pessoas/1', '.posters li'],
  ['/grupos', '.group'],
  ['/grupos/1', '.group-list li'],
  ['/modelo', '.quality'],
  ['/dados', '.data-rows li'],
  ['/chaves', '.key-list li'],
  ['/nada', '.empty'],
] as const;

describeWith(chromium, 'the looks of the page', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
    }, 180_000);
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    const address = (path: string) => `${server.url}/painel${path}#chave=${server.bearer('admin').slice(7)}`;
    const goTo = async (page: Page, path: string, ready: string): Promise<void> => {
      // Another fragment alone would not load the page again.
      await page.goto('about:blank');
      await page.goto(address(path));
      await page.locator(ready).first().waitFor();
      await page.locator('.key-held').waitFor({ state: 'attached' });
    };

    /** What a file was taken for, before it is imported. */
    const tryFile = async (page: Page): Promise<void> => {
      const buffer = Buffer.from('id,titulo,ano,algo mais,e outra coisa\n1,Um filme de nome comprido,1999,x,y\n');
      await page.locator('input[type=file]').setInputFiles({ name: 'lista.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('dialog').getByRole('cell', { name: '1999' }).waitFor();
    };

    it.each(['light', 'dark'] as const)('has nothing that shuts anybody out (%s)', async (colorScheme) => {
      const { page, foreign, errors } = await openPage(browser, address(''), { colorScheme });
      for (const [path, ready] of pages) {
        await goTo(page, path, ready);
        expect([path, await graveViolations(page)]).toEqual([path, []]);
      }
      await goTo(page, '/dados', '.data-rows li');
      await tryFile(page);
      expect(await graveViolations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Sair' }).click();
      await page.locator('.key-button').click();
      expect(await graveViolations(page)).toEqual([]);
      expect([foreign, errors]).toEqual([[], []]);
      await page.context().close();
    });

    it('fits a phone', async () => {
      const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
      const { page, errors } = await openPage(browser, address(''), phone);
      for (const [path, ready] of pages) {
        await goTo(page, path, ready);
        const width = await page.evaluate('document.documentElement.scrollWidth');
        expect([path, width]).toEqual([path, 360]);
      }
      await goTo(page, '/dados', '.data-rows li');
      await tryFile(page);
      const dialog = 'document.querySelector("dialog[open]")';
      expect(await page.evaluate(`${dialog}.scrollWidth - ${dialog}.clientWidth`)).toBe(0);
      await page.getByRole('dialog').getByRole('button', { name: 'Fechar' }).click();
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByRole('link', { name: 'Modelo', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Modelo' }).waitFor();
      expect(errors).toEqual([]);
      await page.context().close();
    });
  });
});
