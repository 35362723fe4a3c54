/**
 * How long a search takes: films by title and by director, people by name, among 10,000 and 90,000 of either, on SQLite and, with
 * its address, on PostgreSQL, where a database is made for it and dropped; beside a plain `LIKE '%…%'` in the same process.
 *
 *     npm run build && node dist/bench/search.js [--sizes 10000,90000] [--each 20] [--postgres postgres://…/postgres]
 *
 * No query is asked twice: nothing is kept from one for the next. `held` is the longest time for which nothing else ran.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Database } from '../src/database/database';
import { searchText } from '../src/database/fold';
import { Random } from '../src/engine/random';
import { entities } from '../src/entities';
import { raiseCatalogueVersion } from '../src/films/catalogue-version';
import { Covers } from '../src/films/covers';
import { FilmFinder } from '../src/films/film-finder';
import { FilmLists } from '../src/films/film-lists';
import { searchColumns } from '../src/films/film-row';
import { FilmsService } from '../src/films/films.service';
import { UsersService } from '../src/users/users.service';
import { median } from './local-servers';
import { machine, print } from './machine';
import { madeUpFilms, madeUpPeople, type MadeUpFilm } from './made-up-names';
import { onPostgres } from './on-postgres';

/** Milliseconds that a query may take with so many films: the median, since on a machine with other work the slowest tell of that. */
const BARS = new Map([
  [10_000, 15],
  [90_000, 60],
]);
const SHOWN = 20;
/** Rows written at once. */
const AT_ONCE = 10_000;

interface Kind {
  readonly name: string;
  readonly queries: readonly string[];
  readonly ask: (text: string) => Promise<unknown>;
  readonly like: (text: string) => Promise<unknown>;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { sizes: text, each: text, postgres: text } });
  const postgres = values.postgres ?? process.env.TEST_POSTGRES_URL;
  console.log(machine());
  for (const size of (values.sizes ?? '10000,90000').split(',').map(Number)) {
    const each = Number(values.each ?? 20);
    const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
    try {
      const file = join(folder, 'centroide.db');
      await measure(
        `${size} films and people, SQLite`,
        await Database.open({ dialect: 'sqlite', file }, entities),
        size,
        each,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    if (postgres === undefined) continue;
    await onPostgres(postgres, async (url) => {
      const database = await Database.open({ dialect: 'postgres', url }, entities);
      await measure(`${size} films and people, PostgreSQL`, database, size, each);
    });
  }
}

async function measure(name: string, database: Database, size: number, each: number): Promise<void> {
  try {
    const films = [...madeUpFilms(size)];
    const people = [...madeUpPeople(size)];
    await fill(database, films, people);
    const bar = BARS.get(size) ?? Infinity;
    const kinds = kindsOf(database, films, people, each);
    print(name, 'median ms', '95 % ms', 'held ms', 'LIKE median', '95 %');
    const first = await timed(() => kinds[0].ask('Nothing Is Kept Yet'));
    print('the first after a change', first.took.toFixed(1), '', first.held.toFixed(1));
    for (const { name: kind, queries, ask, like } of kinds) {
      const ours: number[] = [];
      const plain: number[] = [];
      let held = 0;
      for (const query of queries) {
        const one = await timed(() => ask(query));
        ours.push(one.took);
        held = Math.max(held, one.held);
        plain.push((await timed(() => like(query))).took);
      }
      const kept = median(ours) < bar;
      if (!kept) process.exitCode = 1;
      print(
        kind,
        ...[median(ours), percentile(ours), held, median(plain), percentile(plain)].map((ms) => ms.toFixed(1)),
        ...(kept ? [] : ['MISSED']),
      );
    }
  } finally {
    await database.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<{ took: number; held: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  await work();
  const took = performance.now() - began;
  // The delay of what ran last is seen by the next timer.
  await new Promise((resolve) => setTimeout(resolve, 2));
  delay.disable();
  return { took, held: delay.count > 0 ? delay.max / 1e6 : took };
}

function percentile(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1];
}

function kindsOf(database: Database, films: readonly MadeUpFilm[], people: readonly string[], each: number): Kind[] {
  const random = new Random(7);
  const covers = new Covers({ dataDir: '/nowhere', posterOrigins: [] }, database);
  const lists = new FilmLists(new FilmFinder(database, Date.now), new FilmsService(database, covers));
  const users = new UsersService(database);
  const like = (table: string, column: string) => (text: string) =>
    database.query(`SELECT * FROM ${table} WHERE ${column} LIKE $1 ORDER BY id LIMIT ${SHOWN}`, [`%${text}%`]);
  const some = <T>(of: readonly T[], make: (one: T) => string | null): string[] => {
    const queries = new Set<string>();
    for (let tries = 0; queries.size < each && tries < 100 * each; tries++) {
      const query = make(of[random.integer(of.length)]);
      if (query !== null) queries.add(query);
    }
    return [...queries];
  };
  const film = (
    name: string,
    make: (one: MadeUpFilm) => string | null,
    field: 'busca' | 'diretor' = 'busca',
  ): Kind => ({
    name,
    queries: some(films, make),
    ask: (text) => lists.of({ [field]: text, limite: SHOWN }),
    like: like('filmes', field === 'busca' ? 'titulo' : 'diretor'),
  });
  const person = (name: string, make: (one: string) => string | null): Kind => ({
    name,
    queries: some(people, make),
    ask: (text) => users.list({ busca: text, limite: SHOWN }),
    like: like('usuarios', 'nome'),
  });
  const none = (): string => `Qwx${random.integer(1e6).toString(36)}jkq`;
  return [
    film('film, its title', ({ titulo }) => titulo),
    film('film, the beginning', ({ titulo }) => titulo.slice(0, 3 + random.integer(3))),
    film('film, words of it', ({ titulo }) => backwards(titulo)),
    film('film, a letter wrong', ({ titulo }) => misspelt(titulo, random)),
    film('film, none', none),
    film('film, director', ({ diretor }) => diretor, 'diretor'),
    person('person, the name', (name) => name),
    person('person, the beginning', (name) => name.slice(0, 3)),
    person('person, words of it', (name) => backwards(name)),
    person('person, a letter wrong', (name) => misspelt(name, random)),
    person('person, none', none),
  ];
}

/** The last two words, in the wrong order. */
function backwards(text: string): string | null {
  const words = text.split(' ');
  return words.length > 1 ? `${words[words.length - 1]} ${words[words.length - 2]}` : null;
}

/** With two letters of its longest word in the wrong order; null where no word is long. */
function misspelt(text: string, random: Random): string | null {
  const word = text.split(' ').sort((a, b) => b.length - a.length)[0];
  if (word.length < 6) return null;
  const n = 1 + random.integer(word.length - 2);
  const wrong = word.slice(0, n) + word[n + 1] + word[n] + word.slice(n + 2);
  return wrong === word ? null : text.replace(word, wrong);
}

async function fill(database: Database, films: readonly MadeUpFilm[], people: readonly string[]): Promise<void> {
  const { dialect } = database;
  const random = new Random(3);
  const columns = {
    id: 'integer',
    titulo: 'text',
    genero: 'text',
    diretor: 'text',
    atores: 'text',
    ano: 'integer',
  } as const;
  const searched = { busca_titulo: 'text', busca_genero: 'text', busca_diretor: 'text', busca_atores: 'text' } as const;
  await database.write(async (transaction) => {
    const insert = async (
      table: string,
      of: Parameters<typeof dialect.rowsIn>[0],
      rows: unknown[][],
    ): Promise<void> => {
      const names = Object.keys(of).join(', ');
      for (let from = 0; from < rows.length; from += AT_ONCE)
        await transaction.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${dialect.rowsIn(of)}`, [
          JSON.stringify(rows.slice(from, from + AT_ONCE)),
        ]);
    };
    const filmRows = films.map(({ titulo, diretor, ano }, n) => {
      const film = { titulo, genero: 'Drama, Comédia', diretor, atores: `${people[n]}, ${people.at(-n - 1) ?? ''}` };
      const { busca_titulo, busca_genero, busca_diretor, busca_atores } = searchColumns(film);
      const { genero, atores } = film;
      return [n + 1, titulo, genero, diretor, atores, ano, busca_titulo, busca_genero, busca_diretor, busca_atores];
    });
    await insert('filmes', { ...columns, ...searched }, filmRows);
    const users = people.map((name, n) => [n + 1, name, searchText(name)]);
    await insert('usuarios', { id: 'integer', nome: 'text', busca_nome: 'text' }, users);
    // Ten for each film, most of them of few.
    const pairs = new Map<number, [number, number, number]>();
    for (let n = 0; n < 10 * films.length; n++) {
      const [user, film] = [1 + (n % people.length), 1 + Math.floor(films.length * random.uniform() ** 3)];
      pairs.set(user * 2 ** 20 + film, [user, film, 4]);
    }
    const rated = { usuario_id: 'integer', filme_id: 'integer', avaliacao: 'real' } as const;
    await insert('avaliacoes', rated, [...pairs.values()]);
    await raiseCatalogueVersion(transaction);
  });
}

void main();
