/**
 * How fast recommendations are answered, beside a bare Nest + Express route that returns the same bytes: the built
 * server on a SQLite database of made-up ratings at the size of MovieLens latest-small.
 *
 *     npm run build && node dist/bench/http.js [--seconds 4] [--rounds 3] [--users 12000] [--films 9724] [--database file]
 *
 * With more films than latest-small the bar of a list not kept is one of CPU, and the memory of the server is told.
 * `--database` keeps the prepared database, and takes it from there the next time. Each side is measured in turn, from a
 * third process; the median of the rounds counts. On a machine with other work the requests per second of one round say
 * little, so the CPU that each server used for a request is told as well.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { cpuTime, memory } from './cpu-time';
import { latestSmall } from './generate-ratings';
import { firstUserOf, prepareDatabase, requestTraining } from './http-data';
import { inTurn, sidesOf, WARM_UP } from './http-sides';
import { answered, freePort, median, pidOf } from './local-servers';
import { machine } from './machine';

const CONNECTIONS = [1, 32, 256];
const BARS = { fresh: 0.25, again: 0.9, training: 2, start: 1 };

/** Milliseconds of CPU that a list not kept may take, of so many films. */
const LARGE: Readonly<Record<number, number>> = { 26_000: 3, 90_000: 10 };

/** Fewer than are kept: they are in memory after the first round. */
const FEW_USERS = 100;

interface Options {
  readonly seconds: number;
  readonly rounds: number;
  readonly users: number;
  readonly films: number;
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { seconds: text, rounds: text, users: text, films: text, database: text } });
  const options = {
    seconds: Number(values.seconds ?? 4),
    rounds: Number(values.rounds ?? 3),
    users: Number(values.users ?? 12_000),
    films: Number(values.films ?? latestSmall.films),
  };
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  const children: ChildProcess[] = [];
  const start = (script: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess => {
    const child = fork(join(__dirname, script), args, { env: { ...process.env, ...env }, stdio: STDIO });
    children.push(child);
    return child;
  };
  try {
    console.log(machine());
    const file = values.database ?? join(folder, 'centroide.db');
    if (!existsSync(file)) await prepareDatabase(file, options.users, options.films);
    await measure(start, folder, file, options);
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

const STDIO: ['ignore', 'ignore', 'inherit', 'ipc'] = ['ignore', 'ignore', 'inherit', 'ipc'];

async function measure(
  start: (script: string, args: string[], env?: NodeJS.ProcessEnv) => ChildProcess,
  folder: string,
  file: string,
  { seconds, rounds, users, films }: Options,
): Promise<void> {
  const environment = {
    DATABASE_URL: `sqlite:${file}`,
    TRAINER: 'external',
    SEED: 'none',
    RATE_LIMIT: '0',
    RATE_LIMIT_KEYS: '0',
    FIRST_KEY: 'none',
    LOG_LEVEL: 'error',
  };
  const port = await freePort();
  // What is compiled is kept when a server ends, and a service that is started again has it.
  const firstTime = start('../src/main.js', [], { ...environment, PORT: String(port) });
  await answered(`http://127.0.0.1:${port}/saude/pronta`);
  firstTime.kill('SIGTERM');
  await once(firstTime, 'exit');
  const began = performance.now();
  const ours = start('../src/main.js', [], { ...environment, PORT: String(port) });
  const url = `http://127.0.0.1:${port}`;
  await answered(`${url}/saude/pronta`);
  const started = (performance.now() - began) / 1000;
  const cpu = (cpuTime(pidOf(ours)) / 1000).toFixed(2);
  verdict('start to ready', `${started.toFixed(2)} s, ${cpu} s of CPU`, started, BARS.start, 'at most');

  const cli = join(__dirname, '../src/cli.js');
  const created = execFileSync(process.execPath, [cli, 'chaves', 'criar', 'bench'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const key = created.toString().trim();
  const bytes = join(folder, 'answer.json');
  const headers = { Authorization: `Bearer ${key}` };
  const answer = await fetch(`${url}/filmes/${firstUserOf(films) + 1}/recomendacoes?limite=10`, { headers });
  await writeFile(bytes, await answer.text());
  const barePort = await freePort();
  const bare = start('http-bare.js', [bytes, String(barePort)]);
  const bareUrl = `http://127.0.0.1:${barePort}`;
  await answered(`${bareUrl}/filmes/1/recomendacoes`);

  const loader = start('http-load.js', []);
  const side = sidesOf(loader, { seconds, firstUser: firstUserOf(films) + 1, key });
  const sides = {
    bare: side(bare, { url: bareUrl, users }),
    fresh: side(ours, { url, users }),
    again: side(ours, { url, users: FEW_USERS }),
  };
  // Everything is compiled and, where it is kept, in memory.
  for (const one of [sides.bare, sides.fresh, sides.again]) await one(32, WARM_UP);

  const idle = await inTurn(sides, CONNECTIONS, rounds);
  for (const [name, title] of [
    ['fresh', 'nothing kept'],
    ['again', 'asked again'],
  ] as const)
    for (const connections of CONNECTIONS) {
      const ratio = median(idle.map((of) => of[name][connections].perSecond / of.bare[connections].perSecond));
      const rate = (of: keyof typeof sides) => median(idle.map((one) => one[of][connections].perSecond));
      const cpu = (of: keyof typeof sides) => median(idle.map((one) => one[of][connections].cpu));
      verdict(
        `${title}, ${connections} connections : bare route`,
        `${rate(name).toFixed(0)} : ${rate('bare').toFixed(0)} requests/s = ${ratio.toFixed(2)} x`,
        ratio,
        BARS[name],
        'at least',
      );
      const share = median(idle.map((of) => of.bare[connections].cpu / of[name][connections].cpu));
      console.log(
        `  CPU of a request: ${cpu(name).toFixed(3)} : ${cpu('bare').toFixed(3)} ms = 1 : ${share.toFixed(2)}`,
      );
    }

  if (films > latestSmall.films) {
    const cpu = median(idle.map(({ fresh }) => fresh[32].cpu));
    verdict(
      `a list of ${films} films, not kept`,
      `${cpu.toFixed(2)} ms of CPU`,
      cpu,
      LARGE[films] ?? Infinity,
      'at most',
    );
    console.log(`memory of the server: ${memory(pidOf(ours)).now.toFixed(0)} MB`);
    return;
  }

  const training = start('../src/job.js', await requestTraining(file), environment);
  await pause(5000);
  const busy = await inTurn({ fresh: sides.fresh, again: sides.again }, CONNECTIONS, rounds);
  if (training.exitCode !== null) throw new Error('the training ended before it was measured against');
  for (const name of ['fresh', 'again'] as const)
    for (const connections of CONNECTIONS) {
      const of = (runs: typeof busy) => median(runs.map((run) => run[name][connections].p99));
      const ratio = of(busy) / of(idle);
      verdict(
        `p99 of ${name}, ${connections} connections, training : idle`,
        `${of(busy).toFixed(1)} : ${of(idle).toFixed(1)} ms = ${ratio.toFixed(2)} x`,
        ratio,
        BARS.training,
        'at most',
      );
    }
}

function verdict(what: string, shown: string, value: number, bar: number, side: 'at least' | 'at most'): void {
  const kept = side === 'at least' ? value >= bar : value <= bar;
  console.log(`${what}: ${shown} (${side} ${bar}) ${kept ? 'kept' : 'MISSED'}`);
  if (!kept) process.exitCode = 1;
}

void main();
