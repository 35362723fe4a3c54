import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { say } from '../config/language';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { lockRows } from '../database/row-locks';
import { ExposureStatus, type ExposureCounts } from '../observability/exposure-status';
import type { Membership } from './list-shaping';

/** What was noted is written so often, in milliseconds: a crash loses no more than that. */
const EVERY_MS = 1_000;

/** Lists that may wait, some megabytes; while the database takes none, those beyond are given up and counted. */
const MOST_WAITING = 20_000;

/** Lists written in one transaction. */
const AT_ONCE = 2_000;

interface Noted extends Membership {
  readonly recommendationId: string;
  readonly userId: number | null;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly filmIds: readonly number[];
}

/** Notes the lists that people in experiments were answered: at once in memory, and in the database when it is convenient. */
@Injectable()
export class ExposureLog extends ExposureStatus implements OnApplicationShutdown {
  private readonly logger = new Logger(say('Experimentos', 'Experiments'));
  private waiting: Noted[] = [];
  private stored = 0;
  private dropped = 0;
  private timer: NodeJS.Timeout | null = null;
  /** One after the other: two would write the same. */
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {
    super();
  }

  get counts(): ExposureCounts {
    return { stored: this.stored, dropped: this.dropped, waiting: this.waiting.length };
  }

  /** Note an answer; what it is called from now on, or null where it counts for no experiment. userId: null for a visitor. */
  note(memberships: readonly Membership[], userId: number | null, filmIds: readonly number[]): string | null {
    if (memberships.length === 0) return null;
    const recommendationId = randomUUID();
    for (const membership of memberships)
      if (this.waiting.length < MOST_WAITING)
        this.waiting.push({ ...membership, recommendationId, userId, at: this.now(), filmIds });
      else this.dropped++;
    this.timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
    return recommendationId;
  }

  /** Write all that was noted until now. Where the database does not take it, it waits for the next time. */
  flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.writeAll());
    return this.writing;
  }

  /** After the last request, before the database is closed. */
  onApplicationShutdown(): Promise<void> {
    return this.flush();
  }

  private async writeAll(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const some = this.waiting.slice(0, AT_ONCE);
        await this.write(some);
        this.waiting = this.waiting.slice(some.length);
        this.stored += some.length;
      }
    } catch (error) {
      this.logger.warn(error);
      this.timer ??= setTimeout(() => void this.flush(), EVERY_MS).unref();
    }
  }

  private write(noted: readonly Noted[]): Promise<void> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const users = noted.flatMap(({ userId }) => userId ?? []);
      // Whoever was erased meanwhile is not noted.
      const there = await lockRows(transaction, dialect, 'usuarios', new Set(users), 'refer');
      const rows = noted
        .filter(({ userId }) => userId === null || there.has(userId))
        .map(({ recommendationId, experimentId, variant, pseudonym, userId, at, filmIds }) => [
          ...[recommendationId, experimentId, variant, pseudonym, userId, at, JSON.stringify(filmIds)],
        ]);
      const columns = {
        recomendacao_id: 'text',
        experimento_id: 'integer',
        variante: 'integer',
        pessoa: 'text',
        usuario_id: 'integer',
        quando: 'integer',
        filmes: 'text',
      } as const;
      const names = Object.keys(columns).join(', ');
      await transaction.query(
        `INSERT INTO exposicoes (${names}) SELECT ${names} FROM ${dialect.rowsIn(columns)}
         WHERE experimento_id IN (SELECT id FROM experimentos)`,
        [JSON.stringify(rows)],
      );
    });
  }
}
