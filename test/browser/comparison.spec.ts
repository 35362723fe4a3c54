import type { Browser } from 'playwright-core';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { twiceTrained } from '../support/twice-trained';

interface Person {
  nome: string;
  de: { filmes: { id: number; titulo: string; posicao_na_outra: number | null }[] };
  para: { filmes: { id: number; titulo: string; posicao: number; posicao_na_outra: number | null }[] };
}

describeWith(chromium, 'what another version would change', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    const opened: WatchedPage[] = [];
    const reader = clientOf(() => server, 'leitura');
    const open = async (path: string, options?: Parameters<typeof openPage>[2]) => {
      const watched = await openPage(
        browser,
        `${server.url}/painel${path}#chave=${server.bearer('escrita').slice(7)}`,
        options,
      );
      opened.push(watched);
      return watched.page;
    };
    const compared = async (from: number, to: number): Promise<Person> =>
      (await reader.get(`/modelo/versoes/${from}/comparacao/${to}?usuarios=1`).expect(200)).body.pessoas[0] as Person;

    beforeAll(async () => {
      server = await startServer(await create(twiceTrained));
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('is seen in two lists side by side, what comes, goes and moves marked', async () => {
      const page = await open('/modelo');
      const card = page.locator('.comparison');
      await card.getByText('Escolha de uma a dez pessoas.').waitFor();
      // From the active one to the newest other.
      const { nome, de, para } = await compared(2, 1);
      await card.getByRole('combobox', { name: 'Escolher pessoa' }).fill(nome);
      await card.getByRole('option', { name: `${nome} 1`, exact: true }).click();
      await card.getByText(/Listas que mudam: \d de 1\./).waitFor();
      const lists = card.locator('.compared', { hasText: nome }).getByRole('list');
      expect(await lists.first().locator('.film-link').count()).toBe(10);
      for (const [n, films] of [de.filmes, para.filmes].entries())
        expect(await lists.nth(n).locator('.film-title').allInnerTexts()).toEqual(
          films.map(({ titulo }) => expect.stringContaining(titulo) as string),
        );
      const gone = de.filmes.filter(({ posicao_na_outra }) => posicao_na_outra === null);
      const moved = para.filmes.filter(({ posicao, posicao_na_outra }) => posicao !== posicao_na_outra);
      expect(moved.length).toBeGreaterThan(0);
      expect(await lists.nth(0).locator('.tag').allInnerTexts()).toEqual(gone.map(() => 'sai da lista'));
      expect(await lists.nth(1).locator('.tag').allTextContents()).toEqual(
        moved.map(({ posicao, posicao_na_outra: then }) => {
          if (then === null) return 'novo na lista';
          return then > posicao ? `▲subiu ${then - posicao}` : `▼desceu ${posicao - then}`;
        }),
      );
      expect(await graveViolations(page)).toEqual([]);
      // Whoever is sent the address sees the same, and Back takes back.
      expect(page.url()).toContain('pessoas=1');
      await card.getByRole('button', { name: `Tirar ${nome}` }).click();
      await card.getByText('Escolha de uma a dez pessoas.').waitFor();
      await page.goBack();
      await card.getByText(/Listas que mudam: \d de 1\./).waitFor();
    });

    it('says so where nothing changes, in English, on a phone', async () => {
      const page = await open('/modelo?de=2&para=2&pessoas=1', {
        locale: 'en-GB',
        viewport: { width: 390, height: 844 },
      });
      const card = page.locator('.comparison');
      await card.getByText('Lists that change: 0 of 1.').waitFor();
      await card.getByText('Nothing changes.').waitFor();
      expect(await card.locator('.tag').count()).toBe(0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await card.locator('select').last().selectOption('1');
      await card.getByText(/Lists that change: \d of 1\. Average per list/).waitFor();
      expect(page.url()).toContain('para=1');
    });
  });
});
