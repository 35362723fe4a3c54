import type { Browser, Page } from 'playwright-core';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

describeWith(chromium, 'the name of a group', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];
    const client = clientOf(() => server, 'edicao');
    const group = async (language = 'pt-BR') =>
      (await client.get('/grupos/1').set('Accept-Language', language).expect(200)).body as Record<string, unknown>;
    const open = async (scope: 'edicao' | 'leitura', locale = 'pt-BR'): Promise<Page> => {
      const watched = await openPage(browser, `${server.url}/painel/grupos/1#chave=${server.bearer(scope).slice(7)}`, {
        locale,
      });
      opened.push(watched);
      await watched.page.locator('.group-list li').first().waitFor();
      return watched.page;
    };
    const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name, exact: true });

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('is changed by an editor with the keyboard alone, in both languages, and taken back', async () => {
      const own = String((await group()).nome);
      const page = await open('edicao');
      const button = page.getByRole('button', { name: 'Renomear' });
      await button.press('Enter');
      const form = page.getByRole('form', { name: 'Renomear' });
      await form.getByText(own, { exact: false }).first().waitFor();
      await page.keyboard.type('Aventuras na água');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Adventures at sea');
      expect(await graveViolations(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await heading(page, 'Aventuras na água').waitFor();
      expect(await group()).toMatchObject({ nome: 'Aventuras na água', nome_do_modelo: own });
      expect(await group('en')).toMatchObject({ nome: 'Adventures at sea' });
      const focused = () => page.evaluate<string>('document.activeElement.textContent');
      await until('the focus on the button', async () => (await focused()) === 'Renomear');

      const english = await open('leitura', 'en-GB');
      await heading(english, 'Adventures at sea').waitFor();
      expect(await english.getByRole('button', { name: 'Rename' }).count()).toBe(0);

      await page.locator('.undo-line', { hasText: 'O grupo agora se chama Aventuras na água.' }).waitFor();
      await page.keyboard.press('Control+z');
      await heading(page, own).waitFor();
      expect(await group()).toMatchObject({ nome: own, nome_dado: null, nome_dado_en: null });
    });

    it('stays as it is when the form is left, and goes back to the one of the model on demand', async () => {
      await client.patch('/grupos/1', { nome: 'Do mar', nome_en: 'Of the sea' }).expect(200);
      const page = await open('edicao', 'en-GB');
      await heading(page, 'Of the sea').waitFor();
      await page.getByRole('button', { name: 'Rename' }).press('Enter');
      const form = page.getByRole('form', { name: 'Rename' });
      expect(await form.getByRole('textbox').first().inputValue()).toBe('Do mar');
      await page.keyboard.type('Nothing of the kind');
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      expect(await group('en')).toMatchObject({ nome: 'Of the sea', nome_dado: 'Do mar' });
      await page.getByRole('button', { name: 'Rename' }).press('Enter');
      await form.getByRole('button', { name: 'Back to the model’s name' }).press('Enter');
      await form.waitFor({ state: 'detached' });
      await until('the name of the model', async () => (await group('en')).nome_dado === null);
      const { nome, nome_dado, nome_do_modelo } = await group('en');
      expect([nome_dado, nome]).toEqual([null, nome_do_modelo]);
      await heading(page, String(nome)).waitFor();
    });
  });
});
