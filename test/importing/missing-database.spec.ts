import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Database } from '../../src/database/database';
import type { DatabaseLocation } from '../../src/config/settings';
import { eachDatabase, withSqlite } from '../support/databases';
import { databaseUrl, startProgram } from '../support/program';

async function centroide(location: DatabaseLocation, ...words: string[]): Promise<{ code: unknown; told: string }> {
  const program = startProgram('cli.js', words, { DATABASE_URL: databaseUrl(location) }, [], [0, 1]);
  return { code: await program.ended, told: program.output() };
}

withSqlite('a command in a folder without a database', (_, create) => {
  it.each([
    ['chaves', 'criar', 'loja'],
    ['chaves', 'listar'],
    ['chaves', 'revogar', 'ctd_x'],
    ['treinar'],
    ['backup', 'copia.db'],
  ])(
    'says so in a line, and makes none: %s %s',
    async (...words) => {
      const location = await create();
      if (location.dialect !== 'sqlite') throw new Error('not SQLite');
      const { code, told } = await centroide(location, ...words.filter(Boolean));
      expect(code).toBe(1);
      expect(told.trim().split('\n')).toEqual([expect.stringContaining(`${location.file} `)]);
      expect(told).toContain('não existe');
      expect(existsSync(location.file)).toBe(false);
    },
    120_000,
  );

  it('says in a line that a copy cannot be written', async () => {
    const location = await create();
    if (location.dialect !== 'sqlite') throw new Error('not SQLite');
    await (await Database.open(location)).close();
    for (const target of ['/no/such/x.db', '/proc/x.db', join(dirname(location.file), 'x'.repeat(300))]) {
      const { code, told } = await centroide(location, 'backup', target);
      expect(code).toBe(1);
      expect(told).toMatch(/^\S+ não pôde ser gravado: .+\n$/);
    }
  }, 120_000);
});

eachDatabase('centroide treinar without a rating', (_, create) => {
  it('says that there is nothing to train, and makes no model', async () => {
    const location = await create();
    const database = await Database.open(location);
    const { code, told } = await centroide(location, 'treinar');
    expect([code, told]).toEqual([
      1,
      'Não há avaliações neste banco: nada a treinar. O modelo ativo continua o mesmo.\n',
    ]);
    expect(await database.query('SELECT 1 FROM modelo_versoes')).toEqual([]);
    await database.close();
  }, 120_000);
});
