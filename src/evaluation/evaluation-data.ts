import { filmSets, type FilmSets } from '../engine/evaluation/film-sets';
import type { RatingRows } from '../engine/ratings/rating-rows';
import { filmTraits, GENRE } from '../films/film-traits';
import { known, present } from '../invariants';
import { MAX_RATING } from '../ratings/profile';
import type { FilmFacts } from './read-films';
import type { RatingsFile } from './read-ratings';
import { say } from '../config/language';

/** The ratings of a file as the engine takes them, and who is who: users and films are numbered in the order of their ids. */
export interface EvaluationData {
  readonly rows: RatingRows;
  /** Id of each user. */
  readonly userIds: Float64Array;
  /** Id of each film. */
  readonly filmIds: Float64Array;
}

export function evaluationData({ ratings }: RatingsFile): EvaluationData {
  const userIds = ascendingIds(ratings.map((rating) => rating.usuario_id));
  const filmIds = ascendingIds(ratings.map((rating) => rating.filme_id));
  const userIndex = indexOf(userIds);
  const filmIndex = indexOf(filmIds);
  const rows = {
    userCount: userIndex.size,
    filmCount: filmIndex.size,
    user: Uint32Array.from(ratings, (rating) => known(userIndex, rating.usuario_id, 'user')),
    film: Uint32Array.from(ratings, (rating) => known(filmIndex, rating.filme_id, 'film')),
    rating: Float32Array.from(ratings, (rating) => rating.avaliacao),
    time: ratings.every((rating) => rating.avaliado_em !== null)
      ? Float64Array.from(ratings, (rating) => present(rating.avaliado_em, 'a time'))
      : null,
    top: MAX_RATING,
  };
  return { rows, userIds, filmIds };
}

/** Where the file's rows with these numbers are among its ratings. Throws RangeError for a row that is not there. */
export function positionsOf(rowNumbers: readonly number[], file: RatingsFile): number[] {
  const positions = new Map(file.rowNumbers.map((row, position) => [row, position]));
  return rowNumbers.map((row) => {
    const position = positions.get(row);
    if (position === undefined)
      throw new RangeError(
        say(
          `${file.name} não tem uma avaliação válida na linha de dados ${row}`,
          `${file.name} has no valid rating in row ${row} of its data`,
        ),
      );
    return position;
  });
}

/** Numbers of the users with these ids. Throws RangeError for one without ratings. */
export function userPositions(ids: readonly number[], { userIds }: EvaluationData): number[] {
  const userIndex = indexOf(userIds);
  return ids.map((id) => {
    const position = userIndex.get(id);
    if (position === undefined)
      throw new RangeError(say(`não há avaliações do usuário ${id}`, `there are no ratings of user ${id}`));
    return position;
  });
}

/** Words of each film, in the order of the films; null when fewer than half of the films have any. */
export function traitsOf({ filmIds }: EvaluationData, facts: ReadonlyMap<number, FilmFacts>): string[][] | null {
  const traits = Array.from(filmIds, (id) => {
    const film = facts.get(id);
    return film ? filmTraits(film) : [];
  });
  return traits.filter((words) => words.length > 0).length * 2 >= traits.length ? traits : null;
}

/** The genres of each film, numbered. */
export function genreSets(traits: readonly (readonly string[])[]): FilmSets {
  const number = new Map<string, number>();
  const numbered = (word: string): number => {
    const own = number.get(word) ?? number.size;
    number.set(word, own);
    return own;
  };
  return filmSets(traits.map((words) => words.filter((word) => word.startsWith(GENRE)).map(numbered)));
}

function ascendingIds(ids: readonly number[]): Float64Array {
  return Float64Array.from(new Set(ids)).sort();
}

function indexOf(ids: Float64Array): Map<number, number> {
  return new Map(Array.from(ids, (id, index) => [id, index]));
}
