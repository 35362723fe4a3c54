import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { withSqlite } from '../support/databases';
import { closeClean, graveViolations, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

interface Film {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number;
}

interface Event {
  readonly filme_id: number;
  readonly tipo: string;
}

const nameOf = ({ titulo, ano }: Film) => `${titulo} ${ano}`;

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

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('hears by keyboard that a film was seen, takes it out at once, and takes that back', async () => {
      const page = await open('?usuario=3');
      const titles = () => page.locator('.recommendation .film-title').allInnerTexts();
      await page.locator('.recommendation').nth(9).waitFor();
      const [first, second] = await api<Film[]>('/usuarios/3/recomendacoes?limite=2');
      await page.getByRole('button', { name: `Já vi · ${first.titulo}` }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText(`${first.titulo}: já visto, sai da lista.`).waitFor();
      await until('the film to leave', async () => !(await titles()).includes(nameOf(first)));
      await until(
        'the focus to be on the next film',
        async () => (await page.evaluate('document.activeElement.textContent')) === `Já vi · ${second.titulo}`,
      );
      expect((await api<Event[]>('/usuarios/3/eventos'))[0]).toMatchObject({ filme_id: first.id, tipo: 'visto' });
      await page.keyboard.press('Control+z');
      await page.locator('.recommendation', { hasText: nameOf(first) }).waitFor();
      expect((await api<Event[]>('/usuarios/3/eventos'))[0]).toMatchObject({ filme_id: first.id, tipo: 'nao_visto' });
      expect(await graveViolations(page)).toEqual([]);
    });

    it('hears on a phone what somebody wants to see and what is of no interest', async () => {
      const page = await open('?usuario=4', { ...phone, locale: 'en-GB' });
      const [first, second] = await api<Film[]>('/usuarios/4/recomendacoes?limite=2');
      await page.getByRole('button', { name: `Want to see · ${first.titulo}`, pressed: false }).tap();
      await page.getByRole('button', { name: `Want to see · ${first.titulo}`, pressed: true }).tap();
      await page.getByRole('status').getByText(`${first.titulo}: off the watchlist.`).waitFor();
      await page.getByRole('button', { name: `Want to see · ${first.titulo}`, pressed: false }).waitFor();
      await page.getByRole('button', { name: `Not interested · ${second.titulo}` }).tap();
      await page.locator('.recommendation', { hasText: nameOf(second) }).waitFor({ state: 'detached' });
      const told = (await api<Event[]>('/usuarios/4/eventos')).map(({ filme_id, tipo }) => [filme_id, tipo]);
      expect(told.slice(0, 3)).toEqual([
        [second.id, 'sem_interesse'],
        [first.id, 'nao_quer_ver'],
        [first.id, 'quer_ver'],
      ]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
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
      expect(await graveViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.goBack();
      await page.getByRole('button', { name: list, exact: true, pressed: true }).waitFor();
      await page.locator('.recommendation').first().waitFor();
    });
  });
});
