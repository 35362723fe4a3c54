import { NotPositiveDefinite } from '../errors';
import { Matrix } from './matrix';

/** Right-hand sides solved together, so that each element of the factor is loaded once for four of them. */
const ROWS_AT_ONCE = 4;

/**
 * L, lower triangular, with L L' = A + ridge I. A: n x n symmetric, of which the lower half is read; unchanged. O(n^3 / 6).
 * Throws NotPositiveDefinite.
 */
export function choleskyFactor(a: Matrix, ridge = 0): Matrix {
  const n = a.rows;
  const factor = new Matrix(n, n, a.data.slice());
  const l = factor.data;
  for (let i = 0; i < n; i++) {
    l[i * n + i] += ridge;
    for (let j = 0; j <= i; j++) {
      let sum = l[i * n + j];
      for (let m = 0, p = i * n, q = j * n; m < j; m++, p++, q++) {
        sum -= l[p] * l[q];
      }
      if (j < i) {
        l[i * n + j] = sum / l[j * n + j];
      } else if (sum > 0 && Number.isFinite(sum)) {
        l[i * n + i] = Math.sqrt(sum);
      } else {
        throw new NotPositiveDefinite(`pivot ${i} of ${n} is ${sum}`);
      }
    }
    l.fill(0, i * n + i + 1, (i + 1) * n);
  }
  return factor;
}

/** Solve L L' x = b for each row b of B, in place. L: n x n lower triangular, B: m x n. O(m n^2). */
export function solveRows(factor: Matrix, b: Matrix): Matrix {
  const n = factor.rows;
  const together = new Float64Array(ROWS_AT_ONCE * n);
  for (let r = 0; r < b.rows; r += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, b.rows - r);
    // The four rows side by side: element i of all of them is one line of the cache.
    for (let i = 0; i < n; i++) {
      for (let t = 0; t < count; t++) {
        together[i * ROWS_AT_ONCE + t] = b.data[(r + t) * n + i];
      }
    }
    solveFour(factor.data, n, together);
    for (let i = 0; i < n; i++) {
      for (let t = 0; t < count; t++) {
        b.data[(r + t) * n + i] = together[i * ROWS_AT_ONCE + t];
      }
    }
  }
  return b;
}

/** Forward, then backward substitution. x: n x 4. */
function solveFour(l: Float64Array, n: number, x: Float64Array): void {
  for (let i = 0, at = 0; i < n; i++, at += 4) {
    let x0 = x[at];
    let x1 = x[at + 1];
    let x2 = x[at + 2];
    let x3 = x[at + 3];
    const row = i * n;
    for (let j = 0, q = 0; j < i; j++, q += 4) {
      const factor = l[row + j];
      x0 -= factor * x[q];
      x1 -= factor * x[q + 1];
      x2 -= factor * x[q + 2];
      x3 -= factor * x[q + 3];
    }
    const pivot = l[row + i];
    x[at] = x0 / pivot;
    x[at + 1] = x1 / pivot;
    x[at + 2] = x2 / pivot;
    x[at + 3] = x3 / pivot;
  }
  for (let i = n - 1, at = 4 * i; i >= 0; i--, at -= 4) {
    const row = i * n;
    const pivot = l[row + i];
    const x0 = (x[at] /= pivot);
    const x1 = (x[at + 1] /= pivot);
    const x2 = (x[at + 2] /= pivot);
    const x3 = (x[at + 3] /= pivot);
    // Row i of L is column i of L': take what is now known out of the equations above.
    for (let j = 0, q = 0; j < i; j++, q += 4) {
      const factor = l[row + j];
      x[q] -= factor * x0;
      x[q + 1] -= factor * x1;
      x[q + 2] -= factor * x2;
      x[q + 3] -= factor * x3;
    }
  }
}
