import { choleskyFactor, solveRows } from '../linear-algebra/cholesky';
import type { Matrix } from '../linear-algebra/matrix';
import { gram, transpose } from '../linear-algebra/matrix-products';
import { SummableMatrix } from '../linear-algebra/row-sums';
import type { SparseMatrix } from '../linear-algebra/sparse';

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
