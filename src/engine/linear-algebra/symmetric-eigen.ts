import { PCA } from 'ml-pca';
import { Matrix } from './matrix';

/** Eigenvalues, largest first, and their unit eigenvectors in the columns of `vectors`. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Matrix;
}

/**
 * Eigenvectors of a small symmetric positive semidefinite matrix, by ml-pca. A: n x n. O(n^3): meant for n below a few
 * hundred. The largest element of each vector is made positive, since its sign is arbitrary and must not vary.
 */
export function symmetricEigen(a: Matrix): Eigen {
  const n = a.rows;
  if (n === 0) {
    return { values: new Float64Array(0), vectors: Matrix.zeros(0, 0) };
  }
  const pca = new PCA(
    Array.from({ length: n }, (_, r) => Array.from(a.row(r))),
    { isCovarianceMatrix: true },
  );
  const found = pca.getEigenvectors();
  const vectors = Matrix.zeros(n, n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) {
      vectors.data[r * n + c] = found.get(r, c);
    }
  }
  makeLargestPositive(vectors);
  // Rounding can leave a zero eigenvalue slightly below zero.
  return { values: Float64Array.from(pca.getEigenvalues(), (value) => Math.max(0, value)), vectors };
}

/** Flip each column of A whose element of largest magnitude (the first of equal ones) is negative. A: n x m. O(n m). */
export function makeLargestPositive(a: Matrix): void {
  const { rows, cols, data } = a;
  for (let c = 0; c < cols; c++) {
    let largest = 0;
    for (let r = 0; r < rows; r++) {
      const x = data[r * cols + c];
      if (x * x > largest * largest) {
        largest = x;
      }
    }
    if (largest < 0) {
      for (let n = c; n < data.length; n += cols) {
        data[n] = -data[n];
      }
    }
  }
}
