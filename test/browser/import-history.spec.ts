import type { Page } from 'playwright-core';
import { graveViolations } from '../support/browser';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { servePage } from '../support/page-server';
import { chromium, describeWith } from '../support/requirements';
import { startServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

describeWith(chromium, 'the history of imports', () => {
  withSqlite('in a browser', (_, create) => {
    const { server, open } = servePage(async () => startServer(await create(trainedDemonstration)));
    const admin = clientOf(server, 'admin');
    const rowsOf = (page: Page) => page.locator('.imports li').filter({ hasText: 'mais.csv' });

    it('tells what was imported, what came of it, and leads to the report', async () => {
      const page = await open('/dados?ver=pessoas', 'admin');
      await page.getByText('Nenhuma por aqui nem pela API nos últimos 30 dias.').waitFor();
      const buffer = Buffer.from('id,titulo,ano\n9301,Mais Um Filme,2024\n9302,,2024\n');
      await page.locator('input[type=file]').setInputFiles({ name: 'mais.csv', mimeType: 'text/csv', buffer });
      await page.getByText('mais.csv: é o que aconteceria. Nada foi gravado.').waitFor();
      const rows = rowsOf(page);
      await rows.filter({ hasText: 'simulação' }).waitFor();
      await page.getByRole('button', { name: 'Importar agora' }).click();
      await page.getByText('mais.csv importado.').waitFor();
      await rows.nth(1).waitFor();
      expect(await rows.first().locator('small').allInnerTexts()).toEqual([
        expect.stringMatching(/\d · chave “teste”$/),
        '1 linha nova, 0 alteradas, 1 rejeitada',
      ]);
      expect(await rows.first().locator('.tag').innerText()).toBe('concluída');

      await rows.first().getByRole('link', { name: 'mais.csv' }).click();
      const report = page.getByRole('dialog');
      await report.getByText('1 linha rejeitada', { exact: true }).click();
      await report.getByText('mais.csv, 3').waitFor();
      const [{ id }] = (await admin.get('/importacoes?limite=1').expect(200)).body as { id: number }[];
      expect(page.url()).toMatch(new RegExp(`/painel/dados\\?ver=pessoas&importacao=${id}$`));
      await page.goBack();
      await report.waitFor({ state: 'detached' });
      await page.goForward();
      await report.getByRole('heading', { name: `Importação ${id}` }).waitFor();
      await page.keyboard.press('Escape');
      await report.waitFor({ state: 'detached' });
      expect(page.url()).toBe(`${server().url}/painel/dados?ver=pessoas`);
    });

    it('is read in English, by a phone and by the blind, without the names of keys for who may not list them', async () => {
      for (const viewport of [
        { width: 1280, height: 900 },
        { width: 390, height: 800 },
      ]) {
        const options = { viewport, locale: 'en-GB', colorScheme: viewport.width < 400 ? 'dark' : 'light' } as const;
        const page = await open('/dados', 'escrita', options);
        await rowsOf(page).first().waitFor();
        expect(await rowsOf(page).first().locator('small').allInnerTexts()).toEqual([
          expect.stringMatching(/^\w+ \d+, \d+, \d+:\d+\s[AP]M$/),
          '1 new row, 0 changed, 1 rejected',
        ]);
        expect(await graveViolations(page)).toEqual([]);
        await rowsOf(page).first().getByRole('link', { name: 'mais.csv' }).click();
        await page.getByRole('dialog').getByText('mais.csv imported.').waitFor();
        expect(await graveViolations(page)).toEqual([]);
        const [width, shown] = await page.evaluate<number[]>('[document.documentElement.scrollWidth, innerWidth]');
        expect(width).toBeLessThanOrEqual(shown);
      }
    });

    it('is not shown to who may not import', async () => {
      const page = await open('/dados', 'leitura');
      await page.getByRole('heading', { name: 'Exportar' }).waitFor();
      expect(await page.locator('.imports').count()).toBe(0);
    });
  });
});
