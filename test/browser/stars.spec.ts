import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { clickStars, launchBrowser, openPage, starsOf, type WatchedPage } from '../support/browser';
import { withSqlite } from '../support/databases';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

describeWith(chromium, 'stars', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    let stopped = false;
    let watched: WatchedPage;

    const key = (scope: Parameters<TestServer['bearer']>[0]) => server.bearer(scope).slice(7);
    const open = async (path: string, options?: Parameters<typeof openPage>[2]): Promise<Page> => {
      watched = await openPage(browser, `${server.url}/painel${path}`, options);
      return watched.page;
    };
    const api = async (path: string) =>
      (await request(server.url).get(path).set('Authorization', server.bearer('admin')).expect(200)).body;
    const rate = (user: number, film: number, avaliacao: number) =>
      request(server.url)
        .put(`/usuarios/${user}/avaliacoes/${film}`)
        .set('Authorization', server.bearer('escrita'))
        .send({ avaliacao });
    const focused = (page: Page) => page.evaluate<string>('document.activeElement.ariaLabel');
    const focusedText = (page: Page) => page.evaluate<string>('document.activeElement.ariaValueText');

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

    it('shows four and a half as that; arrows write nothing, Escape gives up, Enter gives, and the focus stays', async () => {
      const { avaliacoes } = (await api('/usuarios/1/dados')) as { avaliacoes: { filme_id: number; titulo: string }[] };
      const [{ filme_id: film, titulo }] = avaliacoes;
      await rate(1, film, 4.5).expect(200);
      const stored = async () => (await api(`/usuarios/1/avaliacoes/${film}`)).avaliacao;
      const page = await open(`/recomendacoes?usuario=1#chave=${key('escrita')}`);
      const stars = starsOf(page, titulo);
      await stars.focus();
      expect(await focusedText(page)).toBe('4,5 estrelas');
      const share = () => stars.locator('.stars-on').evaluate((on) => on.clientWidth / on.parentElement!.clientWidth);
      expect(await share()).toBeCloseTo(0.9, 2);

      for (const arrow of ['ArrowLeft', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(arrow);
      expect(await focusedText(page)).toBe('3 estrelas');
      await page.getByText('Enter guarda, Esc desiste').first().waitFor();
      expect(await stored()).toBe(4.5);
      await page.keyboard.press('Escape');
      expect(await focusedText(page)).toBe('4,5 estrelas');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowRight');
      const reloaded = page.waitForResponse((answer) => answer.url().endsWith('/usuarios/1/dados'));
      await page.keyboard.press('Enter');
      await page.getByText(`Nota 1,5 para ${titulo} guardada.`).first().waitFor();
      await reloaded;
      expect(await stored()).toBe(1.5);
      expect(await focused(page)).toBe(`Sua nota para ${titulo}`);
      expect(await focusedText(page)).toBe('1,5 estrela');

      // A recommended film leaves the list with its rating: the focus is on the one that takes its place.
      const [first, second] = (await api('/usuarios/1/recomendacoes?limite=2')) as { titulo: string }[];
      await starsOf(page, first.titulo).focus();
      for (const press of ['End', 'ArrowLeft', 'Space']) await page.keyboard.press(press);
      await page.getByText(`Nota 4,5 para ${first.titulo} guardada.`).first().waitFor();
      await until(
        'the focus to be on another film',
        async () => (await focused(page)) !== `Sua nota para ${first.titulo}`,
      );
      expect(await focused(page)).toMatch(/^Sua nota para /);
      expect(await page.locator('.recommendation').first().locator(':focus').count()).toBe(1);
      expect(second.titulo).not.toBe(first.titulo);
    });

    it('gives a half by a touch on the left of a star, and says so in English', async () => {
      const page = await open(`/recomendacoes?usuario=2#chave=${key('escrita')}`, {
        ...{ locale: 'en-GB', hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
      });
      const [{ id, titulo }] = (await api('/usuarios/2/recomendacoes?limite=1')) as { id: number; titulo: string }[];
      const stars = starsOf(page, titulo);
      await stars.scrollIntoViewIfNeeded();
      const { x, y, width, height } = (await stars.boundingBox())!;
      expect(width).toBeGreaterThanOrEqual(5 * 40);
      await page.touchscreen.tap(x + width * 0.65, y + height / 2);
      await page.getByText(`Rated ${titulo} 3.5.`).first().waitFor();
      expect((await api(`/usuarios/2/avaliacoes/${id}`)).avaliacao).toBe(3.5);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      // For a moment the film is in the list of recommendations as well.
      const given = starsOf(page.locator('.ratings'), titulo);
      await given.waitFor();
      expect(await given.getAttribute('aria-valuetext')).toBe('3.5 stars');
    });

    it('asks for a key where there is none, or one that may not write, and then finishes the rating', async () => {
      const page = await open('/recomendacoes?usuario=3');
      const [{ id, titulo }] = (await api('/usuarios/3/recomendacoes?limite=1')) as { id: number; titulo: string }[];
      const stars = starsOf(page, titulo);
      await clickStars(stars, 4);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.mouse.move(0, 0);
      await stars.and(page.locator('[aria-valuetext="sem nota"]')).waitFor();
      const said = page.locator('.stars-box').filter({ has: stars }).getByRole('alert');
      await said.getByText('Para isto é preciso uma chave.').waitFor();

      await clickStars(stars, 4.5);
      const give = async (scope: 'leitura' | 'escrita') => {
        await page.getByLabel('Chave', { exact: true }).fill(key(scope));
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      };
      await give('leitura');
      await said.getByText('escrita').waitFor();
      await clickStars(stars, 4.5);
      await give('escrita');
      await page.getByText(`Nota 4,5 para ${titulo} guardada.`).first().waitFor();
      expect((await api(`/usuarios/3/avaliacoes/${id}`)).avaliacao).toBe(4.5);
      // The browser tells on the console of what was refused.
      for (const error of watched.errors.splice(0)) expect(error).toMatch(/40[13]/);
    });

    it('takes a rating back that the server did not take, and says so beside the stars', async () => {
      const page = await open(`/recomendacoes?usuario=4#chave=${key('escrita')}`);
      await page.locator('.ratings li').first().waitFor();
      const [{ titulo }] = (await api('/usuarios/4/dados')).avaliacoes as { titulo: string }[];
      const stars = starsOf(page, titulo);
      const before = await stars.getAttribute('aria-valuetext');
      stopped = true;
      await server.close();
      await stars.focus();
      for (const press of ['Home', 'Enter']) await page.keyboard.press(press);
      await page
        .locator('.stars-box')
        .filter({ has: stars })
        .getByRole('alert')
        .getByText(/não responde/)
        .waitFor();
      expect(await stars.getAttribute('aria-valuetext')).toBe(before);
      expect(await focused(page)).toBe(`Sua nota para ${titulo}`);
      for (const error of watched.errors.splice(0)) expect(error).toContain('ERR_CONNECTION_REFUSED');
    });
  });
});
