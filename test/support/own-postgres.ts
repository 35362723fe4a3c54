import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatabaseLocation } from '../../src/config/settings';
import { projectRoot } from './project-root';
import { freePort, isThere } from './program';

const run = promisify(execFile);
const SCRIPT = join(projectRoot(), 'scripts/local-postgres');

/** A PostgreSQL of its own, to be stopped and started at will. */
export interface OwnPostgres {
  readonly location: DatabaseLocation;
  /** Where it writes. */
  readonly data: string;
  /** With more in its environment. Nothing happens where it runs. */
  start(environment?: NodeJS.ProcessEnv): Promise<void>;
  /** `immediate`: as if the machine had lost its power. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
  /** The same where its files cannot be read any more. */
  abort(): void;
  /** Stop it and remove its data. */
  remove(): Promise<void>;
}

/** Make and start one; needs `postgresPrograms`. Settings such as `max_connections=20`; `place`: the folder for its own. */
export async function startOwnPostgres(settings: readonly string[] = [], place = tmpdir()): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(place, 'centroide-postgres-'));
  await chmod(folder, 0o711);
  const home = join(folder, 'postgres');
  const port = String(await freePort());
  const words = settings.flatMap((setting) => ['-c', setting]);
  let pid = 0;
  let aborted = false;
  const start = async (environment: NodeJS.ProcessEnv = {}): Promise<void> => {
    if (pid > 0 && isThere(pid)) return;
    // On a machine that has begun anew, nobody has the number of the process that was killed.
    if (aborted) await rm(join(home, 'data/postmaster.pid'), { force: true });
    aborted = false;
    await run(SCRIPT, ['start', home, port, ...words], { env: { ...process.env, ...environment } });
    pid = parseInt(await readFile(join(home, 'data/postmaster.pid'), 'utf8'), 10);
  };
  const stop = async (mode: string): Promise<void> => {
    await run(SCRIPT, ['stop', home, mode]);
    pid = 0;
  };
  await start();
  return {
    location: { dialect: 'postgres', url: `postgres://centroide@127.0.0.1:${port}/postgres` },
    data: join(home, 'data'),
    start,
    stop,
    abort: () => {
      aborted = true;
      process.kill(pid, 'SIGQUIT');
      pid = 0;
    },
    remove: async () => {
      // A test may have stopped it already.
      await stop('immediate').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
