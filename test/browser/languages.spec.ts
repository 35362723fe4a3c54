import type { Browser, Page } from 'playwright-core';
import { raiseCounter } from '../../src/database/counters';
import { genreName } from '../../src/films/genre-names';
import { launchBrowser, openPage } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { dataOf } from '../support/portuguese';
import { chromium, describeWith } from '../support/requirements';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

/** Each page, and what is there once it has loaded. */
const pages = [
  ['', '.map-groups li'],
  ['/recomendacoes?usuario=1', '.taste li'],
  ['/experimente', '.tile'],
  ['/grupos', '.group'],
  ['/grupos/1', '.group-list li'],
  ['/modelo', '.quality'],
  ['/dados', '.data-rows li'],
  ['/chaves', '.key-list li'],
  ['/filmes/29?usuario=1', '.why-reasons li'],
  ['/pessoas/1', '.person-events li'],
  ['/regras', '.rule >> nth=4'],
  ['/modelo/experimentos', '.experiment'],
  ['/nada', '.empty'],
] as const;

/** Words that nobody writes in the other language, and no title or name of the catalogue is: those are taken out before. */
const words = {
  pt: /(?<![\p{L}'’])(?:não|uma?|os|das?|dos?|para|pelo|pela|que|com|mais|você|suas?|filmes|notas|gênero|anos|modelo|grupos|salvar|avaliações)(?!\p{L})/iu,
  en: /(?<![\p{L}'’])(?:the|of|and|with|your|you|that|which|from|more|films|ratings|genre|\d{4}s|model|groups|save|people)(?!\p{L})/iu,
};

/** What stands on the page: texts, and what is read aloud of fields and buttons. */
const everything = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, textContent } = walker.currentNode;
    if (!parentElement.closest('script, style, code, svg')) found.push(textContent);
  }
  for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title']) found.push(element.getAttribute(name) ?? '');
  return found.map((text) => text.trim()).filter((text) => text !== '');
})()`;

describeWith(chromium, 'the languages of the page', () => {
  withSqlite('in a browser', (_, create) => {
    let server: TestServer;
    let browser: Browser;
    beforeAll(async () => {
      server = await startServer(await create(trainedDemonstration));
      browser = await launchBrowser();
      const admin = clientOf(() => server, 'admin');
      for (const tipo of ['clicou', 'assistiu', 'quer_ver', 'sem_interesse'])
        await admin.post('/eventos', [{ usuario_id: 1, filme_id: 40, tipo }]).expect(200);
      // One of each kind; the first is over.
      for (const rule of [
        { tipo: 'fixar', filme_id: 3, posicao: 1, ate: '2026-01-02T00:00:00Z' },
        { tipo: 'levantar', filtro: { genero: 'drama', ano_min: 1990 }, fator: 2 },
        { tipo: 'enterrar', filtro: { diretor: 'Ridley Scott' }, fator: 0.5, onde: ['vitrine', 'juntos'] },
        { tipo: 'no_maximo', por: 'diretor', maximo: 2 },
        { tipo: 'cota', entre: 'cauda_longa', parte: 0.2 },
      ])
        await admin.post('/regras', { nome: 'R', ...rule }).expect(201);
      const variantes = [{ nome: 'A' }, { nome: 'B', parametros: { diversidade: 0.5 } }];
      const { body } = await admin.post('/experimentos', { nome: 'E', variantes }).expect(201);
      await admin.post(`/experimentos/${body.id}/iniciar`).expect(200);
    }, 180_000);
    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    async function foreignOn(page: Page, foreign: RegExp, data: readonly string[]): Promise<string[]> {
      const texts: string[] = await page.evaluate(everything);
      expect(texts.length).toBeGreaterThan(5);
      return texts.filter((text) => foreign.test(data.reduce((left, one) => left.replaceAll(one, ''), text)));
    }

    async function walkedIn(language: 'pt' | 'en'): Promise<[string, string[]][]> {
      const data = await dataOf(server.database);
      const key = server.bearer('admin').slice(7);
      const locale = language === 'pt' ? 'pt-BR' : 'en-GB';
      const { page } = await openPage(browser, 'about:blank', { locale });
      const found: [string, string[]][] = [];
      for (const [path, ready] of pages) {
        await page.goto('about:blank');
        await page.goto(`${server.url}/painel${path}#chave=${key}`);
        await page.locator(ready).first().waitFor();
        found.push([path, await foreignOn(page, words[language === 'pt' ? 'en' : 'pt'], data)]);
      }
      await page.context().close();
      return found;
    }

    const nothing = pages.map(([path]) => [path, []]);

    it('are never mixed, whatever the language of the catalogue', async () => {
      expect(await walkedIn('pt')).toEqual(nothing);
      expect(await walkedIn('en')).toEqual(nothing);
      await server.database.write(async (transaction) => {
        const rows = await transaction.query<{ genero: string }[]>('SELECT DISTINCT genero FROM filmes');
        for (const { genero } of rows) {
          const english = genero.split(', ').map((genre) => genreName(genre, 'en'));
          await transaction.query('UPDATE filmes SET genero = $1 WHERE genero = $2', [english.join(', '), genero]);
        }
        await raiseCounter(transaction, 'catalogue');
      });
      expect(await walkedIn('pt')).toEqual(nothing);
      expect(await walkedIn('en')).toEqual(nothing);
    }, 180_000);

    it('explain each parameter of the model', async () => {
      const { page } = await openPage(browser, `${server.url}/painel/modelo`, { locale: 'en-GB' });
      await page.locator('.parameters tr').first().waitFor();
      const rows = await page.locator('.parameters tr').count();
      expect(await page.locator('.parameters small').filter({ hasText: /\w/ }).count()).toBe(rows);
      await page.context().close();
    });
  });
});
