import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

/** Of what a page loads first, compressed, in bytes. */
const MOST = 120_000;

describeWith(chromium, 'where a page could leave somebody alone', () => {
  withSqlite('on an empty database', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    beforeAll(async () => {
      server = await startServer(await create(), { publicRead: null });
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    const open = async (path: string, options?: Parameters<typeof openPage>[2]): Promise<Page> => {
      const { page } = await openPage(browser, `${server.url}/painel${path}`, options);
      return page;
    };

    it.each([
      ['', 'Importar dados'],
      ['/grupos', 'Importar dados'],
      ['/modelo', 'Importar dados'],
      ['/recomendacoes', 'Importar dados'],
      ['/experimente', 'Importar dados'],
    ])('%s says what to do first, and leads there', async (path, name) => {
      const page = await open(path);
      await page.getByRole('main').getByRole('link', { name }).click();
      await page.getByRole('heading', { name: 'Dados', level: 1 }).waitFor();
      await page.context().close();
    });

    it('a page whose file does not come says so, leaves the others, and comes with the next try', async () => {
      const page = await open('/dados', { locale: 'en-GB' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.route(/groups-page/, (route) => route.abort());
      await page.getByRole('link', { name: 'Groups' }).click();
      await page.getByRole('alert').getByText('This page did not load').waitFor();
      await page.getByRole('link', { name: 'Keys' }).click();
      await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'Groups' }).click();
      await page.unroute(/groups-page/);
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByRole('heading', { name: 'Groups', level: 1 }).waitFor();
      await page.context().close();
    });

    it('on paper there is dark ink and nothing to press, and with forced colours the chosen thing is marked', async () => {
      const page = await open('/dados', { colorScheme: 'dark' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      const isBlack = `getComputedStyle(document.documentElement).color === 'rgb(0, 0, 0)'`;
      expect(await page.evaluate(isBlack)).toBe(false);
      await page.emulateMedia({ media: 'print' });
      // Less motion is a transition of no length, which ends a moment later.
      await until('black ink', () => page.evaluate<boolean>(isBlack));
      expect(await page.locator('.side').isVisible()).toBe(false);
      expect(await page.getByRole('button').count()).toBe(0);
      await page.emulateMedia({ media: 'screen', forcedColors: 'active' });
      const outline = `getComputedStyle(document.querySelector('nav [aria-current]')).outlineStyle`;
      expect(await page.evaluate(outline)).toBe('solid');
      await page.context().close();
    });

    it('no page but the map loads more than 120 kB first', async () => {
      const start = await open('/dados');
      const links = await start.evaluate<string[]>(`[...document.querySelectorAll('nav a')].map((a) => a.pathname)`);
      await start.context().close();
      expect(links.length).toBeGreaterThanOrEqual(7);
      for (const path of links.filter((link) => link !== '/painel')) {
        const context = await browser.newContext();
        const page = await context.newPage();
        await page.goto(server.url + path, { waitUntil: 'networkidle' });
        // What the browser itself noted, the page first: files only, no answers of the service.
        const sum = await page.evaluate<number>(
          `[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter(({ name, entryType }) => entryType === 'navigation' || name.includes('/assets/'))
            .reduce((all, { encodedBodySize }) => all + encodedBodySize, 0)`,
        );
        expect([path, sum > 10_000, sum < MOST || sum]).toEqual([path, true, true]);
        await context.close();
      }
    });
  });
});
