import type { Browser, Locator, Page } from 'playwright-core';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

describeWith(chromium, 'rules that are changed', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];
    const admin = clientOf(() => server, 'admin');
    const open = async (options: Parameters<typeof openPage>[2]): Promise<Page> => {
      const key = server.bearer('edicao').replace('Bearer ', '');
      const watched = await openPage(browser, `${server.url}/painel/regras#chave=${key}`, options);
      opened.push(watched);
      return watched.page;
    };
    const made = async (body: object): Promise<object> =>
      (await admin.post('/regras', body).expect(201)).body as object;
    const rule = async (id: unknown) => (await admin.get(`/regras/${String(id)}`).expect(200)).body as object;

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('by keyboard: what is touched changes, the rest stays as it is, and the focus comes back', async () => {
      const stored = (await made({
        nome: 'Menos terror',
        tipo: 'enterrar',
        filtro: {
          genero: 'terror',
          sem_genero: 'drama',
          disponivel: true,
          atributos: { prateleira: 'B3', preco_max: 20 },
        },
        fator: 0.3,
        onde: ['vitrine', 'grupo:2', 'juntos'],
        de: '2026-01-02T03:04:05.678Z',
      })) as { id: number };
      const page = await open({ viewport: { width: 390, height: 800 } });
      const edit = page.getByRole('button', { name: 'Editar Menos terror' });
      await edit.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Editar Menos terror' });
      await dialog.waitFor();
      expect(await graveViolations(page)).toEqual([]);
      // Untouched, it is saved as it was.
      await dialog.getByLabel('Nome', { exact: true }).focus();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      const unchanged = await rule(stored.id);
      expect({ ...unchanged, mudada_em: null }).toEqual({ ...stored, mudada_em: null });
      expect(await isFocused(edit)).toBe(true);

      await page.keyboard.press('Enter');
      await dialog.waitFor();
      const nome = dialog.getByLabel('Nome', { exact: true });
      await nome.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('Bem menos terror');
      await tabTo(page, dialog.getByLabel('Sem o gênero'));
      await page.keyboard.type('comédia');
      await tabTo(page, dialog.getByLabel('Sessão em grupo'));
      await page.keyboard.press('Space');
      await tabTo(page, dialog.getByRole('button', { name: 'Simular' }));
      await page.keyboard.press('Enter');
      await dialog.locator('.simulation', { hasText: /\d+ de 200 pessoas/ }).waitFor();
      expect(await rule(stored.id)).toEqual(unchanged);
      await nome.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: /^Bem menos terror/ }).waitFor();
      expect(await rule(stored.id)).toMatchObject({
        nome: 'Bem menos terror',
        filtro: {
          genero: 'terror',
          sem_genero: 'comédia',
          disponivel: true,
          atributos: { prateleira: 'B3', preco_max: 20 },
        },
        fator: 0.3,
        onde: ['vitrine', 'grupo:2'],
        de: '2026-01-02T03:04:05.678Z',
      });
      expect(await isFocused(page.getByRole('button', { name: 'Editar Bem menos terror' }))).toBe(true);
      await admin.delete(`/regras/${stored.id}`).expect(204);
    });

    it('in English: its film, its kind, its times, and what the server refuses', async () => {
      const stored = (await made({ nome: 'Premiere', tipo: 'fixar', filme_id: 4, posicao: 2 })) as { id: number };
      const page = await open({ locale: 'en-GB' });
      await page.getByRole('button', { name: 'Edit Premiere' }).click();
      const dialog = page.getByRole('dialog', { name: 'Edit Premiere' });
      await dialog.getByRole('button', { name: 'Choose another film' }).click();
      await dialog.getByRole('combobox', { name: 'Find a film' }).pressSequentially('blade run');
      await page.getByRole('option', { name: 'Blade Runner 1982' }).waitFor();
      await page.keyboard.press('Enter');
      await dialog.locator('.chosen-film', { hasText: 'Blade Runner' }).waitFor();
      await dialog.getByLabel('From', { exact: true }).fill('2026-03-01T10:00');
      await dialog.getByLabel('Until', { exact: true }).fill('2026-02-01T10:00');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByRole('alert').getByText('takes a moment after').waitFor();
      expect(opened[0].errors.splice(0)).toEqual([expect.stringContaining('422')]);
      await dialog.getByLabel('Until', { exact: true }).fill('');
      await dialog.getByLabel('Rows by their key').fill('porque:4');
      await dialog.getByLabel('Holds as soon as it is saved').uncheck();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.waitFor({ state: 'detached' });
      const changed = await rule(stored.id);
      expect(changed).toMatchObject({
        tipo: 'fixar',
        posicao: 2,
        onde: ['recomendacoes', 'porque:4'],
        ativa: false,
        ate: null,
      });
      const { filme_id, de } = changed as { filme_id: number; de: string };
      expect((await admin.get(`/filmes/${filme_id}`)).body.titulo).toBe('Blade Runner');
      expect(await page.evaluate<number>(`new Date(${JSON.stringify(de)}).getHours()`)).toBe(10);

      await page.getByRole('button', { name: 'Edit Premiere' }).click();
      await dialog.getByLabel('What it does').selectOption('no_maximo');
      await dialog.getByRole('combobox', { name: 'Films', exact: true }).selectOption('with the same attribute');
      await dialog.getByLabel('Attribute', { exact: true }).fill('prateleira');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('At most 2 films with the same value in prateleira on a page.').waitFor();
      const limited = await rule(stored.id);
      expect(limited).toMatchObject({ tipo: 'no_maximo', por: 'atributos.prateleira', maximo: 2, de });
      expect(limited).not.toHaveProperty('filme_id');
    });
  });
});

async function isFocused(button: Locator): Promise<boolean> {
  return button.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** Press Tab until something has the focus, as somebody without a mouse would. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await isFocused(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`nobody comes to ${String(control)} by Tab`);
}
