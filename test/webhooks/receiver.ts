import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** A message as it came. */
export interface Received {
  readonly id: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it was signed. */
  readonly body: string;
}

/** What a receiver answers to a message: a status; nothing, ever; or 200 and then no end, or more and more. */
type Answering = (message: Received, nth: number) => number | 'nothing' | 'no end' | 'endless';

/** A server that is told things, on a free port of this machine. */
export class Receiver {
  readonly messages: Received[] = [];
  /** Answers the n-th message, from 0 on. */
  answer: Answering = () => 204;
  /** Of answers that were endless, how much was sent until they were cut off, in bytes. */
  readonly sent: number[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      const answer = (body: string): void => {
        const { headers, url = '' } = request;
        const message = { id: String(headers['webhook-id']), path: url, headers, body };
        const status = receiver.answer(message, receiver.messages.push(message) - 1);
        if (status === 'nothing') return;
        if (status === 'no end') response.writeHead(200).write('and');
        else if (status === 'endless') receiver.sendOn(response.writeHead(200));
        else {
          const location = status === 302 ? { Location: '/elsewhere' } : {};
          response.writeHead(status, location).end('whatever');
        }
      };
      // Whoever is cut off has said nothing.
      text(request).then(answer, () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/webhook`;
  }

  /** What came of one type, as whoever reads it has it. */
  of(type: string): { readonly type: string; readonly timestamp: string; readonly data: unknown }[] {
    return this.messages
      .map(({ body }) => JSON.parse(body) as { type: string; timestamp: string; data: unknown })
      .filter((message) => message.type === type);
  }

  private sendOn(response: ServerResponse): void {
    let sent = 0;
    function* pieces(): Generator<string> {
      for (; ; sent += 16_384) yield 'x'.repeat(16_384);
    }
    pipeline(Readable.from(pieces()), response, () => this.sent.push(sent));
  }

  /** Forget what came, and answer as usual. */
  reset(): void {
    this.messages.length = 0;
    this.answer = () => 204;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** The signature of a message by the scheme's own words, without its library: HMAC-SHA256 of `id.timestamp.body`. */
export function signatureOf({ id, headers, body }: Received, secret: string): string {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signed = `${id}.${String(headers['webhook-timestamp'])}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}
