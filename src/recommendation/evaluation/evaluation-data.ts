import type { RatingRows } from '../../engine/ratings';
import type { RatingsFile } from '../../importing/read-ratings';
import { MAX_RATING } from '../../ratings/profile';

/** The ratings of a file as the engine takes them. Users and films are numbered in the order of their ids. */
export function ratingRows({ ratings }: RatingsFile): RatingRows {
  const userIndex = indexOf(ratings.map((rating) => rating.usuario_id));
  const filmIndex = indexOf(ratings.map((rating) => rating.filme_id));
  return {
    userCount: userIndex.size,
    filmCount: filmIndex.size,
    user: Uint32Array.from(ratings, (rating) => userIndex.get(rating.usuario_id) ?? 0),
    film: Uint32Array.from(ratings, (rating) => filmIndex.get(rating.filme_id) ?? 0),
    rating: Float32Array.from(ratings, (rating) => rating.avaliacao),
    time: ratings.every((rating) => rating.avaliado_em !== null)
      ? Float64Array.from(ratings, (rating) => rating.avaliado_em ?? 0)
      : null,
    top: MAX_RATING,
  };
}

/** Where the file's rows with these numbers are among its ratings. Throws RangeError for a row that is not there. */
export function positionsOf(rowNumbers: readonly number[], file: RatingsFile): number[] {
  const positions = new Map(file.rowNumbers.map((row, position) => [row, position]));
  return rowNumbers.map((row) => {
    const position = positions.get(row);
    if (position === undefined)
      throw new RangeError(`${file.name} não tem uma avaliação válida na linha de dados ${row}`);
    return position;
  });
}

/** Numbers of the users with these ids, as in `ratingRows`. Throws RangeError for one without ratings. */
export function userPositions(ids: readonly number[], { name, ratings }: RatingsFile): number[] {
  const userIndex = indexOf(ratings.map((rating) => rating.usuario_id));
  return ids.map((id) => {
    const position = userIndex.get(id);
    if (position === undefined) throw new RangeError(`${name} não tem avaliações do usuário ${id}`);
    return position;
  });
}

function indexOf(ids: readonly number[]): Map<number, number> {
  const ascending = Float64Array.from(new Set(ids)).sort();
  return new Map(Array.from(ascending, (id, index) => [id, index]));
}
