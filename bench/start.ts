/**
 * How soon processes of the program are there, kept compiled code and all, not for the first time: the server until it is ready with a
 * stored model of the size of MovieLens latest-small, commands and jobs that find nothing to do until they have ended. Each as it is
 * shipped, in one bundle, and as it was compiled, in turn.
 *
 *     npm run build && node dist/bench/start.js [--rounds 5] [--database file]
 *
 * `--database` keeps the prepared database, and takes it from there the next time. The median of the rounds counts.
 */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuTime } from './cpu-time';
import { prepareDatabase } from './http-data';
import { answered, freePort, median } from './local-servers';
import { machine, print } from './machine';

/** Most that a start may take by the clock, in seconds. */
const BARS = { server: 1, command: 0.6 };

/** What is started, what it is told, and what it may take. */
const programs: readonly (readonly [name: string, script: string, words: readonly string[], bar: number])[] = [
  ['server, ready', 'main', [], BARS.server],
  ['centroide --version', 'cli', ['--version'], BARS.command],
  ['centroide keys list', 'cli', ['keys', 'list'], BARS.command],
  ['centroide films merge --help', 'cli', ['films', 'merge', '--help'], BARS.command],
  ['centroide import --help', 'cli', ['import', '--help'], BARS.command],
  ['centroide evaluate --help', 'cli', ['evaluate', '--help'], BARS.command],
  ['a training, nothing to do', 'job', ['treino', '0', 'bench'], Infinity],
  ['an import, nothing to do', 'job', ['importacao', '0', 'bench'], Infinity],
];

/** As it is shipped, and as tsc has made it. */
const kinds = ['.js', '.unbundled.js'] as const;

interface Start {
  /** By the clock, in seconds. */
  readonly seconds: number;
  /** Of a processor, by all threads, in seconds. */
  readonly cpu: number;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { rounds: text, database: text } });
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    const file = values.database ?? join(folder, 'centroide.db');
    if (!existsSync(file)) await prepareDatabase(file, 0);
    await measure(folder, file, Number(values.rounds ?? 5));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, file: string, rounds: number): Promise<void> {
  const told = join(folder, 'cpu.json');
  const hook = join(folder, 'tell-cpu.cjs');
  await writeFile(
    hook,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(told)}, JSON.stringify(process.cpuUsage())));`,
  );
  const environment = {
    ...process.env,
    ...{ DATABASE_URL: `sqlite:${file}`, DATA_DIR: folder, NODE_COMPILE_CACHE: join(folder, 'compiled') },
    ...{ TRAINER: 'external', SEED: 'none', FIRST_KEY: 'none', LOG_LEVEL: 'error', CENTROIDE_LANG: 'en' },
  };
  const startServer = async (script: string, more: NodeJS.ProcessEnv = {}): Promise<Start> => {
    const port = await freePort();
    const began = performance.now();
    const server = fork(script, [], { env: { ...environment, PORT: String(port), ...more }, stdio: STDIO });
    try {
      await answered(`http://127.0.0.1:${port}/saude/pronta`);
      return { seconds: (performance.now() - began) / 1000, cpu: cpuTime(Number(server.pid)) / 1000 };
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
  };
  const run = async (script: string, words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Start> => {
    const began = performance.now();
    const child = spawn(process.execPath, ['--require', hook, script, ...words], {
      env: { ...environment, ...more },
      stdio: 'ignore',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${script} ${words.join(' ')} ended with ${code}`);
    const { user, system } = JSON.parse(await readFile(told, 'utf8')) as NodeJS.CpuUsage;
    return { seconds: (performance.now() - began) / 1000, cpu: (user + system) / 1e6 };
  };

  print('', 'seconds', 'CPU', 'files', 'unbundled', 'CPU', 'files');
  for (const [name, script, words, bar] of programs) {
    const start = (kind: string, more?: NodeJS.ProcessEnv) => {
      const path = join(__dirname, '../src', script + kind);
      return script === 'main' ? startServer(path, more) : run(path, words, more);
    };
    const sides: { kind: string; files: number; starts: Start[] }[] = [];
    for (const kind of kinds) {
      // The first start is not counted: what is compiled is kept when it ends.
      await start(kind);
      const files = await filesLoaded(join(folder, `${script}${kind}`), (more) => start(kind, more));
      sides.push({ kind, files, starts: [] });
    }
    for (let round = 0; round < rounds; round++) for (const { kind, starts } of sides) starts.push(await start(kind));
    const cells = sides.flatMap(({ files, starts }) => [
      median(starts.map(({ seconds }) => seconds)).toFixed(2),
      median(starts.map(({ cpu }) => cpu)).toFixed(2),
      String(files),
    ]);
    const isKept = Number(cells[0]) <= bar;
    print(name, ...cells, bar === Infinity ? '' : isKept ? `kept ${bar} s` : `MISSED ${bar} s`);
    if (!isKept) process.exitCode = 1;
  }
}

const STDIO: ['ignore', 'ignore', 'inherit', 'ipc'] = ['ignore', 'ignore', 'inherit', 'ipc'];

/** How many files of JavaScript a process loads: V8 tells of each how much of it ran. */
async function filesLoaded(folder: string, start: (more: NodeJS.ProcessEnv) => Promise<unknown>): Promise<number> {
  await start({ NODE_V8_COVERAGE: folder });
  const loaded = new Set<string>();
  for (const name of await readdir(folder)) {
    const { result } = JSON.parse(await readFile(join(folder, name), 'utf8')) as { result: { url: string }[] };
    for (const { url } of result) if (url.startsWith('file:')) loaded.add(url);
  }
  await rm(folder, { recursive: true });
  return loaded.size;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
