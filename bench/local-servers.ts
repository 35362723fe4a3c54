import type { ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks at a server that starts. */
const BETWEEN_LOOKS = 20;

/** Resolves when the address answers with success. Rejects after so many seconds. */
export function answered(url: string, seconds = 30): Promise<Response> {
  return seen(
    `an answer of ${url}`,
    async () => {
      const answer = await fetch(url).catch(() => null);
      return answer?.ok ? answer : null;
    },
    seconds,
  );
}

/** What `look` gives once it is neither null nor false, with so many milliseconds between two looks. Rejects after so many seconds. */
export async function seen<Seen>(
  what: string,
  look: () => Promise<Seen | null | false>,
  seconds: number,
  between = BETWEEN_LOOKS,
): Promise<Seen> {
  const until = performance.now() + 1000 * seconds;
  while (performance.now() < until) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await pause(between);
  }
  throw new Error(`${what}: not in ${seconds} seconds`);
}

export function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('a process of the bench did not start');
  return child.pid;
}

/** Hand a process of the bench something to do; resolves to the message that it answers with, once it is done. */
export function handed<Answer>(child: ChildProcess, task: object): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the bench ended before it answered'));
    child.once('exit', ended);
    child.once('message', (answer) => {
      child.off('exit', ended);
      resolve(answer as Answer);
    });
    child.send(task);
  });
}

/** A port of this machine that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** The upper of the two in the middle, when there are two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
