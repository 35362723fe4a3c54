import type { Matrix } from '../linear-algebra/matrix';

/** Euclidean distance between every two rows. points: n x m, result n x n. O(n^2 m): for samples. */
export function pairwiseDistances(points: Matrix): Float32Array {
  const { rows, cols, data } = points;
  const distances = new Float32Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < i; j++) {
      let square = 0;
      for (let c = 0, p = i * cols, q = j * cols; c < cols; c++, p++, q++) {
        const difference = data[p] - data[q];
        square += difference * difference;
      }
      distances[i * rows + j] = distances[j * rows + i] = Math.sqrt(square);
    }
  }
  return distances;
}

/**
 * Mean silhouette of a clustering, -1..1: how much nearer a point is to its own cluster than to the next one
 * (P. Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20, 1987). A point alone in its cluster counts 0, and so does one
 * cluster alone. distances: n x n; labels: n, 0 .. count - 1. O(n^2).
 */
export function meanSilhouette(distances: Float32Array, labels: Uint32Array, sizes: Uint32Array): number {
  const n = labels.length;
  if (sizes.length < 2) {
    return 0;
  }
  const sums = new Float64Array(sizes.length);
  let total = 0;
  for (let i = 0; i < n; i++) {
    sums.fill(0);
    for (let j = 0, row = i * n; j < n; j++) {
      sums[labels[j]] += distances[row + j];
    }
    total += silhouetteOf(labels[i], sums, sizes);
  }
  return total / n;
}

/** sums: of the distances of one point to the points of each cluster; own: its cluster. */
function silhouetteOf(own: number, sums: Float64Array, sizes: Uint32Array): number {
  if (sizes[own] < 2) {
    return 0;
  }
  let next = Infinity;
  for (let c = 0; c < sizes.length; c++) {
    if (c !== own && sizes[c] > 0) {
      next = Math.min(next, sums[c] / sizes[c]);
    }
  }
  const inside = sums[own] / (sizes[own] - 1);
  const larger = Math.max(inside, next);
  return larger > 0 && next < Infinity ? (next - inside) / larger : 0;
}
