import { Matrix } from './matrix';
import type { SparseMatrix } from './sparse';

/** A column is solved when its residual is this share of the right-hand side, far below what its weights can know. */
const TOLERANCE = 1e-3;

const MOST_ITERATIONS = 100;

/**
 * Solve (A'A + ridge I) X = A'Y by conjugate gradients, all columns at once, preconditioned by the diagonal (M. Hestenes,
 * E. Stiefel, "Methods of conjugate gradients for solving linear systems", J. Res. NBS 49, 1952). For sparse A with many
 * columns, of which the p x p normal equations are never made.
 *
 * A: n x p, Y: n x m, result p x m. O(m (entries + p)) an iteration, 100 at most. ridge above zero.
 */
export function ridgeRegression(a: SparseMatrix, y: Matrix, ridge: number): Matrix {
  const diagonal = new Float64Array(a.cols).fill(ridge);
  for (let n = 0; n < a.column.length; n++) {
    diagonal[a.column[n]] += a.value[n] * a.value[n];
  }
  const residual = a.transposeTimes(y);
  const solution = Matrix.zeros(a.cols, y.cols);
  const { rows: p, cols: m } = solution;
  const goal = columnProducts(residual, residual).map((square) => square * TOLERANCE * TOLERANCE);
  const direction = Matrix.zeros(p, m);
  let before = new Float64Array(m);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    if (columnProducts(residual, residual).every((square, c) => square <= goal[c])) {
      break;
    }
    const energy = columnProducts(residual, residual, diagonal);
    const turn = energy.map((e, c) => (before[c] > 0 ? e / before[c] : 0));
    for (let r = 0, at = 0; r < p; r++) {
      for (let c = 0; c < m; c++, at++) {
        direction.data[at] = residual.data[at] / diagonal[r] + turn[c] * direction.data[at];
      }
    }
    const image = a.gramTimes(direction);
    addScaled(image, direction, new Float64Array(m).fill(ridge));
    const curvature = columnProducts(direction, image);
    const step = energy.map((e, c) => (curvature[c] > 0 ? e / curvature[c] : 0));
    addScaled(solution, direction, step);
    addScaled(
      residual,
      image,
      step.map((s) => -s),
    );
    before = energy;
  }
  return solution;
}

/** A += B, column c times scale[c]. */
function addScaled(a: Matrix, b: Matrix, scale: Float64Array): void {
  const { rows, cols, data } = a;
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++, at++) {
      data[at] += scale[c] * b.data[at];
    }
  }
}

/** Inner product of each column of A with the same of B, row r divided by divisor[r]: m. */
function columnProducts(a: Matrix, b: Matrix, divisor?: Float64Array): Float64Array<ArrayBuffer> {
  const products = new Float64Array(a.cols);
  for (let r = 0, at = 0; r < a.rows; r++) {
    const scale = divisor ? 1 / divisor[r] : 1;
    for (let c = 0; c < a.cols; c++, at++) {
      products[c] += a.data[at] * b.data[at] * scale;
    }
  }
  return products;
}
