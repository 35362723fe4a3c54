import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from './fit-process';

/** The production shape, as scripts/local-cluster starts it. */
export interface Cluster {
  /** Of nginx. */
  readonly url: string;
  /** With scope admin. */
  readonly key: string;
  readonly database: string;
  /** Empty without a read replica. */
  readonly readDatabase: string;
  /** Ports of the API replicas. */
  readonly replicas: readonly number[];
  /** What it has written to the terminal. */
  output(): string;
  /** Number of the process that one of its parts (`api-1`, `trainer`, `nginx`, `postgres`) is now. */
  pidOf(part: string): number;
  /** All that one of its parts has logged. */
  logOf(part: string): string;
  /** Stop it as Ctrl-C does; resolves to the exit code when everything is gone. */
  stop(): Promise<number>;
  /** Whether it left anything behind. */
  isGone(): boolean;
}

/** Start it on free ports; needs PostgreSQL and nginx (Debian packages). */
export async function startCluster(options: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'centroide-cluster-'));
  // Whatever this was built into, dist or dist-test.
  const dist = join(__dirname, '..');
  const child = spawn(
    join(projectRoot(), 'scripts/local-cluster'),
    ['--port', '0', '--folder', folder, '--dist', dist, ...options],
    { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const described = join(folder, 'cluster.json');
  while (!existsSync(described)) {
    if (child.exitCode !== null) {
      await rm(folder, { recursive: true, force: true });
      throw new Error(`the cluster did not start: ${output}`);
    }
    await pause(100);
  }
  const { url, key, database, readDatabase, replicas } = JSON.parse(readFileSync(described, 'utf8')) as Cluster;
  return {
    ...{ url, key, database, readDatabase, replicas },
    output: () => output,
    pidOf: (part) => Number(readFileSync(join(folder, 'pids', part), 'utf8')),
    logOf: (part) => readFileSync(join(folder, 'logs', part), 'utf8'),
    stop: () => interrupt(child),
    isGone: () => !existsSync(folder),
  };
}

async function interrupt(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return child.exitCode;
  const ended = once(child, 'close') as Promise<[number]>;
  child.kill('SIGINT');
  return (await ended)[0];
}
