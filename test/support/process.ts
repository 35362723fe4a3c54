import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/config/settings';

/** The program in a process of its own. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Everything it has written so far, to both outputs. */
  output(): string;
  /** Send a signal; resolves when it has ended, to its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The environment in which a process works on a database. */
export function environmentOf(location: DatabaseLocation): NodeJS.ProcessEnv {
  const address = location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url;
  return { DATABASE_URL: address, PORT: '0', SEED: 'none', TRAINER: 'external', RATE_LIMIT: '0', RATE_LIMIT_KEYS: '0' };
}

/** Start `src/main.js` as compiled for the tests; resolves when it listens. */
export async function startProcess(environment: NodeJS.ProcessEnv, node: string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...node, join(__dirname, '../../src/main.js')], {
    env: { ...process.env, ...environment },
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: string): void => {
      output += chunk;
      const found = /documentação +(http:\S+)\/docs/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });
  return {
    child,
    url,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null) return child.exitCode;
      const ended = once(child, 'close') as Promise<[number | null]>;
      child.kill(signal);
      return (await ended)[0];
    },
  };
}
