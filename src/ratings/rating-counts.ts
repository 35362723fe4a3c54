import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { CLOCK, type Clock } from '../database/clock';
import { KeptWhileSlow } from '../database/kept-while-slow';
import { EventCounts } from './event-counts';
import { LIKED_RATING } from './profile';

/** How many people rated a film, or said something of it by an event instead, and how many of them liked it. */
export interface FilmCount {
  readonly filmId: number;
  readonly rated: number;
  readonly liked: number;
}

const DAY = 86_400_000;

/** Windows whose counts are kept. */
const WINDOWS = 8;

/** Counts the ratings of each film, and events. With a million an answer may be some seconds old, with few it never is. */
@Injectable()
export class RatingCounts {
  private readonly kept = new KeptWhileSlow(WINDOWS, (days: number) => this.count(days));

  constructor(
    private readonly database: Database,
    private readonly events: EventCounts,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Every film with a rating or event of the last so many days, or of all time: most liked first, then most rated, then by id. */
  mostLiked(days: number | null): Promise<readonly FilmCount[]> {
    return this.kept.of(days ?? Infinity);
  }

  private async count(days: number): Promise<FilmCount[]> {
    const ever = days === Infinity;
    const liked = `SUM(CASE WHEN avaliacao >= ${LIKED_RATING} THEN 1 ELSE 0 END) AS liked`;
    // The plus keeps SQLite from going through all ratings film by film where few are of these days.
    const film = ever ? 'filme_id' : '+filme_id';
    const [rows, events] = await Promise.all([
      this.database.queryStale<FilmCount>(
        `SELECT ${film} AS "filmId", COUNT(*) AS rated, ${liked} FROM avaliacoes
         ${ever ? '' : 'WHERE avaliado_em >= $1'} GROUP BY ${film}`,
        ever ? [] : [this.now() - days * DAY],
      ),
      this.events.byFilm(ever ? null : days),
    ]);
    const counts = new Map(rows.map((row) => [row.filmId, row]));
    for (const [filmId, { told, liked: likes }] of events) {
      const before = counts.get(filmId) ?? { rated: 0, liked: 0 };
      counts.set(filmId, { filmId, rated: before.rated + told, liked: before.liked + likes });
    }
    return [...counts.values()].sort((a, b) => b.liked - a.liked || b.rated - a.rated || a.filmId - b.filmId);
  }
}
