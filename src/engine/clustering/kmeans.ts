import { kmeans } from 'ml-kmeans';
import { plusPlusSeeds, squaredDistances } from './kmeans-seeding';
import { Matrix } from '../linear-algebra/matrix';
import { pickRows } from '../linear-algebra/matrix-products';
import { countLabels } from '../linear-algebra/counting-sort';
import { nearestCentroids } from './nearest-centroids';
import { CLUSTERING_SAMPLE } from '../model/parameters';
import type { Random } from '../random';

/** What k-means found: no cluster is empty, and each point belongs to the nearest centroid. */
export interface Clustering {
  /** k x m, in the order of the seeds */
  readonly centroids: Matrix;
  /** Cluster of each point. */
  readonly labels: Uint32Array;
  /** Points of each cluster, all above zero. */
  readonly sizes: Uint32Array;
}

export interface KMeansOptions {
  readonly maxIterations?: number;
  /** Centroids to start from, instead of seeds. */
  readonly start?: Matrix;
}

/**
 * k-means of the rows of `points` (n x m): own k-means++ seeding, Lloyd iterations by ml-kmeans (it stops when no centroid
 * moves by more than 0.001). Of more than 20,000 points a random sample is clustered and then all are assigned. There are
 * fewer than k clusters if there are fewer different points, or if one ends up empty; with no points there are none.
 *
 * Points are taken in an order of their own, by value, so that the order in which they are given does not matter.
 * O(n m k) an iteration.
 */
export function cluster(points: Matrix, k: number, random: Random, options: KMeansOptions = {}): Clustering {
  const order = orderByValue(points);
  const sample = random.sample(points.rows, CLUSTERING_SAMPLE).map((n) => order[n]);
  const fitted = pickRows(points, sample);
  const start = options.start ?? pickRows(fitted, plusPlusSeeds(fitted.rows, k, random, squaredDistances(fitted)));
  if (start.rows === 0) {
    return { centroids: start, labels: new Uint32Array(points.rows), sizes: new Uint32Array(0) };
  }
  const { centroids } = kmeans(toArrays(fitted), start.rows, {
    initialization: toArrays(start),
    maxIterations: options.maxIterations ?? 100,
    distanceFunction: squaredDistance,
  });
  return assigned(points, Matrix.fromRows(centroids, points.cols));
}

/** Assign each point to its nearest centroid and drop the centroids that get none (nobody's nearest changes by that). */
function assigned(points: Matrix, centroids: Matrix): Clustering {
  const labels = nearestCentroids(points, centroids);
  const sizes = countLabels(labels, centroids.rows);
  const used = [...sizes.keys()].filter((c) => sizes[c] > 0);
  const rename = new Uint32Array(centroids.rows);
  used.forEach((c, renamed) => (rename[c] = renamed));
  return {
    centroids: pickRows(centroids, used),
    labels: labels.map((c) => rename[c]),
    sizes: Uint32Array.from(used, (c) => sizes[c]),
  };
}

/** Indices of the points in lexicographic order of their coordinates. */
function orderByValue({ rows, cols, data }: Matrix): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, n) => n).sort((a, b) => {
    for (let c = 0; c < cols; c++) {
      const difference = data[a * cols + c] - data[b * cols + c];
      if (difference !== 0) {
        return difference;
      }
    }
    return a - b;
  });
}

/** Four sums that do not wait for each other: a quarter faster than the one of ml-kmeans for 32 coordinates. */
function squaredDistance(p: number[], q: number[]): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let c = 0;
  for (; c + 4 <= p.length; c += 4) {
    const d0 = p[c] - q[c];
    const d1 = p[c + 1] - q[c + 1];
    const d2 = p[c + 2] - q[c + 2];
    const d3 = p[c + 3] - q[c + 3];
    s0 += d0 * d0;
    s1 += d1 * d1;
    s2 += d2 * d2;
    s3 += d3 * d3;
  }
  for (; c < p.length; c++) {
    const d0 = p[c] - q[c];
    s0 += d0 * d0;
  }
  return s0 + s1 + s2 + s3;
}

function toArrays(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, r) => Array.from(matrix.row(r)));
}
