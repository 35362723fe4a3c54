/**
 * What partitions cost PostgreSQL: its CPU for reading one person's ratings and events, for a rating, and for counting what everybody
 * likes, on tables in one piece and in so many partitions. It must run on the same machine; a database is made on it and dropped.
 *
 *     npm run build && node dist/bench/partitions.js --postgres postgres://…/postgres [--parts 32,256] [--people 20000] [--each 50]
 *
 * One connection, so that what it keeps of each partition is kept: of a new connection the first statements cost more.
 */
import { parseArgs } from 'node:util';
import { usualSignals } from '../src/config/signals';
import type { Settings } from '../src/config/settings';
import { Database } from '../src/database/database';
import { partition } from '../src/database/postgres/partition';
import { entities } from '../src/entities';
import { raiseCatalogueVersion } from '../src/films/catalogue-version';
import { RatingsService } from '../src/ratings/ratings.service';
import { UsersService } from '../src/users/users.service';
import { cpuTime } from './cpu-time';
import { machine, print } from './machine';
import { onPostgres } from './on-postgres';

const FILMS = 1_000;

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { postgres: text, parts: text, people: text, each: text } });
  const postgres = values.postgres ?? process.env.TEST_POSTGRES_URL;
  if (postgres === undefined) throw new Error('--postgres: the address of a PostgreSQL on this machine');
  const [people, each] = [Number(values.people ?? 20_000), Number(values.each ?? 50)];
  console.log(machine());
  console.log(`${people} people, ${each} ratings and ${each} events each; CPU of PostgreSQL in ms, each`);
  print('', 'a person', 'a rating', 'everybody');
  await onPostgres(postgres, async (url) => {
    const use = { poolSize: 1, statementTimeout: 0 };
    const database = await Database.open({ dialect: 'postgres', url }, entities, use);
    try {
      await fill(database, people, each);
      print('in one piece', ...(await measured(database, people)));
      for (const parts of (values.parts ?? '32,256').split(',').map(Number)) {
        await partition(database, parts);
        print(`in ${parts} partitions`, ...(await measured(database, people)));
      }
    } finally {
      await database.close();
    }
  });
}

async function fill(database: Database, people: number, each: number): Promise<void> {
  await database.write(async (transaction) => {
    await transaction.query(
      `INSERT INTO filmes (titulo, busca_titulo, busca_genero, busca_diretor, busca_atores)
       SELECT 'Filme ' || n, 'filme ' || n, '', '', '' FROM generate_series(1, ${FILMS}) AS n`,
    );
    await transaction.query(`INSERT INTO usuarios (nome) SELECT 'Pessoa' FROM generate_series(1, ${people})`);
    const which = `1 + (pessoa * 7919 + n * 31) % ${FILMS}`;
    const all = `generate_series(1, ${people}) AS pessoa, generate_series(1, ${each}) AS n`;
    await transaction.query(
      `INSERT INTO avaliacoes (usuario_id, filme_id, avaliacao, avaliado_em)
       SELECT pessoa, ${which}, 1 + (pessoa + n) % 5, 1700000000000 + n FROM ${all}`,
    );
    await transaction.query(
      `INSERT INTO eventos (id, usuario_id, filme_id, tipo, quando)
       SELECT 'e' || n, pessoa, ${which}, 'assistiu', 1700000000000 + n FROM ${all}`,
    );
    await raiseCatalogueVersion(transaction);
    await transaction.query('ANALYZE');
  });
}

/** Of one read of a person, one rating, and one count over everybody. */
async function measured(database: Database, people: number): Promise<string[]> {
  const settings = { signals: usualSignals } as Settings;
  const ratings = new RatingsService(database, new UsersService(database), Date.now, settings);
  const person = (n: number): number => 1 + ((n * 7919) % people);
  const read = (n: number) => ratings.profileOf(person(n));
  const rate = (n: number) =>
    ratings.put(person(n), 1 + (n % FILMS), { rating: 4, recommendationId: null }, { at: Date.now(), anyway: true });
  const count = () =>
    database.query('SELECT filme_id, COUNT(*) AS total FROM avaliacoes WHERE avaliacao >= 3.5 GROUP BY filme_id');
  return [await cpu(database, read, 1_000), await cpu(database, rate, 500), await cpu(database, count, 5)];
}

async function cpu(database: Database, work: (n: number) => Promise<unknown>, times: number): Promise<string> {
  const [{ pid }] = await database.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  for (let n = 0; n < times / 5; n++) await work(n);
  const before = cpuTime(pid);
  for (let n = 0; n < times; n++) await work(n);
  return ((cpuTime(pid) - before) / times).toFixed(2);
}

void main();
