import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { EventCounts } from '../../ratings/event-counts';
import { LIKED_RATING } from '../../ratings/profile';

/** What people like, straight from the ratings and events: all there is to say before the first model. */
@Injectable()
export class LikeCounts {
  constructor(
    private readonly database: Database,
    private readonly events: EventCounts,
  ) {}

  /** How many people like each film; of films that nobody likes there is nothing. */
  async byFilm(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.query<{ filme_id: number; gostaram: number }>(
      `SELECT filme_id, COUNT(*) AS gostaram FROM avaliacoes WHERE avaliacao >= ${LIKED_RATING} GROUP BY filme_id`,
    );
    const likes = new Map(rows.map(({ filme_id, gostaram }) => [filme_id, gostaram]));
    for (const [film, { liked }] of await this.events.byFilm(null))
      if (liked > 0) likes.set(film, (likes.get(film) ?? 0) + liked);
    return likes;
  }
}
