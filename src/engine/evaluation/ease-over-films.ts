import { Matrix } from '../linear-algebra/matrix';
import { preference, type PreferenceKind } from '../ratings/preference';
import type { RatingTable, UserHistory } from '../ratings/rating-table';
import { spdInverse } from '../linear-algebra/spd-inverse';
import { SparseMatrix } from '../linear-algebra/sparse';
import type { EaseSolver } from './ease-solver';

/**
 * EASE from P = (X'X + ridge I)^-1 over the films that were rated: the others have no weight and score 0. Holds X'X and P,
 * 2 x 8 films^2 bytes. O(sum of squared ratings of a user) once, O(films^3) a ridge, O(ratings films) a history.
 */
export function easeOverFilms(train: RatingTable, kind: PreferenceKind): EaseSolver {
  const { place, films } = ratedFilms(train);
  const gram = gramOfFilms(SparseMatrix.preferences(train, kind), place, films.length);
  return (ridge) => {
    const inverse = spdInverse(new Matrix(films.length, films.length, gram.data.slice()), ridge);
    return (history) => {
      const byPlace = scoresFromInverse(inverse, place, history, kind);
      const score = new Float64Array(train.filmCount);
      films.forEach((film, p) => (score[film] = byPlace[p]));
      return score;
    };
  };
}

/** x B without the part of a film in its own score, which only films already rated have. Result: rated films. */
function scoresFromInverse(
  inverse: Matrix,
  place: Int32Array,
  { film, rating, top }: UserHistory,
  kind: PreferenceKind,
): Float64Array {
  const { rows, data } = inverse;
  const score = new Float64Array(rows);
  for (let n = 0; n < film.length; n++) {
    const row = place[film[n]] * rows;
    const x = row < 0 ? 0 : preference(rating[n], top, kind);
    for (let f = 0; x !== 0 && f < rows; f++) {
      score[f] -= x * data[row + f];
    }
  }
  return score.map((s, f) => s / data[f * rows + f]);
}

/** Films with a rating, and where each film is among them (-1: nowhere). */
function ratedFilms(train: RatingTable): { films: Uint32Array; place: Int32Array } {
  const { rated } = train.countByFilm();
  const place = new Int32Array(train.filmCount).fill(-1);
  const films = Uint32Array.from(rated, (_, f) => f).filter((f) => rated[f] > 0);
  films.forEach((film, p) => (place[film] = p));
  return { films, place };
}

/** X'X of the rated films, of which the lower half is filled. */
function gramOfFilms(x: SparseMatrix, place: Int32Array, count: number): Matrix {
  const gram = Matrix.zeros(count, count);
  for (let r = 0; r < x.rows; r++) {
    for (let n = x.rowStart[r]; n < x.rowStart[r + 1]; n++) {
      const row = place[x.column[n]];
      for (let m = x.rowStart[r]; m < x.rowStart[r + 1]; m++) {
        const column = place[x.column[m]];
        if (column <= row) {
          gram.data[row * count + column] += x.value[n] * x.value[m];
        }
      }
    }
  }
  return gram;
}
