/**
 * Sends requests, in a process of its own, and tells the parent process how fast they were answered; started by http.js.
 */
import autocannon from 'autocannon';

/** What to send. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** How many requests to send, in place of `seconds`. */
  readonly amount?: number;
  /** Users to ask for in turn, from `firstUser` on. */
  readonly users: number;
  readonly firstUser: number;
  /** The list of `{user}`, where it is not ours. */
  readonly path?: string;
  /** A key that may read them. */
  readonly key: string;
}

export interface Speed {
  readonly answers: number;
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p99: number;
}

const LIST = '/filmes/{user}/recomendacoes?limite=10';

/** How many were asked for so far, by address and users: each load goes on where the one before ended. */
const asked = new Map<string, number>();

async function send({ url, connections, seconds, amount, users, firstUser, path = LIST, key }: Load): Promise<Speed> {
  const sequence = `${url} ${users} ${path}`;
  let next = asked.get(sequence) ?? 0;
  const times: number[] = [];
  const options: autocannon.Options = {
    url,
    connections,
    headers: { Authorization: `Bearer ${key}` },
    ...(amount === undefined ? { duration: seconds } : { amount }),
    // Of a machine that has other work to do, an answer is late, not lost.
    timeout: 60,
    requests: [
      {
        setupRequest: (request) => ({
          ...request,
          path: path.replace('{user}', String(firstUser + (next++ % users))),
        }),
      },
    ],
  };
  const { non2xx, errors, duration } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (error: Error | null, result) => (error ? reject(error) : resolve(result)));
    // Its own histogram is of whole milliseconds.
    running.on('response', (_client, _status, _bytes, time) => times.push(time));
  });
  asked.set(sequence, next);
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were no success, ${errors} requests failed`);
  times.sort((a, b) => a - b);
  return { answers: times.length, perSecond: times.length / duration, p99: times[Math.floor(0.99 * times.length)] };
}

process.on('message', (load: Load) => {
  send(load).then(
    (speed) => process.send?.(speed),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
