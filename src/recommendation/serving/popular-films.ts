import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { filmConditions, type FilmFilter } from '../../films/film-filter';
import { filmColumns, type FilmRow } from '../../films/film-row';
import { LIKED_RATING } from '../../ratings/profile';

/** A film and how many people liked it. */
export type LikedFilm = FilmRow & { gostaram: number };

/** Popularity straight from the ratings: what there is to say before the first model. */
@Injectable()
export class PopularFilms {
  constructor(private readonly database: Database) {}

  /** The films most people like, without those the user has rated; ties by id. */
  unratedBy(userId: number, filter: FilmFilter, limit: number): Promise<LikedFilm[]> {
    const conditions = filmConditions(filter).add(
      'id NOT IN (SELECT filme_id FROM avaliacoes WHERE usuario_id = ?)',
      userId,
    );
    return this.database.query<LikedFilm>(
      `SELECT ${filmColumns},
         (SELECT COUNT(*) FROM avaliacoes WHERE filme_id = filmes.id AND avaliacao >= ${LIKED_RATING}) AS gostaram
       FROM filmes ${conditions.where} ORDER BY gostaram DESC, id LIMIT ${limit}`,
      conditions.parameters,
    );
  }
}
