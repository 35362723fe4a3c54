import { request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { Webhook as Signer } from 'standardwebhooks';
import { VERSION } from '../config/version';
import { AddressRefused, type ReceiverAddresses } from './receiver-address';

/** How long a receiver may take to answer, from the look-up of its name on, in milliseconds. */
export const ANSWER_MS = 10_000;

/** Most that is read of what comes with an answer, in bytes: then the connection is cut. */
const MOST_READ = 64 * 1024;

/** Why no answer came, where the system has no code for it. */
export const failures = { late: 'tempo-esgotado', refused: 'endereco-recusado', other: 'sem-resposta' } as const;

/** A message as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly secret: string;
  /** The same for each attempt. */
  readonly id: string;
  /** JSON; the same for each attempt. */
  readonly body: string;
}

/** What became of an attempt: the status of the answer, or why none came. */
export type Answer = { readonly status: number } | { readonly failure: string };

/**
 * Send a message once, signed by the scheme of Standard Webhooks at the moment `now`, in milliseconds since 1970. Redirects are
 * answers like any other, and of an answer nothing but its status is looked at. Resolves once the connection is over.
 */
export async function sendMessage(
  { url, secret, id, body }: Outgoing,
  addresses: ReceiverAddresses,
  now: number,
  stop: AbortSignal,
): Promise<Answer> {
  const late = AbortSignal.timeout(ANSWER_MS);
  try {
    const status = await post(url, body, {
      // A connection of its own, so that its address is looked at.
      agent: false,
      lookup: addresses.lookupFor(url),
      signal: AbortSignal.any([late, stop]),
      headers: {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': `Centroide/${VERSION}`,
        'webhook-id': id,
        'webhook-timestamp': Math.floor(now / 1000),
        'webhook-signature': new Signer(secret).sign(id, new Date(now), body),
      },
    });
    return { status };
  } catch (error) {
    if (late.aborted) return { failure: failures.late };
    if (error instanceof AddressRefused) return { failure: failures.refused };
    const { code } = error as NodeJS.ErrnoException;
    return { failure: code ?? failures.other };
  }
}

function post(url: string, body: string, options: RequestOptions): Promise<number> {
  const { protocol } = new URL(url);
  const all = { ...options, method: 'POST' };
  return new Promise((resolve, reject) => {
    const request = protocol === 'https:' ? overHttps(url, all) : overHttp(url, all);
    let status: number | undefined;
    request.once('response', (response) => {
      status = response.statusCode ?? 0;
      // Read to its end, and dropped: a connection that is cut while the other side writes looks like a fault there.
      let read = 0;
      response.on('data', ({ length }: Buffer) => {
        read += length;
        if (read > MOST_READ) response.destroy();
      });
    });
    let failure = new Error();
    request.on('error', (error) => (failure = error));
    // However what came with the answer ends, the answer has come.
    request.once('close', () => (status === undefined ? reject(failure) : resolve(status)));
    request.end(body);
  });
}
