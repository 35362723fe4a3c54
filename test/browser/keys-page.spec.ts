import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { KeyUses } from '../../src/access/key-uses';
import { KeysService } from '../../src/access/keys.service';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';

const DAY = 86_400_000;

describeWith(chromium, 'the page of the keys', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];
    const admin = clientOf(() => server, 'admin');

    const open = async (
      key: string,
      options?: Parameters<typeof openPage>[2],
    ): Promise<{ page: Page; errors: string[] }> => {
      const watched = await openPage(browser, `${server.url}/painel/chaves#chave=${key}`, options);
      opened.push(watched);
      return watched;
    };
    const keyOf = (scope: 'admin' | 'escrita') => server.bearer(scope).replace('Bearer ', '');
    const get = (path: string, bearer: string) =>
      request(server.url).get(path).set('Authorization', `Bearer ${bearer}`);
    const newPerson = async (nome: string): Promise<number> =>
      (await admin.post('/usuarios', { nome }).expect(201)).body.id as number;

    beforeAll(async () => {
      server = await startServer(await create());
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('makes one that expires, tells when each was used last, and says of an expired one that it is', async () => {
      const { page } = await open(keyOf('admin'));
      await page.getByLabel('Para que serve').fill('visita');
      await page.getByLabel('Validade').selectOption('7 dias');
      await page.getByRole('button', { name: 'Criar chave' }).click();
      const made = await page.locator('.made-key code').innerText();
      const row = page.locator('.key-list li', { hasText: 'visita' });
      await row.getByText(/^vence em \d/).waitFor();
      await row.getByText('nenhum uso registrado').waitFor();
      const { expira_em } = (await get('/chaves/atual', made).expect(200)).body;
      expect(Math.round((Date.parse(expira_em) - Date.now()) / DAY)).toBe(7);
      await server.app.get(KeyUses).flush();

      // Time does not pass for a test: what it would bring is written.
      const { text } = await server.app.get(KeysService).create('de ontem', 'leitura');
      await server.database.write((transaction) =>
        transaction.query("UPDATE chaves SET expira_em = $1 WHERE nome IN ('visita', 'de ontem')", [
          Date.UTC(2026, 0, 31, 12),
        ]),
      );
      const later = (await open(keyOf('admin'))).page;
      const expired = later.locator('.key-list li.revoked', { hasText: 'visita' });
      await expired.getByText(/^venceu em 31 de jan\. de 2026/).waitFor();
      await expired.getByText(/^usada pela última vez em \d/).waitFor();
      expect(await graveViolations(later)).toEqual([]);

      const other = await open(text, { locale: 'en-GB' });
      await other.page
        .getByRole('alert')
        .getByText(/^The key expired at 2026-01-31T12:00:00.000Z\./)
        .waitFor();
      expect(other.errors.splice(0)).toEqual([expect.stringContaining('401')]);
    });

    it('makes tokens of one person and revokes them, with a key that may write', async () => {
      const [ana, rui] = [await newPerson('Ana Souza'), await newPerson('Rui Costa')];
      const { page } = await open(keyOf('escrita'), { locale: 'en-GB' });
      await page.getByText('Managing keys needs an admin key.').waitFor();
      expect(await page.getByLabel('What it is for').count()).toBe(0);
      await page.getByRole('combobox', { name: 'Choose a person' }).fill('ana');
      await page.getByRole('option', { name: 'Ana Souza' }).click();
      await page.getByLabel('Token validity').selectOption('1 day');
      await page.getByRole('button', { name: 'Create token' }).click();
      await page.getByText(/^For Ana Souza, valid until /).waitFor();
      const token = await page.locator('.made-key code').innerText();
      await get(`/usuarios/${ana}/avaliacoes`, token).expect(200);
      await get(`/usuarios/${rui}/avaliacoes`, token).expect(403);
      expect(await graveViolations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Revoke all' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Revoke all' }).click();
      await page.getByText('All tokens of Ana Souza have been revoked.').waitFor();
      expect(await page.locator('.made-key').count()).toBe(0);
      await get(`/usuarios/${ana}/avaliacoes`, token).expect(401);
    });
  });
});
