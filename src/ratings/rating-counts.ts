import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database } from '../database/database';
import { CLOCK, type Clock } from '../database/clock';
import { LIKED_RATING } from './profile';

/** How many people rated a film, and how many of them liked it. */
export interface FilmCount {
  readonly filmId: number;
  readonly rated: number;
  readonly liked: number;
}

const DAY = 86_400_000;

/** Windows whose counts are kept. */
const WINDOWS = 8;

/** Counting that takes less than this is done for every request, in milliseconds; … */
const QUICK = 25;
/** … what takes longer is kept for so many times as long: it never takes more than a twentieth of the time. */
const KEPT_FOR = 20;

/** Counts the ratings of each film. With a million ratings an answer may be some seconds old, with few it never is. */
@Injectable()
export class RatingCounts {
  private readonly kept = new LRUCache<number, Promise<readonly FilmCount[]>>({ max: WINDOWS, ttl: 1 });

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Every film with a rating of the last so many days, or of all time: most liked first, then most rated, then by id. */
  async mostLiked(days: number | null): Promise<readonly FilmCount[]> {
    const key = days ?? Infinity;
    const known = this.kept.get(key);
    if (known) return known;
    const start = performance.now();
    const counts = this.count(days);
    // Requests that come while it is being counted wait for the same count.
    this.kept.set(key, counts, { ttl: 0 });
    try {
      await counts;
      const took = performance.now() - start;
      if (took < QUICK) this.kept.delete(key);
      else this.kept.set(key, counts, { ttl: KEPT_FOR * took });
    } catch (error) {
      this.kept.delete(key);
      throw error;
    }
    return counts;
  }

  private async count(days: number | null): Promise<FilmCount[]> {
    const liked = `SUM(CASE WHEN avaliacao >= ${LIKED_RATING} THEN 1 ELSE 0 END) AS liked`;
    // The plus keeps SQLite from going through all ratings film by film where few are of these days.
    const film = days === null ? 'filme_id' : '+filme_id';
    const rows = await this.database.queryStale<FilmCount>(
      `SELECT ${film} AS "filmId", COUNT(*) AS rated, ${liked} FROM avaliacoes
       ${days === null ? '' : 'WHERE avaliado_em >= $1'} GROUP BY ${film}`,
      days === null ? [] : [this.now() - days * DAY],
    );
    return rows.sort((a, b) => b.liked - a.liked || b.rated - a.rated || a.filmId - b.filmId);
  }
}
