/**
 * How fast `centroide importar` is, and how much memory it takes: from a zip to committed rows, the built program as a
 * process of its own on a new database.
 *
 *     npm run build && node dist/bench/import.js [zip or folder ...]
 *
 * Without arguments: MovieLens latest-small, where it is (CENTROIDE_DATA, ../shared/data), and made-up archives of
 * 100,000, 1,000,000 and 3,000,000 ratings, and 1,000,000 in other formats. PostgreSQL is measured too when TEST_POSTGRES_URL names a server.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { Client } from 'pg';
import { measureBaselines } from './import-baselines';
import { movieLensLike } from './import-data';
import { otherFormats } from './import-formats';
import { writeZip } from './import-zip';
import { print } from './machine';

/** Seconds that an import into SQLite may take. */
const bars: Readonly<Record<string, number>> = {
  ...{ 'ml-latest-small.zip': 5, '1000000.zip': 40 },
  ...{ 'netflix.zip': 40, 'gorse.zip': 40, 'parquet.zip': 40 },
};

/** How much more memory three times the ratings may take. */
const MEMORY_BAR = 1.25;

interface Measured {
  readonly seconds: number;
  /** Of all threads: it says the same however many others want the cores. Without that of PostgreSQL. */
  readonly cpuSeconds: number;
  readonly rows: number;
  readonly megabytes: number;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const given = process.argv.slice(2);
    const paths = given.length > 0 ? given : await makeArchives(folder);
    const memory = new Map<string, number>();
    let missed = false;
    print('file, database', 'seconds', 'CPU s', 'rows/s', 'peak RSS MB', 'bar');
    for (const path of paths) {
      const bar = bars[basename(path)];
      const sqlite = await measure(path, `sqlite:${join(folder, `${basename(path)}.db`)}`);
      memory.set(basename(path), sqlite.megabytes);
      missed ||= sqlite.seconds > bar;
      report(path, 'SQLite', sqlite, bar);
      if (process.env.TEST_POSTGRES_URL)
        report(path, 'PostgreSQL', await onPostgres(path, process.env.TEST_POSTGRES_URL));
    }
    const growth = (memory.get('3000000.zip') ?? NaN) / (memory.get('1000000.zip') ?? NaN);
    if (growth) console.log(`\npeak RSS, 3,000,000 : 1,000,000 ratings = ${growth.toFixed(2)} (bar ${MEMORY_BAR})`);
    missed ||= growth > MEMORY_BAR;
    if (given.length === 0) await compareWithBaselines(folder);
    process.exitCode = missed ? 1 : 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeArchives(folder: string): Promise<string[]> {
  const paths: string[] = [];
  const data = resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small');
  if (existsSync(join(data, 'ratings.csv'))) {
    const path = join(folder, 'ml-latest-small.zip');
    const names = ['links.csv', 'movies.csv', 'ratings.csv', 'tags.csv'];
    const entries = names.map((name) => ({
      name: `ml-latest-small/${name}`,
      pieces: [readFileSync(join(data, name), 'utf8')],
    }));
    await writeZip(path, entries);
    paths.push(path);
  }
  for (const ratings of [100_000, 1_000_000, 3_000_000]) {
    const path = join(folder, `${ratings}.zip`);
    await writeZip(path, movieLensLike(ratings));
    paths.push(path);
  }
  for (const [format, entries] of Object.entries(otherFormats(1_000_000))) {
    const path = join(folder, `${format}.zip`);
    await writeZip(path, entries);
    paths.push(path);
  }
  return paths;
}

/** Import a file with the built program; it tells its peak memory and its CPU itself when it ends. */
function measure(path: string, databaseUrl: string): Promise<Measured> {
  const told = 'const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage()';
  const hook = `data:text/javascript,process.on("exit",()=>{${told};console.error("USED",maxRSS,userCPUTime+systemCPUTime)})`;
  const command = ['--import', hook, join(__dirname, '../src/cli.js'), 'importar', path];
  const started = performance.now();
  return new Promise((done, fail) => {
    execFile(process.execPath, command, { env: { ...process.env, DATABASE_URL: databaseUrl } }, (error, out, err) => {
      const seconds = (performance.now() - started) / 1000;
      const rows = Number(/^([\d.]+) linhas em/m.exec(out)?.[1].replaceAll('.', ''));
      if (error) fail(new Error(out + err));
      else {
        const [, kilobytes, microseconds] = /USED (\d+) (\d+)/.exec(err) ?? [];
        done({ seconds, cpuSeconds: Number(microseconds) / 1e6, rows, megabytes: Number(kilobytes) / 1024 });
      }
    });
  });
}

async function onPostgres(path: string, serverUrl: string): Promise<Measured> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  const name = `centroide_bench_${process.pid}`;
  await client.query(`CREATE DATABASE ${name}`);
  try {
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return await measure(path, url.href);
  } finally {
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await client.end();
  }
}

/** What the machine can do: the same 100,000 ratings without looking at them, and one INSERT at a time. */
async function compareWithBaselines(folder: string): Promise<void> {
  const { seconds, rows } = await measure(join(folder, '100000.zip'), `sqlite:${join(folder, 'again.db')}`);
  const ours = rows / seconds;
  console.log('\n100,000 ratings, SQLite, rows/s (a ratio above 1: the import is faster)');
  for (const { name, rowsPerSecond } of await measureBaselines(folder, 100_000))
    console.log(
      `  ${name.padEnd(44)} ${Math.round(rowsPerSecond).toString().padStart(8)}   ratio ${(ours / rowsPerSecond).toFixed(2)}`,
    );
  console.log(
    `  ${'centroide importar, start of the process too'.padEnd(44)} ${Math.round(ours).toString().padStart(8)}`,
  );
}

function report(
  path: string,
  database: string,
  { seconds, cpuSeconds, rows, megabytes }: Measured,
  bar?: number,
): void {
  const verdict = bar === undefined ? '' : `${bar} s ${seconds <= bar ? 'kept' : 'MISSED'}`;
  print(
    `${basename(path)}, ${database}`,
    seconds.toFixed(1),
    cpuSeconds.toFixed(1),
    Math.round(rows / seconds).toString(),
    megabytes.toFixed(0),
    verdict,
  );
}

void main();
