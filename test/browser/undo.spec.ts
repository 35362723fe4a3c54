import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { KeysService } from '../../src/access/keys.service';
import { launchBrowser, openPage, starsOf, type WatchedPage } from '../support/browser';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

describeWith(chromium, 'undo', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    let stopped = false;
    let watched: WatchedPage;

    const key = () => server.bearer('escrita').slice(7);
    const open = async (path: string, options?: Parameters<typeof openPage>[2], held = key()): Promise<Page> => {
      watched = await openPage(browser, `${server.url}/painel${path}#chave=${held}`, options);
      return watched.page;
    };
    const get = (path: string) => request(server.url).get(path).set('Authorization', server.bearer('admin'));
    const api = async (path: string) => (await get(path).expect(200)).body;
    const newPerson = async (nome: string): Promise<number> =>
      (
        await request(server.url)
          .post('/usuarios')
          .set('Authorization', server.bearer('escrita'))
          .send({ nome })
          .expect(201)
      ).body.id;
    /** Open the form of a person on the page of the data. */
    const openPerson = async (page: Page, nome: string) => {
      await page.getByRole('button', { name: /^(Pessoas e notas|People and ratings)$/ }).click();
      await page.getByRole('combobox', { name: /^(Escolher pessoa|Choose a person)$/ }).fill(nome);
      await page.getByRole('option', { name: nome }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^(Apagar|Delete)$/ })
        .waitFor();
    };
    const line = (page: Page, text: string) => page.locator('.undo-line', { hasText: text });

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
    }, 180_000);
    afterEach(async () => {
      expect(watched.errors).toEqual([]);
      await watched.page.context().close();
    });
    afterAll(async () => {
      await browser.close();
      if (!stopped) await server.close();
    });

    it('brings an earlier rating back with its date, and none where there was none, by the keyboard alone', async () => {
      const [old] = (await api('/usuarios/1/dados')).avaliacoes as { filme_id: number; titulo: string }[];
      const page = await open('/recomendacoes?usuario=1');
      await starsOf(page, old.titulo).focus();
      for (const press of ['Home', 'Enter']) await page.keyboard.press(press);
      await page.getByRole('status').getByText(`Nota 0,5 para ${old.titulo} guardada.`).waitFor();
      expect((await api('/usuarios/1/dados')).avaliacoes[0]).not.toEqual(old);
      await page.keyboard.press('Control+z');
      await line(page, old.titulo).waitFor({ state: 'detached' });
      expect((await api('/usuarios/1/dados')).avaliacoes[0]).toEqual(old);

      const [{ id, titulo }] = await api('/usuarios/1/recomendacoes?limite=1');
      await starsOf(page, titulo as string).focus();
      for (const press of ['End', 'Enter']) await page.keyboard.press(press);
      await line(page, titulo as string).waitFor();
      await get(`/usuarios/1/avaliacoes/${id}`).expect(200);
      await page.keyboard.press('Control+z');
      await line(page, titulo as string).waitFor({ state: 'detached' });
      await get(`/usuarios/1/avaliacoes/${id}`).expect(404);
      await page
        .locator('.recommendation')
        .first()
        .getByText(titulo as string, { exact: false })
        .first()
        .waitFor();
    });

    it('takes a removal back from the list of recent changes, in English', async () => {
      const page = await open('/dados', { locale: 'en-GB' });
      await page.getByText('Nothing has changed since this page was opened.').waitFor();
      const { nome } = (await api('/usuarios/2')) as { nome: string };
      const [rated] = (await api('/usuarios/2/dados')).avaliacoes as { filme_id: number; titulo: string }[];
      await openPerson(page, nome);
      await page.getByRole('button', { name: `Remove the rating of ${rated.titulo}` }).press('Enter');
      // The page behind the dialog cannot be reached: the way back is inside.
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('status').getByText(`Rating of ${rated.titulo} deleted.`).waitFor();
      await get(`/usuarios/2/avaliacoes/${rated.filme_id}`).expect(404);
      await dialog.getByRole('button', { name: 'Dismiss' }).press('Enter');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: `Undo: Rating of ${rated.titulo} deleted.` }).press('Enter');
      await page.locator('.changes li.undone', { hasText: rated.titulo }).waitFor();
      expect((await api('/usuarios/2/dados')).avaliacoes[0]).toEqual(rated);
    });

    it('deletes nobody who is brought back, and whoever is not once the page is left', async () => {
      const id = await newPerson('Zélia Fica');
      const page = await open('/dados');
      const remove = async () => {
        await openPerson(page, 'Zélia Fica');
        await page.getByRole('dialog').getByRole('button', { name: 'Apagar' }).click();
        await line(page, 'Pessoa apagada: Zélia Fica.').waitFor();
      };
      const row = page.locator('.data-rows li', { hasText: 'Zélia Fica' });
      await remove();
      await api(`/usuarios/${id}`);
      await line(page, 'Zélia Fica').getByRole('button', { name: 'Desfazer' }).press('Enter');
      await line(page, 'Zélia Fica').waitFor({ state: 'detached' });
      await page.locator('.changes li.undone').waitFor();
      await remove();
      expect(await row.count()).toBe(0);
      await page.goto('about:blank');
      const isGone = async () => (await get(`/usuarios/${id}`)).status === 404;
      await until('the person to be gone', isGone, { seconds: 5 });
    });

    it('merges two films that are one when the time for taking it back is over', async () => {
      const [kept, gone] = (await api('/filmes?limite=2&ordem=titulo')) as { id: number; titulo: string }[];
      const page = await open('/dados');
      await page.clock.install();
      await page.getByRole('button', { name: `Editar ${kept.titulo}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Unir com outro filme, que é o mesmo').click();
      await dialog.getByRole('combobox').fill(gone.titulo);
      await page.clock.runFor(300);
      await page.getByRole('option', { name: gone.titulo }).first().click();
      await dialog.getByText(`${gone.titulo} deixa de existir.`).waitFor();
      await dialog.getByRole('button', { name: 'Unir' }).click();
      await line(page, `Filme unido: ${gone.titulo}, com ${kept.titulo}.`).waitFor();
      // Time stands still below the pointer.
      await page.mouse.move(0, 0);
      await page.getByRole('button', { name: `Editar ${gone.titulo}` }).waitFor({ state: 'detached' });
      await api(`/filmes/${gone.id}`);
      const [answer] = await Promise.all([
        page.waitForResponse((one) => one.url().endsWith(`/filmes/${kept.id}/unir`)),
        page.clock.runFor(10_100),
      ]);
      expect(answer.status()).toBe(200);
      await get(`/filmes/${gone.id}`).expect(404);
      await line(page, 'Filme unido').waitFor({ state: 'detached' });
    });

    it('says when what waited cannot be done any more, and shows it again', async () => {
      await newPerson('Abel Resta');
      const keys = server.app.get(KeysService);
      const { text, key: made } = await keys.create('de passagem', 'escrita');
      const page = await open('/dados', {}, text);
      await openPerson(page, 'Abel Resta');
      await page.getByRole('dialog').getByRole('button', { name: 'Apagar' }).click();
      await line(page, 'Abel Resta').waitFor();
      await keys.revoke(made.prefix);
      await line(page, 'Abel Resta').getByRole('button', { name: 'Fechar aviso' }).click();
      const failed = page.getByRole('alert').filter({ hasText: 'nada mudou: Pessoa apagada: Abel Resta.' });
      await failed.getByText('Para isto é preciso uma chave.').waitFor();
      await page.locator('.changes li.failed', { hasText: 'Abel Resta' }).waitFor();
      for (const error of watched.errors.splice(0)) expect(error).toContain('401');
    });

    it('says when the server is gone where something was to be taken back', async () => {
      const [{ titulo }] = (await api('/usuarios/4/dados')).avaliacoes as { titulo: string }[];
      const page = await open('/recomendacoes?usuario=4');
      await starsOf(page, titulo).focus();
      const read = ['perfil', 'dados', 'recomendacoes'].map((what) =>
        page.waitForResponse((one) => one.url().includes(`/usuarios/4/${what}`)).then((one) => one.finished()),
      );
      for (const press of ['Home', 'Enter']) await page.keyboard.press(press);
      await Promise.all(read);
      await line(page, titulo).waitFor();
      stopped = true;
      await server.close();
      await page.keyboard.press('Control+z');
      await page
        .getByRole('alert')
        .getByText(/Não foi possível desfazer: .* O servidor não responde/)
        .waitFor();
      for (const error of watched.errors.splice(0)) expect(error).toContain('ERR_CONNECTION_REFUSED');
    });
  });
});
