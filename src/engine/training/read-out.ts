import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { gram, multiply } from '../linear-algebra/matrix-products';
import type { SparseMatrix } from '../linear-algebra/sparse';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen';
import { OPINION } from './sum-units';

/** What of the variance of the people's scores the directions that are kept leave out at most: nobody's list changes by it. */
const LEFT_OUT = 0.001;

/** W = P Q, what each taste centroid says of each film. k taste centroids, I films, r directions. */
export interface ReadOut {
  /** P: k x r, orthonormal columns. The directions in which memberships vary, those that say most of films first. */
  readonly readoutDirections: Matrix32;
  /** Q': I x r. What each direction says of each film. */
  readonly told: Matrix32;
}

/**
 * W of the memberships F and of X, by ridge regression: (F'F + ridge I) W = F'X. F: users x k; X: users x films.
 * leftOut: see `inDirections`. O(users k^2 + ratings k + k^3).
 */
export function readOut(memberships: Matrix, x: SparseMatrix, ridge: number, leftOut = LEFT_OUT): ReadOut {
  const { values, vectors } = symmetricEigen(gram(memberships));
  return inDirections(values, vectors, x.transposeTimes(multiply(memberships, vectors)), ridge, leftOut);
}

/** F'F: k x k, and X'F: films x k, of memberships of which 1 is `unit`, and opinions of which 1 is `OPINION`. */
export interface ReadOutSums {
  readonly memberships: Matrix;
  readonly opinions: Matrix;
  readonly unit: number;
}

/** The same of the sums over all users, of which the opinions are overwritten. O(films k^2 + k^3). */
export function readOutOf({ memberships, opinions, unit }: ReadOutSums, ridge: number): ReadOut {
  const { rows, cols } = memberships;
  const squares = memberships.data.map((x) => x / (unit * unit));
  const { values, vectors } = symmetricEigen(new Matrix(rows, cols, squares));
  // Film by film, in the room that there is: of many films the sums are the largest thing in memory.
  for (let f = 0; f < opinions.rows; f++) {
    const row = opinions.row(f);
    row.set(multiply(new Matrix(1, cols, row), vectors).data.map((x) => x / (unit * OPINION)));
  }
  return inDirections(values, vectors, opinions, ridge, LEFT_OUT);
}

/**
 * Along the eigenvectors V of F'F the regression comes apart: row i of V'W is row i of V'F'X by (value + ridge), and
 * brings value |row|^2 of the variance of F W. Memberships of k centroids vary in far fewer directions than k, since they
 * are made of d numbers; those that bring nearly all are kept (principal component regression, W. F. Massy, JASA 60, 1965).
 *
 * values: k; vectors: V, k x k; told: X'F V, films x k. What is left out is at most that share of the variance but for the
 * direction of the largest, which is nearly what everybody has in common.
 */
function inDirections(values: Float64Array, vectors: Matrix, told: Matrix, ridge: number, leftOut: number): ReadOut {
  const k = values.length;
  const brings = new Float64Array(k);
  for (let n = 0; n < told.data.length; n++) {
    const of = n % k;
    told.data[n] /= values[of] + ridge;
    brings[of] += values[of] * told.data[n] * told.data[n];
  }
  const kept = mostTelling(brings, leftOut);
  return {
    readoutDirections: columnsOf(vectors, kept),
    told: columnsOf(told, kept),
  };
}

/** The directions that bring most, the most first, but for those that together bring no more than the share left out. */
function mostTelling(brings: Float64Array, leftOut: number): number[] {
  const order = [...brings.keys()].sort((a, b) => brings[b] - brings[a] || a - b);
  let left = leftOut * order.slice(1).reduce((sum, direction) => sum + brings[direction], 0);
  let count = order.length;
  while (count > 1 && brings[order[count - 1]] <= left) {
    left -= brings[order[--count]];
  }
  return order.slice(0, count);
}

/** The given columns of A, in single precision: rows x columns. */
function columnsOf(a: Matrix, columns: readonly number[]): Matrix32 {
  const picked = new Matrix(a.rows, columns.length, new Float32Array(a.rows * columns.length));
  for (let r = 0, n = 0; r < a.rows; r++) {
    for (const c of columns) picked.data[n++] = a.data[r * a.cols + c];
  }
  return picked;
}
