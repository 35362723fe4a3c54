import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two looks at a server that starts, and how often it is looked at. */
const BETWEEN_LOOKS = 20;
const MOST_LOOKS = 1500;

/** Resolves when the address answers with success. Rejects after half a minute. */
export async function answered(url: string): Promise<void> {
  for (let left = MOST_LOOKS; left > 0; left--) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await pause(BETWEEN_LOOKS);
  }
  throw new Error(`${url} does not answer`);
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
