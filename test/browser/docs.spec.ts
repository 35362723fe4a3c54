import { chromium as launcher, type Browser } from 'playwright-core';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

describeWith(chromium, 'the documentation in a browser', () => {
  withSqlite('Swagger UI', (_, create) => {
    let server: TestServer;
    let browser: Browser;

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launcher.launch({
        executablePath: chromium.path,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      });
    });
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('lists every route, asks nobody but us, and tries two out for real: one of them with a key', async () => {
      const page = await browser.newPage();
      const errors: string[] = [];
      const foreign: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('request', (sent) => {
        if (!sent.url().startsWith(server.url) && !sent.url().startsWith('data:')) foreign.push(sent.url());
      });
      await page.goto(`${server.url}/docs`);
      const route = page.locator('.opblock', { hasText: '/filmes/{usuario_id}/recomendacoes' });
      await route.locator('.opblock-summary').click();
      await route.locator('button.execute').click();
      const answer = route.locator('.live-responses-table tbody .response-col_status').first();
      await answer.waitFor();
      expect(await answer.innerText()).toMatch(/^200/);
      expect(await route.locator('.live-responses-table').innerText()).toContain('"posicao": 1');
      expect(await page.locator('.opblock').count()).toBeGreaterThanOrEqual(12);
      const rate = page.locator('.opblock-put', { hasText: '/usuarios/{usuario_id}/avaliacoes/{filme_id}' });
      await rate.locator('.opblock-summary-control').click();
      await rate.locator('button.execute').click();
      const rated = rate.locator('.live-responses-table tbody .response-col_status').first();
      await rated.waitFor();
      expect(await rated.innerText()).toMatch(/^401/);
      await page.locator('.auth-wrapper .btn.authorize').first().click();
      await page.locator('.auth-container input').fill(server.bearer('escrita').replace('Bearer ', ''));
      await page.locator('.auth-btn-wrapper .btn.authorize').click();
      await page.locator('.auth-btn-wrapper .btn-done').click();
      const answered = page.waitForResponse((one) => one.url().includes('/avaliacoes/'));
      await rate.locator('button.execute').click();
      expect([200, 201]).toContain((await answered).status());
      // The page forgets the key with the tab, and leaves none where /painel could read it.
      expect(await page.evaluate('JSON.stringify([sessionStorage, localStorage])')).not.toContain('ctd_');

      expect(errors).toEqual([]);
      expect(foreign).toEqual([]);
    });
  });
});
