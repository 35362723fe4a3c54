import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A request as bytes, from a client that does as it likes. */
export interface RawRequest {
  /** Request line and headers, without the empty line. */
  readonly head: string;
  /** What is sent after them. */
  readonly body?: Iterable<Buffer>;
}

/**
 * Send a request on a connection of its own and resolve to the answer as text, or to what went wrong. Sending stops with
 * the first byte of the answer, as a client does that is told that its body is too large.
 */
export function send(url: string, { head, body = [] }: RawRequest): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let answer = '';
    const socket: Socket = connect(Number(port), hostname, () => {
      socket.write(`${head}\r\n\r\n`);
      void pour(socket, body, () => answer !== '');
    });
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      // All there is: answers here are short and have a length.
      if (isWhole(answer)) socket.destroy();
    });
    socket.on('error', (error) => (answer ||= error.message));
    socket.on('close', () => resolve(answer));
  });
}

async function pour(socket: Socket, body: Iterable<Buffer>, isOver: () => boolean): Promise<void> {
  const closed = once(socket, 'close').catch(() => undefined);
  for (const piece of body) {
    if (isOver() || socket.destroyed) return;
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => undefined), closed]);
    // Let an answer come in.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function isWhole(answer: string): boolean {
  const [head, ...rest] = answer.split('\r\n\r\n');
  const length = /^content-length: (\d+)$/im.exec(head)?.[1];
  return length !== undefined && rest.join('\r\n\r\n').length >= Number(length);
}

export const statusOf = (answer: string): string => /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? answer;

/** How often each thing occurs. */
export function countBy(items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}

/** `megabytes` of the same letter, a megabyte at a time. */
export function* megabytesOf(letter: string, megabytes: number): Generator<Buffer> {
  const piece = Buffer.alloc(1024 * 1024, letter);
  for (let n = 0; n < megabytes; n++) yield piece;
}
