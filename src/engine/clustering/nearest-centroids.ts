import type { Matrix } from '../linear-algebra/matrix';

// Apart from k-means itself: serving needs these alone, and loading ml-kmeans takes 0.1 s and more.

/** Index of the nearest centroid of each point, the first of equally near ones. points: n x m, centroids: k x m. O(n m k). */
export function nearestCentroids(points: Matrix, centroids: Matrix): Uint32Array {
  const { cols } = points;
  const labels = new Uint32Array(points.rows);
  // |p - c|^2 = |p|^2 - 2 (p.c - |c|^2 / 2): the nearest centroid has the largest bracket.
  const halfSquare = Float64Array.from({ length: centroids.rows }, (_, c) =>
    centroids.row(c).reduce((sum, x) => sum + (x * x) / 2, 0),
  );
  for (let i = 0; i < points.rows; i++) {
    let best = -Infinity;
    for (let k = 0, at = 0; k < centroids.rows; k++) {
      let closeness = -halfSquare[k];
      for (let c = 0, p = i * cols; c < cols; c++, p++, at++) {
        closeness += points.data[p] * centroids.data[at];
      }
      if (closeness > best) {
        best = closeness;
        labels[i] = k;
      }
    }
  }
  return labels;
}
