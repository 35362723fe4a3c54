import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPage } from '../support/browser';
import { withSqlite } from '../support/databases';
import { startNginx, type Nginx } from '../support/nginx';
import { chromium, describeWith, nginx, sharedCases } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

const all = {
  name: [sharedCases, nginx, chromium].map(({ name }) => name).join(', '),
  available: sharedCases.available && nginx.available && chromium.available,
  hint: [sharedCases, nginx, chromium].map(({ hint }) => hint).join(' '),
};

describeWith(all, 'a proxy that serves the application under /cinema/', () => {
  withSqlite('as somebody had it', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    let proxy: Nginx;
    let lines: string;

    beforeAll(async () => {
      lines = await readFile(join(sharedCases.folder, '15-under-a-path/nginx.conf'), 'utf8');
      browser = await launchBrowser();
    });
    afterEach(async () => {
      await proxy.stop();
      await server.close();
    });
    afterAll(() => browser.close());

    it.each([
      ['takes it off, and says so', { trustedProxies: 1 }, (line: string) => line],
      [
        'takes it off, and says nothing',
        { basePath: '/cinema' },
        (line: string) => line.replace(/proxy_set_header.*?;/, ''),
      ],
      ['passes it on', { basePath: '/cinema' }, (line: string) => line.replace(/:8000\//, ':8000')],
    ])('and %s', async (_title, settings, changed) => {
      server = await startServer(await create(trainedDemonstration), settings);
      proxy = await startNginx(changed(lines).replace('127.0.0.1:8000', new URL(server.url).host));
      const start = `${proxy.url}/cinema/painel`;

      const { page, foreign, errors } = await openPage(browser, start);
      const outside: string[] = [];
      page.on('request', (sent) => {
        if (sent.url().startsWith('http') && !sent.url().startsWith(`${proxy.url}/cinema/`)) outside.push(sent.url());
      });
      await page.getByRole('link', { name: 'Grupos' }).click();
      const group = page.locator('main a[href^="/cinema/painel/grupos/"]').first();
      const name = await group.innerText();
      await group.click();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      const films = page.locator('.group-list > li');
      await films.first().waitFor();
      const shown = await films.count();
      // The next page, from the Link header.
      await page.getByRole('button', { name: 'Mais' }).first().click();
      await films.nth(shown).waitFor();
      await page.reload();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      const film = films.first().getByRole('link');
      const title = await film.locator('.film-title').innerText();
      await film.click();
      await page.getByRole('heading', { name: title.replace(/ \d{4}$/, ''), level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toMatch(/^\/cinema\/painel\/filmes\/\d+$/);
      await page.goBack();
      await page.getByRole('heading', { name, level: 1 }).waitFor();
      expect([foreign, errors, outside]).toEqual([[], [], []]);

      await page.goto(`${proxy.url}/cinema/docs`);
      const route = page.locator('.opblock', { hasText: '/filmes/{usuario_id}/recomendacoes' });
      await route.locator('.opblock-summary').click();
      await route.locator('button.execute').click();
      const status = route.locator('.live-responses-table tbody .response-col_status').first();
      await status.waitFor();
      expect(await status.innerText()).toMatch(/^200/);
      expect(await route.locator('.request-url').innerText()).toContain(`${proxy.url}/cinema/filmes/`);
      expect([foreign, errors, outside]).toEqual([[], [], []]);
      await page.context().close();

      const { headers } = await fetch(`${proxy.url}/cinema/filmes?limite=1`);
      const next = /^<(.*)>; rel="next"$/.exec(headers.get('link')!)![1];
      expect(next).toMatch(/^\/cinema\/filmes\?/);
      expect((await fetch(proxy.url + next)).status).toBe(200);
    });
  });
});
