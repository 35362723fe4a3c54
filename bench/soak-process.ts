import { readdir, readFile, readlink } from 'node:fs/promises';
import { readFileSync } from 'node:fs';

/** What a process holds open. */
export interface Held {
  /** Connections and ports. */
  readonly sockets: number;
  readonly files: number;
  /** Pipes and what the system tells events by. */
  readonly others: number;
  /** Processes that it has started. */
  readonly processes: number;
}

/** Of a process of this machine, as Linux tells it. */
export async function heldBy(pid: number): Promise<Held> {
  const names = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')));
  const count = (matches: (target: string) => boolean): number => targets.filter(matches).length;
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return {
    sockets: count((target) => target.startsWith('socket:')),
    files: count((target) => target.startsWith('/')),
    others: count((target) => /^(pipe|anon_inode):/.test(target)),
    processes: children.split(' ').filter(Boolean).length,
  };
}

/** Memory that a process holds in RAM, in MB. */
export function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
