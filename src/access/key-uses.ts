import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { say } from '../config/language';
import { CLOCK, STOPWATCH, type Clock } from '../database/clock';
import { Database } from '../database/database';

/** Uses are told to the minute: no key is written more often, whichever servers it is used on. In milliseconds. */
const MINUTE = 60_000;

/** How long uses wait for others to be written with them, in milliseconds. A server that ends loses no more than those of so long. */
const WAITS = 1_000;

/** Notes when keys were last used: at once in memory, and in the database after the request, which waits for nothing. */
@Injectable()
export class KeyUses implements BeforeApplicationShutdown {
  private readonly logger = new Logger(say('Chaves', 'Keys'));
  /** When each key was noted last, by the stopwatch. Only keys that there are come here. */
  private readonly notedAt = new Map<number, number>();
  /** When keys were used, in milliseconds since 1970, of those that are to be written. */
  private readonly waiting = new Map<number, number>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private isFailing = false;
  private isOver = false;

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(STOPWATCH) private readonly elapsed: Clock,
  ) {}

  /** The key has been used. Nobody waits for it, and nothing that goes wrong with it is anybody else's. */
  note(keyId: number): void {
    const elapsed = this.elapsed();
    const last = this.notedAt.get(keyId);
    if (this.isOver || (last !== undefined && elapsed - last < MINUTE)) return;
    this.notedAt.set(keyId, elapsed);
    this.waiting.set(keyId, this.now());
    this.timer ??= setTimeout(() => void this.flush(), WAITS).unref();
  }

  /** Write what waits, after what is being written. Where the database takes none, that is given up: the next use is in a minute. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  /** What waits is not worth waiting for; what is being written is on a connection that is to be closed. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isOver = true;
    if (this.timer) clearTimeout(this.timer);
    await this.writing;
  }

  private async write(): Promise<void> {
    // In one order on all servers, so that none waits for another in a circle.
    const uses = [...this.waiting].sort(([a], [b]) => a - b);
    if (uses.length === 0) return;
    this.waiting.clear();
    try {
      await this.database.write(async (transaction) => {
        for (const [id, at] of uses)
          await transaction.query(
            'UPDATE chaves SET ultimo_uso = $1 WHERE id = $2 AND (ultimo_uso IS NULL OR ultimo_uso <= $3)',
            [at, id, at - MINUTE],
          );
      });
      this.isFailing = false;
    } catch (error) {
      // Once: while it cannot be written, that is so each minute.
      if (!this.isFailing)
        this.logger.warn(
          `${say('Por ora não se consegue gravar o último uso das chaves', 'The last use of keys cannot be written for now')}: ${String(error)}`,
        );
      this.isFailing = true;
    }
  }
}
