/**
 * Rates films, in a process of its own, and tells the parent process how fast that was answered; started by writes.js.
 */
import autocannon from 'autocannon';

/** What to send. */
export interface RatingLoad {
  readonly url: string;
  readonly key: string;
  /** Each sends the next rating when the last is answered. */
  readonly clients: number;
  readonly seconds: number;
  /** Users and films are numbered from 1 on. */
  readonly users: number;
  readonly films: number;
}

export interface RatingSpeed {
  readonly answers: number;
  readonly perSecond: number;
}

let sent = 0;

async function send({ url, key, clients, seconds, users, films }: RatingLoad): Promise<RatingSpeed> {
  const options: autocannon.Options = {
    url,
    connections: clients,
    duration: seconds,
    timeout: 60,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    requests: [
      {
        method: 'PUT',
        setupRequest: (request) => {
          const n = sent++;
          return {
            ...request,
            path: `/usuarios/${1 + (n % users)}/avaliacoes/${1 + (Math.floor(n / users) % films)}`,
            body: JSON.stringify({ avaliacao: (n % 11) / 2 }),
          };
        },
      },
    ],
  };
  const { non2xx, errors, duration, requests } = await autocannon(options);
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were no success, ${errors} requests failed`);
  return { answers: requests.total, perSecond: requests.total / duration };
}

process.on('message', (load: RatingLoad) => {
  send(load).then(
    (speed) => process.send?.(speed),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
