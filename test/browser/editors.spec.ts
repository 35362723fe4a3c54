import type { Locator, Page } from 'playwright-core';
import { ExposureLog } from '../../src/experiments/exposure-log';
import { graveViolations } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { servePage } from '../support/page-server';
import { chromium, describeWith } from '../support/requirements';
import { startServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

const DAY = 86_400_000;

describeWith(chromium, 'the pages of editors', () => {
  withSqlite('in a browser', (_, create) => {
    const { server, opened, open } = servePage(async () => startServer(await create(trainedDemonstration)));
    const admin = clientOf(server, 'admin');
    const firstFilm = async (user: number): Promise<number> =>
      (await admin.get(`/usuarios/${user}/recomendacoes?limite=1`).expect(200)).body[0].id as number;
    const item = (page: Page, name: string): Locator => page.locator('.rule', { hasText: name });

    it('let an editor try a rule, make it, turn it off and on, and delete it', async () => {
      const usual = await firstFilm(1);
      const page = await open('/regras', 'edicao');
      await page.getByText('Nenhuma regra ainda').waitFor();
      await page.getByLabel('Nome', { exact: true }).fill('Clássico da semana');
      await page.getByRole('combobox', { name: 'Buscar filme' }).pressSequentially('blade run');
      await page.getByRole('option', { name: 'Blade Runner 1982' }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.chosen-film', { hasText: 'Blade Runner' }).waitFor();
      await page.getByRole('button', { name: 'Simular', exact: true }).click();
      await page.locator('.simulation', { hasText: /\d+ de 200 pessoas \(\d+\s?%\) veriam outros dez/ }).waitFor();
      await page.locator('.simulation', { hasText: 'NDCG@10 perdido:' }).waitFor();
      expect(await firstFilm(1)).toBe(usual);
      await page.getByRole('button', { name: 'Criar regra' }).click();
      const rule = item(page, 'Clássico da semana');
      await rule.getByText('Fixa Blade Runner no 1º lugar.').waitFor();
      expect(await rule.locator('.tag').innerText()).toBe('em vigor');
      const [{ filme_id: pinned }] = (await admin.get('/regras')).body as { filme_id: number }[];
      expect(await firstFilm(1)).toBe(pinned);

      await rule.getByRole('button', { name: 'Desligar Clássico da semana' }).click();
      await rule.getByText('desligada', { exact: true }).waitFor();
      expect(await firstFilm(1)).toBe(usual);
      await rule.getByRole('button', { name: 'Ligar Clássico da semana' }).click();
      await rule.getByText('em vigor').waitFor();
      expect(await firstFilm(1)).toBe(pinned);
      await rule.getByRole('button', { name: 'Apagar Clássico da semana' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Apagar' }).click();
      await page.getByText('Nenhuma regra ainda').waitFor();
      expect(await firstFilm(1)).toBe(usual);
    });

    it('make rules of every kind, and say in words what is wrong', async () => {
      const page = await open('/regras', 'edicao', { locale: 'en-GB' });
      const kind = page.getByLabel('What it does');
      await page.getByLabel('Name', { exact: true }).fill('Less horror');
      await page.getByRole('button', { name: 'Make rule' }).click();
      await page.getByRole('alert').getByText('filme_id').waitFor();
      expect(opened[0].errors.splice(0)).toEqual([expect.stringContaining('422')]);
      await kind.selectOption('enterrar');
      await page.getByLabel('Genre').fill('terror');
      await page.getByLabel('How many times').fill('4');
      await page.getByLabel('the whole home page').check();
      await page.getByRole('button', { name: 'Make rule' }).click();
      await item(page, 'Less horror').getByText('Buries films with genre: terror (× 0.25).').waitFor();
      for (const [name, value, said] of [
        ['Not twice', 'no_maximo', 'At most 2 films by the same director on a page.'],
        ['New ones', 'cota', 'Keeps 20% of the places for films newer than the model.'],
      ]) {
        await page.getByLabel('Name', { exact: true }).fill(name);
        await kind.selectOption(value);
        await page.getByRole('button', { name: 'Make rule' }).click();
        await item(page, name).getByText(said).waitFor();
      }
      expect((await admin.get('/regras')).body).toMatchObject([
        { tipo: 'enterrar', filtro: { genero: 'terror' }, fator: 0.25, onde: ['recomendacoes', 'vitrine'] },
        { tipo: 'no_maximo', por: 'diretor', maximo: 2, onde: ['recomendacoes'] },
        { tipo: 'cota', entre: 'novos', parte: 0.2 },
      ]);
    });

    it('take an experiment from its draft to what becomes of lists', async () => {
      const page = await open('/modelo', 'admin');
      await page.getByRole('link', { name: 'Experimentos' }).click();
      await page.getByText('Nenhum experimento ainda.').waitFor();
      await page.getByLabel('Nome', { exact: true }).fill('Mais variedade');
      const variant = page.getByRole('group', { name: 'Variante 2' });
      await variant.getByLabel('Nome da variante').fill('variada');
      await variant.getByLabel('Variedade').fill('0.6');
      await page.getByRole('button', { name: 'Criar rascunho' }).click();
      const card = page.locator('.experiment', { hasText: 'Mais variedade' });
      await card.getByText('variedade 0,6').waitFor();
      await card.getByRole('button', { name: 'Iniciar Mais variedade' }).click();
      await card.getByText('Ninguém recebeu ainda uma lista deste experimento.').waitFor();

      const [{ id }] = (await admin.get('/experimentos')).body as { id: number }[];
      // Of each variant 200 visitors of ten days ago, of whom 20 and 70 opened a film.
      const people = Array.from({ length: 400 }, (_, n) => n);
      const at = Date.now() - 10 * DAY;
      await server().app.get(ExposureLog).flush();
      await server().database.write(async (transaction) => {
        await transaction.query(
          `INSERT INTO exposicoes (recomendacao_id, experimento_id, variante, pessoa, quando, filmes)
           VALUES ${people.map((n) => `('r${n}', ${id}, ${n % 2}, 'p${n}', ${at}, '[]')`).join(', ')}`,
        );
        const said = people.filter((n) => n >> 1 < (n % 2 === 0 ? 20 : 70));
        await transaction.query(
          `INSERT INTO eventos (id, usuario_id, filme_id, tipo, quando, recomendacao_id)
           VALUES ${said.map((n) => `('e${n}', 9, 4, 'clicou', ${at + 1000}, 'r${n}')`).join(', ')}`,
        );
      });
      const later = await open('/modelo/experimentos', 'admin');
      const told = later.locator('.experiment', { hasText: 'Mais variedade' });
      await told.getByText('"variada" é melhor que "controle"').waitFor();
      const row = told
        .locator('.variant-results')
        .first()
        .getByRole('row', { name: /^variada/ });
      expect((await row.getByRole('cell').allInnerTexts()).slice(0, 3)).toEqual(['200', '200', '35,0%']);
      expect(await row.innerText()).toMatch(/\+25,0 pontos \(\+\d+,\d a \+\d+,\d\)/);
      // Drawn to the right of zero, which is in the middle.
      const [cell, range] = [row.locator('.difference'), row.locator('.difference-range')];
      const [whole, drawn] = [(await cell.boundingBox())!, (await range.boundingBox())!];
      expect(drawn.x).toBeGreaterThan(whole.x + whole.width / 2);
      expect(drawn.x + drawn.width).toBeLessThan(whole.x + whole.width);

      await told.getByRole('button', { name: 'Encerrar… Mais variedade' }).click();
      await later.getByLabel('As listas de todos passam a ser como em “variada”').check();
      await later.getByRole('dialog').getByRole('button', { name: 'Encerrar', exact: true }).click();
      await told.getByText('adotada').waitFor();
      expect((await admin.get('/experimentos/padroes')).body.parametros).toEqual({ diversidade: 0.6 });
      await told.getByRole('button', { name: 'Desfazer adoção Mais variedade' }).click();
      await told.getByRole('button', { name: 'Apagar Mais variedade' }).waitFor();
      expect((await admin.get('/experimentos/padroes')).body.parametros).toEqual({});
    });

    it('shut nobody out, and fit a phone', async () => {
      for (const [path, ready] of [
        ['/regras', '.rule'],
        ['/modelo/experimentos', '.variant'],
      ]) {
        const phone = { viewport: { width: 390, height: 800 }, colorScheme: 'dark' } as const;
        for (const options of [{ colorScheme: 'light' }, phone] as const) {
          const page = await open(path, 'admin', options);
          await page.locator(ready).first().waitFor();
          const show = page.getByRole('button', { name: /^Ver os números/ });
          if (path !== '/regras') {
            await show.click();
            await page.locator('.variant-results').first().waitFor();
          }
          expect([path, await graveViolations(page)]).toEqual([path, []]);
          const [width, window] = await page.evaluate<number[]>(
            '[document.documentElement.scrollWidth, window.innerWidth]',
          );
          expect(width).toBeLessThanOrEqual(window);
        }
      }
    });

    it('show who may only read what there is, and nothing to change it with', async () => {
      const page = await open('/regras', 'leitura');
      await page.locator('.rule').first().waitFor();
      expect(await page.locator('.rule button, .rule-form').count()).toBe(0);
      await page.getByText('criá-las e mudá-las, uma de edição').waitFor();
    });
  });
});
