/**
 * What an import takes beside the loaders of the databases themselves, on the same ratings: `.import` of SQLite's command line and
 * `\copy` of psql. Their tables have our keys, indexes, checks and references, and all films and people already.
 *
 *     npm run build && node dist/bench/import-loaders.js [--ratings 1000000] [--rounds 3] [--postgres postgres://…/postgres]
 *
 * The two go in turn, each round into tables without ratings; the median of the rounds counts. CPU is that of all processes, of
 * PostgreSQL's as well, which must run on this machine. It needs `sqlite3` and `psql`.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Client, Pool } from 'pg';
import { cpuTime, endedCpuTime } from './cpu-time';
import { movieLensLike } from './import-data';
import { median } from './local-servers';
import { machine, print } from './machine';
import { onPostgres } from './on-postgres';

/** How many times the clock and the CPU of the loader an import may take. */
const BARS = { SQLite: 1.6, PostgreSQL: 1.2 } as const;

/** How often it is looked what PostgreSQL's processes have used, in milliseconds. */
const LOOK_MS = 50;

const run = promisify(execFile);

interface Used {
  readonly seconds: number;
  /** Of all processes. */
  readonly cpuSeconds: number;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { ratings: text, rounds: text, postgres: text } });
  const rounds = Number(values.rounds ?? 3);
  console.log(machine());
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const files = join(folder, 'files');
    await mkdir(files);
    for (const { name, pieces } of movieLensLike(Number(values.ratings ?? 1_000_000)))
      await writeFile(join(files, name.replace(/.*\//, '')), pieces);
    print('median of rounds, s: clock, CPU', 'import', '', 'loader', '', 'ratio', '', 'bar');
    const kept = [await onSqlite(folder, files, rounds)];
    const { postgres } = values;
    if (postgres !== undefined)
      await onPostgres(postgres, async (ours) =>
        onPostgres(postgres, async (theirs) => {
          kept.push(await besideCopy(postgres, ours, theirs, files, rounds));
        }),
      );
    process.exitCode = kept.every(Boolean) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function onSqlite(folder: string, files: string, rounds: number): Promise<boolean> {
  const [file, empty, theirs] = ['ours.db', 'empty.db', 'theirs.db'].map((name) => join(folder, name));
  const sides = await inTurn(rounds, {
    async ours() {
      await rm(file, { force: true });
      return used(() => importInto(`sqlite:${file}`, files));
    },
    async loader(round) {
      if (round === 0) {
        await copyFile(file, empty);
        // The file has no column for the list of a rating.
        await run('sqlite3', [
          empty,
          'DELETE FROM avaliacoes; DROP INDEX avaliacoes_por_recomendacao',
          'ALTER TABLE avaliacoes DROP COLUMN recomendacao_id',
          'VACUUM',
        ]);
      }
      await copyFile(empty, theirs);
      const ratings = `.import --csv --skip 1 ${join(files, 'ratings.csv')} avaliacoes`;
      return used(() => run('sqlite3', [theirs, 'PRAGMA foreign_keys = ON', ratings]));
    },
  });
  return report('SQLite', sides);
}

async function besideCopy(server: string, ours: string, theirs: string, files: string, rounds: number) {
  const columns = 'usuario_id, filme_id, avaliacao, avaliado_em';
  const copy = `\\copy avaliacoes (${columns}) FROM '${join(files, 'ratings.csv')}' (FORMAT csv, HEADER)`;
  const sides = await inTurn(rounds, {
    async ours() {
      // What the first import has made of the schema stays.
      if (await holdsTables(ours)) await statements(ours, 'TRUNCATE filmes, usuarios RESTART IDENTITY CASCADE');
      return usedWith(server, ours, () => importInto(ours, files));
    },
    async loader(round) {
      if (round === 0) await run('sh', ['-c', `pg_dump '${ours}' | psql -q -v ON_ERROR_STOP=1 '${theirs}'`]);
      await statements(theirs, 'TRUNCATE avaliacoes');
      return usedWith(server, theirs, () => run('psql', ['-q', '-v', 'ON_ERROR_STOP=1', theirs, '-c', copy]));
    },
  });
  return report('PostgreSQL', sides);
}

interface Sides<Each> {
  readonly ours: Each;
  readonly loader: Each;
}

/** The first round is not counted: it makes what the others need, and fills the caches of files. */
async function inTurn(rounds: number, sides: Sides<(round: number) => Promise<Used>>): Promise<Sides<Used>> {
  const ours: Used[] = [];
  const loader: Used[] = [];
  for (let round = 0; round <= rounds; round++) {
    const taken = { ours: await sides.ours(round), loader: await sides.loader(round) };
    if (round === 0) continue;
    ours.push(taken.ours);
    loader.push(taken.loader);
  }
  const middle = (some: readonly Used[]): Used => ({
    seconds: median(some.map(({ seconds }) => seconds)),
    cpuSeconds: median(some.map(({ cpuSeconds }) => cpuSeconds)),
  });
  return { ours: middle(ours), loader: middle(loader) };
}

function report(name: keyof typeof BARS, { ours, loader }: Sides<Used>): boolean {
  const ratios = [ours.seconds / loader.seconds, ours.cpuSeconds / loader.cpuSeconds];
  const kept = Math.max(...ratios) <= BARS[name];
  const cells = [ours.seconds, ours.cpuSeconds, loader.seconds, loader.cpuSeconds].map((value) => value.toFixed(1));
  print(name, ...cells, ...ratios.map((ratio) => ratio.toFixed(2)), `${BARS[name]} ${kept ? 'kept' : 'MISSED'}`);
  return kept;
}

/** By the built program, as a process of its own. */
function importInto(databaseUrl: string, files: string): Promise<unknown> {
  const command = [join(__dirname, '../src/cli.js'), 'importar', files];
  return run(process.execPath, command, { env: { ...process.env, DATABASE_URL: databaseUrl } });
}

async function used(work: () => Promise<unknown>): Promise<Used> {
  const before = endedCpuTime();
  const started = performance.now();
  await work();
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (endedCpuTime() - before) / 1000 };
}

/** The same with PostgreSQL's processes for this database. */
async function usedWith(server: string, url: string, work: () => Promise<unknown>): Promise<Used> {
  const asking = new Pool({ connectionString: server, max: 1 });
  try {
    const last = new Map<number, number>();
    const look = async (): Promise<void> => {
      // Not what PostgreSQL tidies up by itself: of one transaction it comes later.
      const { rows } = await asking.query<{ pid: number }>(
        "SELECT pid FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
        [new URL(url).pathname.slice(1)],
      );
      for (const { pid } of rows) last.set(pid, cpuTimeNow(pid) ?? last.get(pid) ?? 0);
    };
    const looking = setInterval(() => void look(), LOOK_MS);
    const own = await used(work).finally(() => clearInterval(looking));
    await look();
    const theirs = [...last.values()].reduce((sum, one) => sum + one, 0);
    return { ...own, cpuSeconds: own.cpuSeconds + theirs / 1000 };
  } finally {
    await asking.end();
  }
}

/** Null of a process that has ended. */
function cpuTimeNow(pid: number): number | null {
  try {
    return cpuTime(pid);
  } catch {
    return null;
  }
}

async function holdsTables(url: string): Promise<boolean> {
  const [row] = await statements(url, "SELECT to_regclass('avaliacoes') AS found");
  return row.found !== null;
}

async function statements(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

void main();
