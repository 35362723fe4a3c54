/**
 * Hours of mixed load, and what is left of them: whether memory stays as it is once the server is warm, and whether a handle, a
 * connection, a process or a file is left when the load is over.
 *
 *     npm run build && node dist/bench/soak.js [--minutes 10] [--warm-up 4] [--seed 1]
 *
 * The built server fills a database of its own with the demonstration, in a folder that goes again, and trains its first model.
 * Then people are asked for and rate, films are looked for, files are imported and models trained, until the time is over. The
 * code is 1 when something failed, grew or was left.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { answered, freePort } from './local-servers';
import { machine, print } from './machine';
import { heldBy, meanOf, memoryOf, type Held } from './soak-process';
import { SoakLoad } from './soak-load';

/** Memory may grow by this share between the first and the last part of the time after the warm-up. */
const GROWTH = 0.05;
/** The parts that are compared: this share of the samples at either end. */
const PART = 0.25;
const SAMPLE_MS = 2_000;
/** How long a first model may take, and the end of the server, in milliseconds. */
const MODEL_MS = 300_000;
const END_MS = 20_000;
/** Longer than the server keeps an idle connection, in milliseconds. */
const QUIET_MS = 70_000;
const MINUTE = 60_000;

interface Soaked {
  readonly url: string;
  readonly server: ChildProcess;
  readonly pid: number;
  readonly folder: string;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { minutes: text, 'warm-up': text, seed: text } });
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  const folder = await mkdtemp(join(tmpdir(), 'centroide-soak-'));
  let server: ChildProcess | undefined;
  try {
    console.log(machine());
    await mkdir(join(folder, 'tmp'));
    const port = await freePort();
    server = start(folder, port);
    const soaked = { url: `http://127.0.0.1:${port}`, server, pid: server.pid ?? 0, folder };
    await firstModel(soaked, stop.signal);
    const minutes = Number(values.minutes ?? 10);
    const faults = await soak(
      soaked,
      minutes,
      Number(values['warm-up'] ?? 0.4 * minutes),
      values.seed ?? '1',
      stop.signal,
    );
    for (const fault of faults) console.error(fault);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    server?.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

function start(folder: string, port: number): ChildProcess {
  return fork(join(__dirname, '../src/main.js'), [], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: `sqlite:${join(folder, 'centroide.db')}`, DATA_DIR: folder, TMPDIR: join(folder, 'tmp') },
      ...{ SEED: 'demo', FIRST_KEY: 'file', TRAINER: 'embedded', TRAINING_CRON: '0 0 1 1 *', LOG_LEVEL: 'error' },
      ...{ RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0', PUBLIC_READ: 'catalogo', PORT: String(port) },
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function firstModel({ url, server }: Soaked, signal: AbortSignal): Promise<void> {
  await answered(`${url}/saude/viva`);
  const deadline = performance.now() + MODEL_MS;
  for (;;) {
    const ready = (await (await fetch(`${url}/saude/pronta`)).json()) as { modelo?: number | null };
    if (ready.modelo) return;
    if (server.exitCode !== null || performance.now() > deadline) throw new Error('no first model came');
    await pause(500, undefined, { signal });
  }
}

/** Resolves to what was wrong. */
async function soak(
  soaked: Soaked,
  minutes: number,
  warmUp: number,
  seed: string,
  signal: AbortSignal,
): Promise<string[]> {
  const { url, pid, folder, server } = soaked;
  const key = (await readFile(join(folder, 'primeira-chave'), 'utf8')).trim();
  // That which asked for the model is gone then.
  await pause(QUIET_MS, undefined, { signal });
  const before = await heldBy(pid);
  const filesBefore = await filesIn(folder);
  const load = new SoakLoad(url, key, Number(seed));
  const over = new AbortController();
  const end = AbortSignal.any([signal, over.signal]);
  const running = load.run(end);
  const memory: number[] = [];
  const begin = performance.now();
  while (performance.now() - begin < minutes * MINUTE) {
    await Promise.race([pause(SAMPLE_MS, undefined, { signal }), running]);
    if (performance.now() - begin > warmUp * MINUTE) memory.push(memoryOf(pid));
  }
  over.abort();
  await running;
  await pause(QUIET_MS, undefined, { signal });
  const after = await heldBy(pid);
  const left = (await filesIn(folder)).filter((name) => !filesBefore.includes(name));
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  const [code] = (await Promise.race([ended, pause(END_MS, ['not'])])) as [number | string | null];
  const open = (await readdir(folder)).filter((name) => /-(wal|shm)$/.test(name));
  return report({ load, memory, before, after, left, code, open });
}

/** Uploads, copies, parts of files: all but what SQLite keeps beside its database. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !/-(wal|shm)$/.test(entry.name)).map(({ name }) => name);
}

interface Measured {
  readonly load: SoakLoad;
  /** In MB. */
  readonly memory: readonly number[];
  readonly before: Held;
  readonly after: Held;
  readonly left: readonly string[];
  readonly code: number | string | null;
  readonly open: readonly string[];
}

function report({ load, memory, before, after, left, code, open }: Measured): string[] {
  for (const [name, count] of Object.entries(load.done)) print(name, String(count));
  const part = Math.max(1, Math.floor(PART * memory.length));
  const [first, last] = [meanOf(memory.slice(0, part)), meanOf(memory.slice(-part))];
  const growth = last / first - 1;
  print('memory, first part after warm-up', `${first.toFixed(0)} MB`);
  print('memory, last part', `${last.toFixed(0)} MB`, `${(100 * growth).toFixed(1)} %`);
  print('most', `${Math.max(...memory).toFixed(0)} MB`);
  for (const what of ['sockets', 'files', 'others', 'processes'] as const)
    print(`${what}, before and after`, String(before[what]), String(after[what]));
  return [
    ...load.failures,
    ...(growth > GROWTH ? [`memory has grown by more than ${100 * GROWTH} %`] : []),
    ...(['sockets', 'files', 'others', 'processes'] as const)
      .filter((what) => after[what] > before[what])
      .map((what) => `${what} are left: ${after[what]}, ${before[what]} before`),
    ...left.map((name) => `a file is left: ${name}`),
    ...(code === 0 ? [] : [`the server ended with ${code}`]),
    ...open.map((name) => `the database was not closed: ${name}`),
    ...(['trainings', 'imports', 'ratings', 'lists'] as const)
      .filter((what) => load.done[what] === 0)
      .map((what) => `no ${what} at all`),
  ];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
