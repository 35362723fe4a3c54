import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** The two ends of one connection through the proxy. */
interface Pair {
  readonly ends: readonly [Socket, Socket];
  /** Nothing of it goes on any more, no end and no reset either. */
  lost: boolean;
}

/** A way over TCP to a server on this machine, that fails as networks do. */
export class TcpProxy {
  private readonly pairs = new Set<Pair>();
  private state: 'open' | 'cut' | 'swallowing' = 'open';
  private delayMs = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client: Socket) => this.join(client));
  }

  /** A proxy to the host and port of `target`. To be closed. */
  static async to(target: string): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, new URL(target));
  }

  /** The target's address, by way of the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Reset all connections, and each new one at once. */
  cut(): void {
    this.state = 'cut';
    for (const { ends } of this.pairs) for (const end of ends) end.resetAndDestroy();
  }

  /**
   * Drop all packets, both ways, without a word to either end: connections stay open and silent, and so do new ones. After
   * `heal` only those that are made then carry anything, as behind a firewall that has forgotten the others.
   */
  swallow(): void {
    this.state = 'swallowing';
    for (const pair of this.pairs) pair.lost = true;
  }

  /** Let everything arrive later, in milliseconds; 0 ends that. */
  delay(ms: number): void {
    this.delayMs = ms;
  }

  /** The network is well again: what is connected from now on gets through at once. */
  heal(): void {
    this.state = 'open';
    this.delayMs = 0;
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const server = connect({ host: this.target.hostname, port: Number(this.target.port || 5432), allowHalfOpen: true });
    const pair: Pair = { ends: [client, server], lost: this.state === 'swallowing' };
    this.pairs.add(pair);
    this.carry(client, server, pair);
    this.carry(server, client, pair);
    if (this.state === 'cut') for (const end of pair.ends) end.resetAndDestroy();
  }

  private carry(from: Socket, to: Socket, pair: Pair): void {
    // One thing after the other, whatever the delay is by then.
    let last = Promise.resolve();
    const later = (act: () => void): void => {
      const due = performance.now() + this.delayMs;
      last = last.then(async () => {
        if (due > performance.now()) await pause(due - performance.now());
        if (!pair.lost) act();
      });
    };
    from.on('data', (bytes) => later(() => to.write(bytes)));
    from.on('end', () => later(() => to.end()));
    from.on('error', () => later(() => to.destroy()));
    from.on('close', () => {
      later(() => to.destroy());
      if (pair.ends.every(({ destroyed }) => destroyed)) this.pairs.delete(pair);
    });
  }
}
