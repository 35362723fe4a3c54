import { exp } from '../elementary';
import { type Floats, Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { toUnitLength } from '../linear-algebra/matrix-products';

/**
 * Soft membership of one user in each taste centroid: sqrt(k) softmax(tau * cosine). The square root keeps the ridge of
 * the read-out comparable whatever k is. A user without a direction belongs to all alike.
 *
 * userScores: d, the user in PCA space, made unit length in place; tasteCentroids: k x d, unit rows; into: k. O(k d).
 */
export function membershipsInto(into: Floats, userScores: Float64Array, tasteCentroids: Matrix32, tau: number): void {
  const { rows: k, cols: d, data } = tasteCentroids;
  toUnitLength(userScores);
  let sum = 0;
  for (let c = 0, at = 0; c < k; c++) {
    let cosine = 0;
    for (let j = 0; j < d; j++, at++) {
      cosine += userScores[j] * data[at];
    }
    into[c] = exp(tau * cosine);
    sum += into[c];
  }
  const scale = Math.sqrt(k) / sum;
  for (let c = 0; c < k; c++) {
    into[c] *= scale;
  }
}

/** F: memberships of many users. userScores: users x d, tasteCentroids: k x d, result users x k. O(users k d). */
export function memberships(userScores: Matrix, tasteCentroids: Matrix32, tau: number): Matrix {
  const all = Matrix.zeros(userScores.rows, tasteCentroids.rows);
  for (let u = 0; u < userScores.rows; u++) {
    membershipsInto(all.row(u), userScores.row(u).slice(), tasteCentroids, tau);
  }
  return all;
}
