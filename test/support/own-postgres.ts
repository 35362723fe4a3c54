import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatabaseLocation } from '../../src/config/settings';
import { projectRoot } from './project-root';
import { freePort } from './program';

const run = promisify(execFile);
const SCRIPT = join(projectRoot(), 'scripts/local-postgres');

/** A PostgreSQL of its own, to be stopped and started at will. */
export interface OwnPostgres {
  readonly location: DatabaseLocation;
  start(): Promise<void>;
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
  const start = async (): Promise<void> => {
    // On a machine that has begun anew, nobody has the number of the process that was killed.
    if (aborted) await rm(join(home, 'data/postmaster.pid'), { force: true });
    aborted = false;
    await run(SCRIPT, ['start', home, port, ...words]);
    pid = parseInt(await readFile(join(home, 'data/postmaster.pid'), 'utf8'), 10);
  };
  const stop = async (mode: string): Promise<void> => {
    await run(SCRIPT, ['stop', home, mode]);
  };
  await start();
  return {
    location: { dialect: 'postgres', url: `postgres://centroide@127.0.0.1:${port}/postgres` },
    start,
    stop,
    abort: () => {
      aborted = true;
      process.kill(pid, 'SIGQUIT');
    },
    remove: async () => {
      // A test may have stopped it already.
      await stop('immediate').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
