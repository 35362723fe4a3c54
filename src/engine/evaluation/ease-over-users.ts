import { transposeRows } from '../linear-algebra/counting-sort';
import { Matrix } from '../linear-algebra/matrix';
import { preference, type PreferenceKind } from '../ratings/preference';
import type { RatingTable, UserHistory } from '../ratings/rating-table';
import { spdInverse } from '../linear-algebra/spd-inverse';
import { SparseMatrix } from '../linear-algebra/sparse';
import type { EaseSolver } from './ease-solver';

/**
 * EASE without a films x films matrix: by the matrix inversion lemma
 *
 *     P = (X'X + ridge I)^-1 = (I - X' M X) / ridge,  M = (XX' + ridge I)^-1, users x users,
 *
 * so x P and diag(P), which are all that the scores need, come from M. The same scores as `easeOverFilms`, within rounding.
 * Holds XX' and M, 2 x 8 users^2 bytes. O(sum of squared ratings of a film) once, O(users^3) a ridge, O(users^2) a history.
 */
export function easeOverUsers(train: RatingTable, kind: PreferenceKind): EaseSolver {
  const x = SparseMatrix.preferences(train, kind);
  const byFilm = transposed(x);
  const gram = gramOfUsers(byFilm, x.rows);
  return (ridge) => {
    const inverse = spdInverse(new Matrix(x.rows, x.rows, gram.data.slice()), ridge);
    // ridge diag(P): films
    const diagonal = Float64Array.from({ length: x.cols }, (_, f) => 1 - quadraticForm(byFilm, f, inverse));
    return (history) => scoresFromInverse(x, byFilm, inverse, diagonal, history, kind);
  };
}

/** -(x P)_f / P_ff of every film. Result: films. */
function scoresFromInverse(
  x: SparseMatrix,
  byFilm: SparseMatrix,
  inverse: Matrix,
  diagonal: Float64Array,
  { film, rating, top }: UserHistory,
  kind: PreferenceKind,
): Float64Array {
  const score = new Float64Array(x.cols);
  const alike = Matrix.zeros(1, x.rows);
  for (let n = 0; n < film.length; n++) {
    const value = preference(rating[n], top, kind);
    score[film[n]] -= value;
    for (let m = byFilm.rowStart[film[n]]; m < byFilm.rowStart[film[n] + 1]; m++) {
      alike.data[byFilm.column[m]] += value * byFilm.value[m];
    }
  }
  for (let u = 0; u < x.rows; u++) {
    const row = inverse.row(u);
    let weight = 0;
    for (let v = 0; v < x.rows; v++) {
      weight += row[v] * alike.data[v];
    }
    for (let n = x.rowStart[u]; n < x.rowStart[u + 1]; n++) {
      score[x.column[n]] += weight * x.value[n];
    }
  }
  return score.map((s, f) => s / diagonal[f]);
}

/** x M x' for row r of the sparse rows. O(entries^2). */
function quadraticForm({ rowStart, column, value }: SparseMatrix, r: number, m: Matrix): number {
  let sum = 0;
  for (let a = rowStart[r]; a < rowStart[r + 1]; a++) {
    const row = column[a] * m.cols;
    for (let b = rowStart[r]; b < rowStart[r + 1]; b++) {
      sum += value[a] * value[b] * m.data[row + column[b]];
    }
  }
  return sum;
}

/** XX', of which the lower half is filled: columns of byFilm are users, ascending in each row. */
function gramOfUsers(byFilm: SparseMatrix, users: number): Matrix {
  const gram = Matrix.zeros(users, users);
  const { rowStart, column, value } = byFilm;
  for (let f = 0; f < byFilm.rows; f++) {
    for (let a = rowStart[f]; a < rowStart[f + 1]; a++) {
      for (let b = rowStart[f]; b <= a; b++) {
        gram.data[column[a] * users + column[b]] += value[a] * value[b];
      }
    }
  }
  return gram;
}

/** X' in compressed rows. O(entries). */
function transposed(x: SparseMatrix): SparseMatrix {
  const column = new Uint32Array(x.column.length);
  const value = new Float32Array(x.column.length);
  const rowStart = transposeRows(x.rowStart, x.column, x.cols, (to, row, entry) => {
    column[to] = row;
    value[to] = x.value[entry];
  });
  return new SparseMatrix(x.cols, x.rows, rowStart, column, value);
}
