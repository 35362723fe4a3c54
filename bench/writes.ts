/**
 * How many ratings a second are taken, each answered only once it is flushed, and what one costs when 64 clients send them
 * beside one: those that wait together share a transaction. Beside them a bare Nest route that stores one row by one statement,
 * looks at nothing and keeps no version.
 *
 *     npm run build && node dist/bench/writes.js [--seconds 4] [--rounds 3]
 *
 * PostgreSQL is measured too when TEST_POSTGRES_URL names a server. Both sides are measured in turn, from a third process; the
 * median of the rounds counts. CPU is that of the server, without that of PostgreSQL: it says the same however many others want
 * the cores.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatabaseLocation } from '../src/config/settings';
import { Database } from '../src/database/database';
import { entities } from '../src/entities';
import { present } from '../src/invariants';
import { cpuTime } from './cpu-time';
import { answered, freePort, handed, median } from './local-servers';
import { machine, print } from './machine';
import { onPostgres } from './on-postgres';
import type { RatingLoad, RatingSpeed } from './writes-load';

const CLIENTS = [1, 16, 64];
const USERS = 2_000;
const FILMS = 2_000;

/** The most that a rating of many clients costs, as a share of what one costs that comes alone. */
const BAR = 0.5;

interface Options {
  readonly seconds: number;
  readonly rounds: number;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seconds: text, rounds: text } });
  const options = { seconds: Number(values.seconds ?? 4), rounds: Number(values.rounds ?? 3) };
  console.log(machine());
  print('ratings/s', 'ours', 'bare', 'ratio', 'CPU ms', 'bare CPU ms');
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const file = join(folder, 'centroide.db');
    await measure('SQLite', { dialect: 'sqlite', file }, join(folder, 'bare.db'), options);
    const address = process.env.TEST_POSTGRES_URL;
    if (address) await onPostgres(address, (url) => measure('PostgreSQL', { dialect: 'postgres', url }, url, options));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** bare: the file or the address of the database of the bare route. */
async function measure(name: string, location: DatabaseLocation, bare: string, options: Options): Promise<void> {
  await fill(location);
  const children: ChildProcess[] = [];
  const start = (script: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
    const child = fork(join(__dirname, script), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    children.push(child);
    return child;
  };
  try {
    const [port, barePort] = [await freePort(), await freePort()];
    const environment = {
      DATABASE_URL: location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url,
      ...{ TRAINER: 'external', SEED: 'none', RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0', FIRST_KEY: 'none' },
      LOG_LEVEL: 'error',
      PORT: String(port),
    };
    const cli = [join(__dirname, '../src/cli.js'), 'chaves', 'criar', 'bench', '--escopo', 'escrita'];
    const key = execFileSync(process.execPath, cli, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ours = start('../src/main.js', [], environment);
    const other = start('writes-bare.js', [String(barePort), bare]);
    const loader = start('writes-load.js', []);
    await answered(`http://127.0.0.1:${port}/saude/pronta`);
    await fetch(`http://127.0.0.1:${barePort}/`);
    const side = (server: ChildProcess, at: number) => async (clients: number) => {
      const pid = present(server.pid, 'a process of the bench');
      const before = cpuTime(pid);
      const url = `http://127.0.0.1:${at}`;
      const load: RatingLoad = {
        url,
        key: key.toString().trim(),
        clients,
        seconds: options.seconds,
        users: USERS,
        films: FILMS,
      };
      const { answers, perSecond } = await handed<RatingSpeed>(loader, load);
      return { perSecond, cpu: (cpuTime(pid) - before) / answers };
    };
    const sides = { ours: side(ours, port), bare: side(other, barePort) };
    // Everything is compiled.
    for (const one of Object.values(sides)) await one(16);
    const costs: number[] = [];
    for (const clients of CLIENTS)
      costs.push(await compare(`${name}, ${clients} clients`, clients, sides, options.rounds));
    const share = present(costs.at(-1), 'what many cost') / costs[0];
    console.log(
      `  CPU of a rating, 64 clients : 1 client = ${share.toFixed(2)} (at most ${BAR}) ${share <= BAR ? 'kept' : 'MISSED'}`,
    );
    if (share > BAR) process.exitCode = 1;
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
}

/** How one side does with so many clients. */
type Side = (clients: number) => Promise<{ perSecond: number; cpu: number }>;

/** Resolves to what one of our ratings costs, in milliseconds of CPU. */
async function compare(
  title: string,
  clients: number,
  sides: Record<'ours' | 'bare', Side>,
  rounds: number,
): Promise<number> {
  const runs: Record<'ours' | 'bare', Awaited<ReturnType<Side>>>[] = [];
  for (let round = 0; round < rounds; round++)
    runs.push({ ours: await sides.ours(clients), bare: await sides.bare(clients) });
  const middle = (of: 'ours' | 'bare', what: 'perSecond' | 'cpu') => median(runs.map((run) => run[of][what]));
  const ratio = median(runs.map(({ ours, bare }) => ours.perSecond / bare.perSecond));
  print(
    title,
    ...[middle('ours', 'perSecond').toFixed(0), middle('bare', 'perSecond').toFixed(0), ratio.toFixed(2)],
    ...[middle('ours', 'cpu').toFixed(2), middle('bare', 'cpu').toFixed(2)],
  );
  return middle('ours', 'cpu');
}

async function fill(location: DatabaseLocation): Promise<void> {
  const database = await Database.open(location, entities);
  try {
    const { dialect } = database;
    const rows = (count: number) => JSON.stringify(Array.from({ length: count }, (_, n) => [n + 1, `Número ${n + 1}`]));
    await database.write(async (transaction) => {
      const users = dialect.rowsIn({ id: 'integer', nome: 'text' });
      await transaction.query(`INSERT INTO usuarios (id, nome) SELECT id, nome FROM ${users}`, [rows(USERS)]);
      const films = dialect.rowsIn({ id: 'integer', titulo: 'text' });
      await transaction.query(
        `INSERT INTO filmes (id, titulo, busca_titulo, busca_genero, busca_diretor, busca_atores)
         SELECT id, titulo, titulo, '', '', '' FROM ${films}`,
        [rows(FILMS)],
      );
    });
  } finally {
    await database.close();
  }
}

void main();
