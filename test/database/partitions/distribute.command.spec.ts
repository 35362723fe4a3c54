import type { DatabaseLocation } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { partitionsOf } from '../../../src/database/postgres/partition';
import { withPostgres, withSqlite } from '../../support/databases';
import { databaseUrl, startProgram } from '../../support/program';
import { trainedDemonstration } from '../../support/trained-demonstration';

/** What a call of the command line came to, and wrote. */
async function called(location: DatabaseLocation, language: 'pt' | 'en', words: string) {
  const environment = { DATABASE_URL: databaseUrl(location), CENTROIDE_LANG: language };
  const program = startProgram('cli.js', words.split(' '), environment, [], [0, 1]);
  return { code: await program.ended, output: program.output() };
}

withPostgres('centroide banco distribuir', (_, create) => {
  it('divides for whoever says --sim, tells how many rows, and does it once', async () => {
    const location = await create(trainedDemonstration);
    const database = await Database.open(location);
    const partitions = async () => [...(await partitionsOf(database)).values()];
    const [{ total }] = await database.query<{ total: number }>('SELECT COUNT(*) AS total FROM avaliacoes');
    const [pt, en] = ['pt-BR', 'en-US'].map((locale) => total.toLocaleString(locale));

    const unsaid = await called(location, 'pt', 'banco distribuir --particoes 32');
    expect(unsaid.code).toBe(1);
    expect(unsaid.output).toContain(`copiados para 32 partições: avaliações (${pt}) e eventos (0).`);
    expect(unsaid.output).toContain('é preciso --sim. Nada mudou.');
    expect(await partitions()).toEqual([0, 0]);

    expect(await called(location, 'en', 'database distribute --partitions 32 --yes')).toEqual({
      code: 0,
      output: `ratings: ${en} rows in 32 partitions\nevents: 0 rows in 32 partitions\n`,
    });
    expect(await partitions()).toEqual([32, 32]);
    // Nothing is to be asked where nothing is to be done.
    expect(await called(location, 'pt', 'banco distribuir --particoes 32')).toEqual({
      code: 0,
      output: 'avaliações: já em 32 partições\neventos: já em 32 partições\n',
    });
    await database.close();
  });

  it.each(['1', '1025', 'x'])('takes no %s partitions', async (count) => {
    const { code, output } = await called(await create(), 'en', `database distribute --partitions ${count} --yes`);
    expect([code, output]).toEqual([
      1,
      `error: option '--partitions <how many>' argument '${count}' is invalid. it is a whole number from 2 to 1024.\n`,
    ]);
  });
});

withSqlite('centroide banco distribuir on a SQLite file', (_, create) => {
  it.each([
    ['en', 'Only PostgreSQL divides tables'],
    ['pt', 'Só PostgreSQL divide tabelas'],
  ] as const)('says in %s what to do instead', async (language, words) => {
    const { code, output } = await called(await create(), language, 'database distribute --partitions 32 --yes');
    expect([code, output.slice(0, words.length)]).toEqual([1, words]);
    expect(output).toContain('GET /exportacao');
  });
});
