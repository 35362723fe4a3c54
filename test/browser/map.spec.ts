import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import request from 'supertest';
import { GROUP_HUES } from '../../src/recommendation/model/group-looks';
import type { FilmMap } from '../../src/recommendation/map/map-picture-data';
import { withSqlite } from '../support/databases';
import { closeClean, launchBrowser, openPage, type WatchedPage } from '../support/browser';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';
import { until } from '../support/until';

type Options = Parameters<typeof openPage>[2];

describeWith(chromium, 'the map of the page', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    let map: FilmMap;
    const opened: WatchedPage[] = [];

    const open = async (path: string, options?: Options): Promise<Page> => {
      const watched = await openPage(browser, `${server.url}/painel${path}`, options);
      opened.push(watched);
      await watched.page.locator('.map-groups li').first().waitFor();
      return watched.page;
    };
    const api = async (path: string) =>
      (await request(server.url).get(path).set('Authorization', server.bearer('admin')).expect(200)).body;
    const save = async (page: Page, format: 'PNG' | 'SVG'): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: format }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^ma(pa-de-filmes|p-of-films).${format.toLowerCase()}$`));
      return readFile(await download.path());
    };
    /** The map as it is seen now, by what it would save. */
    const seen = async (page: Page) => {
      const svg = (await save(page, 'SVG')).toString();
      const films = /<g class="films">(.*?)<\/g>/.exec(svg)?.[1] ?? '';
      const texts = [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text.replaceAll('&amp;', '&'));
      return { svg, texts, points: films.match(/M/g)?.length ?? 0 };
    };
    const middle = async (page: Page) => {
      const { x, y, width, height } = (await page.locator('.map-chart').boundingBox())!;
      return { x: x + width / 2, y: y + height / 2 };
    };
    /** A film by its title, which may be cut where there is too little room. */
    const film = (title: string) =>
      map.filmes.find(({ titulo }) =>
        title.endsWith('…') ? titulo.startsWith(title.slice(0, -1).trimEnd()) : titulo === title,
      )!;

    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration), { trainer: 'embedded', publicRead: null });
      map = await api('/modelo/mapa');
      browser = await launchBrowser();
    }, 180_000);
    afterEach(() => closeClean(opened));
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    it('finds a film and flies there, tells who made it, draws those like it, and keeps it in the address', async () => {
      const page = await open('');
      await page.getByRole('combobox', { name: 'Buscar filme' }).fill('blade run');
      await page.getByRole('option', { name: 'Blade Runner 1982' }).click();
      await page.getByRole('heading', { name: 'Blade Runner 1982' }).waitFor();
      const { id } = film('Blade Runner');
      const similar: { titulo: string; ano: number }[] = await api(`/filmes/${id}/similares?limite=10`);
      await page
        .locator('.similar li')
        .nth(similar.length - 1)
        .waitFor();
      expect(await page.locator('.similar .film-title').allInnerTexts()).toEqual(
        similar.map(({ titulo, ano }) => `${titulo} ${ano}`),
      );
      expect(new URL(page.url()).searchParams.get('filme')).toBe(String(id));

      // The film was flown to: it is in the middle.
      const { x, y } = await middle(page);
      await page.mouse.move(x - 60, y - 60);
      await page.mouse.move(x, y, { steps: 4 });
      await page.locator('.map-tip-director', { hasText: 'Ridley Scott' }).waitFor();
      expect(await page.locator('.map-tip').innerText()).toMatch(/^Blade Runner 1982/);
      await page.locator('.film-panel').getByRole('button', { name: 'Fechar' }).click();
      await page.locator('.film-panel').waitFor({ state: 'detached' });
      // The middle stays; names of groups, which may lie on it, are not shown so near.
      for (let times = 0; times < 3; times++) await page.getByRole('button', { name: 'Aproximar' }).click();
      await page.mouse.click(x, y);
      await page.getByRole('heading', { name: 'Blade Runner 1982' }).waitFor();
      await page.locator('.similar button').first().click();
      await page.getByRole('heading', { name: `${similar[0].titulo} ${similar[0].ano}` }).waitFor();
    });

    it('opens where the address says: a film, a group that stands out', async () => {
      const page = await open(`?filme=${film('Titanic').id}`);
      await page.getByRole('heading', { name: 'Titanic 1997' }).waitFor();
      const group = map.grupos[2];
      const other = await open(`?grupo=${group.id}`);
      await other.getByRole('button', { name: group.nome, pressed: true }).waitFor();
      const opacities = [...(await seen(other)).svg.matchAll(/fill="(#\w+)" fill-opacity="([\d.]+)"/g)];
      for (const [, fill, opacity] of some(opacities))
        if (fill !== GROUP_HUES[group.matiz]) expect(Number(opacity)).toBeLessThan(0.2);
      expect(opacities.some(([, fill, opacity]) => fill === GROUP_HUES[group.matiz] && Number(opacity) > 0.9)).toBe(
        true,
      );
      await other.getByRole('button', { name: group.nome, pressed: true }).click();
      await other.waitForURL((url) => !url.searchParams.has('grupo'));
    });

    it('puts a person on the map, hides groups, and saves what is seen with a title and a legend', async () => {
      const page = await open(`?usuario=1#chave=${server.bearer('admin').slice(7)}`);
      const ratings = await api('/usuarios/1/avaliacoes?limite=1000');
      await page.getByText(`${ratings.length} filmes avaliados`).waitFor();
      await page.getByText('20 filmes recomendados').waitFor();
      const all = await seen(page);
      expect(all.points).toBe(map.filmes.length);
      expect(all.texts[0]).toBe('Mapa de filmes');
      expect(all.texts.join(' ')).toContain(`Pessoa 1 · ${ratings.length} filmes avaliados`);
      for (const { nome, tamanho } of some(map.grupos)) expect(all.texts).toContain(`${nome} (${tamanho})`);
      await page.getByRole('button', { name: 'Esconder todos' }).click();
      await page.locator('.map-groups input').first().check();
      const [shown, hidden] = map.grupos;
      const one = await seen(page);
      expect(one.points).toBe(map.filmes.filter(({ grupo }) => grupo === shown.id).length);
      expect(one.texts).toContain(`${shown.nome} (${shown.tamanho})`);
      expect(one.texts).not.toContain(`${hidden.nome} (${hidden.tamanho})`);
      const picture = await save(page, 'PNG');
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect(picture.length).toBeGreaterThan(10_000);
    });

    it('shows more titles the nearer one comes, the most rated first, and none over another', async () => {
      const page = await open('');
      const titles = new Set(map.filmes.map(({ titulo }) => titulo));
      const named = async () => (await seen(page)).texts.filter((text) => titles.has(text));
      expect(await named()).toEqual([]);
      const { x, y } = await middle(page);
      await page.mouse.move(x, y);
      for (let step = 0; step < 5; step++) await page.mouse.wheel(0, -120);
      await until('there are titles', async () => (await named()).length > 10);
      const { svg } = await seen(page);
      const boxes = [
        ...svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" font-size="12" font-weight="400"[^>]*>([^<]*)</g),
      ];
      for (const [n, [, left, line, title]] of some(boxes).entries())
        for (const [, otherLeft, otherLine] of boxes.slice(n + 1)) {
          const beside = Math.abs(Number(line) - Number(otherLine)) < 12;
          // Narrow letters take 5 pixels and more.
          const apart = Math.abs(Number(left) - Number(otherLeft)) > 5 * Math.min(3, title.length);
          expect([title, !beside || apart]).toEqual([title, true]);
        }
      const rated = boxes.map(([, , , title]) => film(title.replaceAll('&amp;', '&')).avaliacoes);
      expect(rated).toEqual([...rated].sort((a, b) => b - a));
    });

    it('is moved, zoomed and opened by keys alone', async () => {
      const page = await open('', { locale: 'en-GB' });
      await page.locator('.map-chart').focus();
      await page.keyboard.press('+');
      await page.getByText('Arrow keys move the map').waitFor();
      await page.keyboard.press('+');
      await page.keyboard.press('ArrowRight');
      const announced = page.locator('.map-figure [role=status]');
      await until('a film is announced', async () => (await announced.innerText()) !== '');
      const title = await announced.innerText();
      expect((await seen(page)).points).toBeLessThan(map.filmes.length);
      await page.locator('.map-chart').focus();
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowRight');
      expect(await announced.innerText()).toBe(title);
      await page.keyboard.press('Enter');
      await page.locator('.film-panel h2', { hasText: title }).waitFor();
      await page.locator('.similar li').first().waitFor();
      await page.keyboard.press('0');
      expect((await seen(page)).points).toBe(map.filmes.length);
    });

    it('lets one finger scroll the page, and two move and zoom the map', async () => {
      const page = await open('', { viewport: { width: 390, height: 700 }, isMobile: true, hasTouch: true });
      const { x, y } = await middle(page);
      const touch = await page.context().newCDPSession(page);
      const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly (readonly [number, number])[]) =>
        touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([at, down]) => ({ x: at, y: down })) });
      await send('touchStart', [[x, y]]);
      for (let down = 0; down <= 120; down += 20) await send('touchMove', [[x, y - down]]);
      await page.getByText('Use dois dedos para mover o mapa').waitFor();
      await send('touchEnd', []);
      await until('the page scrolled', async () => Number(await page.evaluate('window.scrollY')) > 30);
      expect((await seen(page)).points).toBe(map.filmes.length);

      await page.evaluate('window.scrollTo(0, 0)');
      await send('touchStart', [
        [x - 20, y],
        [x + 20, y],
      ]);
      for (let apart = 20; apart <= 120; apart += 20)
        await send('touchMove', [
          [x - apart, y],
          [x + apart, y],
        ]);
      await send('touchEnd', []);
      await until('it is nearer', async () => (await seen(page)).points < map.filmes.length);
      expect(await page.evaluate('window.scrollY')).toBe(0);
    });
  });
});
