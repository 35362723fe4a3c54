import { choleskyFactor, solveRows } from '../linear-algebra/cholesky';
import { Matrix } from '../linear-algebra/matrix';
import { gram, transpose } from '../linear-algebra/matrix-products';
import { SummableMatrix } from '../linear-algebra/row-sums';
import type { SparseMatrix } from '../linear-algebra/sparse';
import { OPINION } from './sum-units';

/**
 * W: the score that each taste centroid gives to each film, by ridge regression of X on the memberships,
 * (F'F + ridge I) W = F'X. F: users x k, overwritten; X: users x films; result k x films.
 *
 * The k x k system is solved for the rows of F or for the columns of F'X, whichever are fewer:
 * O(users k^2 + ratings k + min(users, films) k^2).
 */
export function readOut(memberships: Matrix, x: SparseMatrix, ridge: number): SummableMatrix {
  const factor = choleskyFactor(gram(memberships), ridge);
  if (x.rows < x.cols) {
    solveRows(factor, memberships);
    return SummableMatrix.copyOf(transpose(x.transposeTimes(memberships)));
  }
  return SummableMatrix.copyOf(transpose(solveRows(factor, x.transposeTimes(memberships))));
}

/** F'F: k x k, and X'F: films x k, of memberships of which 1 is `unit`, and opinions of which 1 is `OPINION`. */
export interface ReadOutSums {
  readonly memberships: Matrix;
  readonly opinions: Matrix;
  readonly unit: number;
}

/** W of the sums over all users, which it may overwrite: k x films. O(films k^2). */
export function readOutOf({ memberships, opinions, unit }: ReadOutSums, ridge: number): SummableMatrix {
  const w = solveRows(choleskyFactor(memberships, ridge * unit * unit), opinions);
  return SummableMatrix.copyOf(
    transpose(
      new Matrix(
        w.rows,
        w.cols,
        w.data.map((x) => (x * unit) / OPINION),
      ),
    ),
  );
}
