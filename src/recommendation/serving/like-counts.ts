import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { LIKED_RATING } from '../../ratings/profile';

/** What people like, straight from the ratings: all there is to say before the first model. */
@Injectable()
export class LikeCounts {
  constructor(private readonly database: Database) {}

  /** How many people like each film; of films that nobody likes there is nothing. */
  async byFilm(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.database.query<{ filme_id: number; gostaram: number }>(
      `SELECT filme_id, COUNT(*) AS gostaram FROM avaliacoes WHERE avaliacao >= ${LIKED_RATING} GROUP BY filme_id`,
    );
    return new Map(rows.map(({ filme_id, gostaram }) => [filme_id, gostaram]));
  }
}
