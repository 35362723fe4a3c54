import type { Socket } from 'node:net';
import type { Client } from 'pg';
import { ToldError } from '../../config/language';

/** No answer, and no word that there will be none: the server, or the network to it, is silent. */
export class Silence extends ToldError {
  /** What the system says when it finds out by itself, a quarter of an hour later. */
  readonly code = 'ETIMEDOUT';

  constructor(milliseconds: number) {
    const seconds = milliseconds / 1000;
    super({
      pt: `O PostgreSQL não deu sinal de vida em ${seconds} s`,
      en: `PostgreSQL gave no sign of life for ${seconds} s`,
    });
  }
}

/** A connection of a pool, to be thrown away when it is silent for longer than any statement on it may take. */
export class WatchedConnection {
  private read = 0;
  private waitingSince = performance.now();

  /** `limitMs` 0: a statement may take as long as it takes. */
  constructor(
    private readonly client: Client,
    private readonly limitMs: number,
  ) {}

  /** To be called every few seconds. */
  endIfSilent(): void {
    const { bytesRead } = this.client.connection.stream as Socket;
    const isWaiting = (this.client as unknown as { readyForQuery?: boolean }).readyForQuery === false;
    if (!isWaiting || bytesRead !== this.read) this.waitingSince = performance.now();
    this.read = bytesRead;
    if (this.limitMs > 0 && performance.now() - this.waitingSince > this.limitMs) this.end(new Silence(this.limitMs));
  }

  /** Whatever waits on it fails; the pool makes another one. */
  end(reason: Silence): void {
    this.client.connection.stream.destroy(reason);
  }
}
