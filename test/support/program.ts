import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/config/settings';

const MAIN = join(__dirname, '../../src/main.js');

/** The environment of a program that works on this database and nothing else. */
export function environmentFor(location: DatabaseLocation): NodeJS.ProcessEnv {
  const DATABASE_URL = location.dialect === 'sqlite' ? `sqlite:${location.file}` : location.url;
  return { ...process.env, DATABASE_URL, PORT: '0', SEED: 'none', TRAINER: 'external' };
}

/** Start the program itself; resolves when it listens, to its address and what it has written. */
export async function startProgram(environment: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [MAIN], { env: environment });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = /documentação +(http:\S+)\/docs/.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(output)));
  });
  // What follows the address is written at once.
  await new Promise((resolve) => setTimeout(resolve, 200));
  return { child, url, output: () => output };
}

export async function stopProgram(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

/** The most memory that a process has held so far, in MB. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024;
}
