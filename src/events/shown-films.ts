import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { say } from '../config/language';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { lockRows } from '../database/row-locks';
import { usualEventId } from './event-row';

/** Showings that wait to be written, at most: those beyond are not noted. */
const MOST_WAITING = 20_000;

/** In one transaction. */
const AT_ONCE = 2_000;

/** How long they wait for others, in milliseconds. A crash loses no more than those of so long. */
const WAITS = 1_000;

interface Showing {
  readonly userId: number;
  readonly filmId: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

const columns = { id: 'text', usuario_id: 'integer', filme_id: 'integer', quando: 'integer' } as const;

/** Notes which films were answered to whom, as events of kind `mostrado`: after the answer, many at a time. */
@Injectable()
export class ShownFilms implements BeforeApplicationShutdown {
  private readonly logger = new Logger(say('Eventos', 'Events'));
  private waiting: Showing[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Nobody waits for it. */
  note(userId: number, filmIds: readonly number[]): void {
    const at = this.now();
    const room = Math.max(0, MOST_WAITING - this.waiting.length);
    if (filmIds.length > room)
      this.logger.warn(notNoted(filmIds.length - room, say('há demais à espera', 'too many wait')));
    for (const filmId of filmIds.slice(0, room)) this.waiting.push({ userId, filmId, at });
    this.timer ??= setTimeout(() => this.flush(), WAITS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.flush();
    await this.writing;
  }

  /** Write what waits, after what is being written. */
  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(async () => {
      while (this.waiting.length > 0) {
        const some = this.waiting.slice(0, AT_ONCE);
        try {
          await this.write(some);
        } catch (error) {
          this.logger.warn(notNoted(some.length, String(error)));
        }
        this.waiting = this.waiting.slice(some.length);
      }
    });
  }

  /** Of people and films that are gone meanwhile nothing is noted. */
  private write(showings: readonly Showing[]): Promise<void> {
    const { dialect } = this.database;
    return this.database.write(async (transaction) => {
      const ids = (of: 'filmId' | 'userId') => new Set(showings.map((showing) => showing[of]));
      const films = await lockRows(transaction, dialect, 'filmes', ids('filmId'), 'refer');
      const users = await lockRows(transaction, dialect, 'usuarios', ids('userId'), 'refer');
      const rows = showings
        .filter(({ filmId, userId }) => films.has(filmId) && users.has(userId))
        .map(({ userId, filmId, at }) => [
          usualEventId({ filme_id: filmId, tipo: 'mostrado', quando: at }),
          ...[userId, filmId, at],
        ]);
      await transaction.query(
        `INSERT INTO eventos (id, usuario_id, filme_id, quando, tipo)
         SELECT id, usuario_id, filme_id, quando, 'mostrado' FROM ${dialect.rowsIn(columns)} WHERE true
         ON CONFLICT (usuario_id, id) DO NOTHING`,
        [JSON.stringify(rows)],
      );
    });
  }
}

function notNoted(count: number, reason: string): string {
  return say(`${count} exibições não foram anotadas: ${reason}`, `${count} showings were not noted: ${reason}`);
}
