/**
 * Events per second by `POST /eventos` in batches, beside plain multi-row inserts of the same events into the same table, on
 * SQLite and, with its address, on PostgreSQL, where a database is made for it and dropped.
 *
 *     npm run build && node dist/bench/events.js [--events 100000] [--batch 10000] [--rounds 3] [--postgres postgres://…/postgres]
 *
 * Each side writes all of them in turn, every round into a table that was emptied; the median of the rounds counts.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KeysService } from '../src/access/keys.service';
import { Database } from '../src/database/database';
import type { SqlValue } from '../src/database/sql-value';
import { entities } from '../src/entities';
import { eventColumns, type EventRow } from '../src/events/event-row';
import { answered, freePort, median } from './local-servers';
import { machine } from './machine';
import { onPostgres } from './on-postgres';

/** Events per second that the service takes. */
const BAR = 5_000;
const USERS = 5_000;
const FILMS = 4_000;
/** Rows of one plain INSERT: seven or nine values each, and SQLite takes 32,766. */
const AT_ONCE = 1_000;
const KINDS = ['mostrado', 'clicou', 'comecou', 'assistiu', 'quer_ver', 'sem_interesse', 'visto'];

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { events: text, batch: text, rounds: text, postgres: text } });
  const given = {
    events: Number(values.events ?? 100_000),
    batch: Number(values.batch ?? 10_000),
    rounds: Number(values.rounds ?? 3),
  };
  console.log(machine());
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    await measure('SQLite', `sqlite:${join(folder, 'centroide.db')}`, given);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (values.postgres !== undefined) await onPostgres(values.postgres, (url) => measure('PostgreSQL', url, given));
}

async function measure(name: string, url: string, given: { events: number; batch: number; rounds: number }) {
  const database = await Database.open(
    url.startsWith('sqlite:') ? { dialect: 'sqlite', file: url.slice(7) } : { dialect: 'postgres', url },
    entities,
  );
  let server: ChildProcess | undefined;
  try {
    await fill(database);
    const key = (await new KeysService(database, Date.now, () => performance.now()).create('bench', 'escrita')).text;
    const port = await freePort();
    server = fork(join(__dirname, '../src/main.js'), [], {
      env: {
        ...process.env,
        ...{ DATABASE_URL: url, TRAINER: 'external', SEED: 'none', LOG_LEVEL: 'error', RATE_LIMIT: '0' },
        ...{ RATE_LIMIT_KEYS: '0', PORT: String(port) },
      },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await answered(`http://127.0.0.1:${port}/saude/pronta`);
    const ours: number[] = [];
    const plain: number[] = [];
    // The first round is not counted: until it is over, not everything is compiled.
    for (let round = 0; round <= given.rounds; round++) {
      const batches = batchesOf(given.events, given.batch);
      const posted = await perSecond(database, given.events, () =>
        post(`http://127.0.0.1:${port}/eventos`, key, batches),
      );
      const inserted = await perSecond(database, given.events, () => insert(database, batches));
      if (round > 0) {
        ours.push(posted);
        plain.push(inserted);
      }
    }
    const [rate, bare] = [median(ours), median(plain)];
    const kept = rate >= BAR;
    console.log(
      `${name}: ${rate.toFixed(0)} events/s in batches of ${given.batch}; plain inserts ${bare.toFixed(0)}/s = ` +
        `${(rate / bare).toFixed(2)} x (at least ${BAR} events/s) ${kept ? 'kept' : 'MISSED'}`,
    );
    if (!kept) process.exitCode = 1;
  } finally {
    server?.kill('SIGKILL');
    await database.close();
  }
}

/** Events of users and films in no order, the same for the same number. */
function batchesOf(events: number, batch: number): EventRow[][] {
  const start = Date.now() - 1000 * events;
  const rows = Array.from({ length: events }, (_, n) => ({
    id: `evento-${n}`,
    usuario_id: 1 + ((n * 7_919) % USERS),
    filme_id: 1 + ((n * 104_729) % FILMS),
    tipo: KINDS[n % KINDS.length],
    valor: n % 3 === 0 ? (n % 11) / 10 : null,
    quando: start + 1000 * n,
    recomendacao_id: n % 2 === 0 ? `lista-${n % 1000}` : null,
  }));
  return Array.from({ length: Math.ceil(events / batch) }, (_, n) => rows.slice(n * batch, (n + 1) * batch));
}

async function perSecond(database: Database, events: number, write: () => Promise<void>): Promise<number> {
  await database.write((transaction) => transaction.query('DELETE FROM eventos'));
  const began = performance.now();
  await write();
  const seconds = (performance.now() - began) / 1000;
  const [{ total }] = await database.query<{ total: number }>('SELECT COUNT(*) AS total FROM eventos');
  if (total !== events) throw new Error(`${total} of ${events} events were written`);
  return events / seconds;
}

async function post(url: string, key: string, batches: readonly EventRow[][]): Promise<void> {
  for (const batch of batches) {
    const body = batch.map((row) => ({ ...row, quando: new Date(row.quando).toISOString() }));
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
  }
}

/** Nothing is checked, and no profile version is raised: a transaction for each batch is all that is the same. */
async function insert(database: Database, batches: readonly EventRow[][]): Promise<void> {
  for (const batch of batches)
    await database.write(async (transaction) => {
      for (let from = 0; from < batch.length; from += AT_ONCE) {
        const rows = batch.slice(from, from + AT_ONCE).map(valuesOf);
        await transaction.query(`INSERT INTO eventos (${eventColumns}) VALUES ${places(rows)}`, rows.flat());
      }
    });
}

function valuesOf({ id, usuario_id, filme_id, tipo, valor, quando, recomendacao_id }: EventRow): SqlValue[] {
  return [id, usuario_id, filme_id, tipo, valor, quando, recomendacao_id];
}

/** `($1, $2), ($3, $4)` */
function places(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row, n) => `(${row.map((_, c) => `$${n * row.length + c + 1}`).join(', ')})`).join(', ');
}

async function fill(database: Database): Promise<void> {
  const named = (count: number, word: string): [number, string][] =>
    Array.from({ length: count }, (_, n) => [n + 1, `${word} ${n + 1}`]);
  await database.write(async (transaction) => {
    const users = named(USERS, 'Pessoa');
    await transaction.query(`INSERT INTO usuarios (id, nome) VALUES ${places(users)}`, users.flat());
    const films = named(FILMS, 'Filme').map(([id, title]) => [id, title, '', '', '', title.toLowerCase(), '', '', '']);
    for (let from = 0; from < films.length; from += AT_ONCE) {
      const some = films.slice(from, from + AT_ONCE);
      await transaction.query(
        `INSERT INTO filmes (id, titulo, genero, diretor, atores, busca_titulo, busca_genero, busca_diretor, busca_atores)
         VALUES ${places(some)}`,
        some.flat(),
      );
    }
  });
}

void main();
