import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseLocation } from '../../src/config/settings';

const SOURCES = join(__dirname, '../../src');

/** How long a start may take on a machine that is busy with other tests, in milliseconds. */
const START_MS = 120_000;

/** A process of the program, started as an operator starts it. */
export interface Program {
  readonly process: ChildProcess;
  readonly pid: number;
  /** All it has written so far. */
  readonly output: () => string;
  /** Resolves to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** Send a signal and wait until it is gone; resolves as `ended` does. */
  kill(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export interface ServerProgram extends Program {
  readonly url: string;
}

/** None outlives the test file that started it, also where a test fails before it comes to its end. */
const underWay = new Set<ChildProcess>();
afterAll(() => {
  for (const child of underWay) child.kill('SIGKILL');
});

/** How the program is told where its database is. */
export function databaseUrl(location: DatabaseLocation): string {
  return location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url;
}

/** Run one of the entry points (`main.js`, `cli.js`, `job.js`, or a path of another), with a prefix such as `['prlimit', '--nofile=64']`; `usual`: exit codes not worth a word. */
export function startProgram(
  script: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
  prefix: readonly string[] = [],
  usual: readonly (number | NodeJS.Signals)[] = [0],
): Program {
  const [command, ...rest] = [...prefix, process.execPath, resolve(SOURCES, script), ...words];
  const child = spawn(command, rest, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  underWay.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let wanted = false;
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  void ended.then((how) => {
    underWay.delete(child);
    if (!wanted && !usual.some((code) => code === how))
      process.stderr.write(`${script} ended by itself with ${how}: ${output.slice(-3000)}\n`);
  });
  return {
    process: child,
    pid: child.pid!,
    output: () => output,
    ended,
    kill: async (signal) => {
      wanted = true;
      child.kill(signal);
      return ended;
    },
  };
}

/** The server as a process of its own, answering. It is empty, trains nothing, limits nobody and lets everybody read unless told otherwise. */
export async function startServerProgram(
  location: DatabaseLocation,
  environment: NodeJS.ProcessEnv = {},
  prefix: readonly string[] = [],
): Promise<ServerProgram> {
  const port = environment.PORT ?? String(await freePort());
  const program = startProgram(
    'main.js',
    [],
    {
      DATABASE_URL: databaseUrl(location),
      PORT: port,
      ...{ SEED: 'none', TRAINER: 'external', PUBLIC_READ: 'true', LOG_LEVEL: 'error' },
      ...{ RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0' },
      ...environment,
    },
    prefix,
  );
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/saude/viva`, program);
  return { ...program, url };
}

async function answers(url: string, program: Program): Promise<void> {
  const ending = isOver(program);
  for (const deadline = Date.now() + START_MS; Date.now() < deadline;) {
    await pause(30);
    if (ending()) throw new Error(`the server ended: ${program.output()}`);
    if ((await fetch(url).catch(() => null))?.ok) return;
  }
  await program.kill('SIGKILL');
  throw new Error(`the server does not answer: ${program.output()}`);
}

/** Whether a program has ended by now. */
export function isOver({ ended }: Program): () => boolean {
  let over = false;
  void ended.then(() => {
    over = true;
  });
  return () => over;
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether a process has not ended. One that has ended, and whose end nobody has taken note of yet, has no words left. */
export function isThere(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`).length > 0;
  } catch {
    return false;
  }
}

/** The processes that another has started and that have not ended. */
export function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** The one child process of another. */
export function childOf(pid: number): number {
  const [child, ...others] = childrenOf(pid);
  // 0 would be the group of this process.
  if (!(child > 0) || others.length > 0)
    throw new Error(`process ${pid} has ${others.length + Number(child > 0)} children, not one`);
  return child;
}

/** Memory of a process in MB: what it holds now (`VmRSS`), or the most it ever held (`VmHWM`). */
export function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}
