import { readFileSync } from 'node:fs';
import type { Result } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { withSqlite } from '../support/databases';
import { launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

interface Row {
  readonly titulo: string;
  readonly motivo: string;
  readonly filmes: readonly { readonly titulo: string; readonly ano: number }[];
}

describeWith(chromium, 'the page of recommendations', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];
    const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

    const open = async (path: string, options?: Parameters<typeof openPage>[2]): Promise<Page> => {
      const address = `${server.url}/painel/recomendacoes${path}#chave=${server.bearer('admin').slice(7)}`;
      const watched = await openPage(browser, address, options);
      opened.push(watched);
      return watched.page;
    };
    const api = async <Body>(path: string, language = 'pt-BR'): Promise<Body> =>
      (
        await request(server.url)
          .get(path)
          .set('Authorization', server.bearer('admin'))
          .set('Accept-Language', language)
          .expect(200)
      ).body as Body;
    const grave = async (page: Page): Promise<unknown[]> => {
      await page.evaluate(axe);
      const violations = await page.evaluate<Result[]>('axe.run().then((found) => found.violations)');
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    };

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
    }, 180_000);
    afterEach(async () => {
      for (const { page, foreign, errors } of opened.splice(0)) {
        expect([page.url(), foreign, errors]).toEqual([page.url(), [], []]);
        await page.context().close();
      }
    });
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it.each([
      ['pt-BR', {}, 'Vitrine', 'Lista'],
      ['en-GB', phone, 'Home page', 'List'],
    ])('shows the rows of the home page (%s), which move by keyboard', async (locale, options, rows, list) => {
      const page = await open('?usuario=1', { locale, ...options });
      await page.getByRole('button', { name: rows, exact: true }).click();
      await page.locator('.home-row').nth(2).waitFor();
      expect(new URL(page.url()).searchParams.get('ver')).toBe('vitrine');
      const expected = await api<Row[]>('/usuarios/1/vitrine', locale);
      expect(await page.locator('.home-row h3').allInnerTexts()).toEqual(expected.map(({ titulo }) => titulo));
      const first = page.getByRole('group', { name: expected[0].titulo, exact: true });
      expect(await first.locator('.film-title').allInnerTexts()).toEqual(
        expected[0].filmes.map(({ titulo, ano }) => `${titulo} ${ano}`),
      );
      await first.focus();
      await page.keyboard.press('ArrowRight');
      await until(
        'the row to move',
        async () => (await page.evaluate<number>('document.activeElement.scrollLeft')) > 0,
      );
      expect(await grave(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.goBack();
      await page.getByRole('button', { name: list, exact: true, pressed: true }).waitFor();
      await page.locator('.recommendation').first().waitFor();
    });
  });
});
