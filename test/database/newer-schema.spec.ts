import { access } from 'node:fs/promises';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { eachDatabase, withSqlite } from '../support/databases';
import { databaseUrl, freePort, startProgram } from '../support/program';

/** A database as a later version of the program leaves it. */
async function fromTheFuture(location: DatabaseLocation): Promise<DatabaseLocation> {
  const database = await Database.open(location);
  await database.write((transaction) =>
    transaction.query(`INSERT INTO migracoes (timestamp, name) VALUES (1999999999999, 'Futura1999999999999')`),
  );
  await database.close();
  return location;
}

const says =
  /O banco .+ não pôde ser aberto: o esquema é de uma versão mais nova do Centroide .+ não conhece a migração Futura1999999999999\. Use a versão mais nova, ou volte atrás como diz docs\/upgrading\.md/;

eachDatabase('a schema newer than the program', (_, create) => {
  it('is not opened, and stays as it is', async () => {
    const location = await fromTheFuture(await create());
    await expect(Database.open(location)).rejects.toThrow(says);
    await expect(Database.open(location)).rejects.toThrow(says);
  });
});

withSqlite('the program on a schema newer than itself', (_, create) => {
  let environment: NodeJS.ProcessEnv;
  let file: string;
  beforeAll(async () => {
    const location = await fromTheFuture(await create());
    file = location.dialect === 'sqlite' ? location.file : '';
    environment = { DATABASE_URL: databaseUrl(location), PORT: String(await freePort()), SEED: 'none' };
  });

  it.each([
    ['main.js'],
    ['cli.js', 'importar', __filename],
    ['cli.js', 'chaves', 'listar'],
    ['cli.js', 'treinar'],
    ['cli.js', 'treinador'],
  ])('says so in one line and ends: %s %s', async (script, ...words) => {
    const program = startProgram(script, words, environment, [], [1]);
    expect(await program.ended).toBe(1);
    const lines = program.output().trim().split('\n');
    expect(lines).toEqual([expect.stringMatching(says)]);
  });

  it('copies nothing that it does not know', async () => {
    const program = startProgram('cli.js', ['backup', `${file}.copia`], environment, [], [1]);
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/é de uma versão mais nova do Centroide \(Futura1999999999999\)/);
    await expect(access(`${file}.copia`)).rejects.toThrow('ENOENT');
  });
});
