import { cluster } from '../clustering/kmeans';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { pickRows, unitRows } from '../linear-algebra/matrix-products';
import { countLabels } from '../linear-algebra/counting-sort';
import { nearestCentroids } from '../clustering/nearest-centroids';
import { effectiveTasteCount } from '../model/parameters';
import type { Random } from '../random';

export interface TasteCentroids {
  /** k x d, unit rows */
  readonly centroids: Matrix32;
  /** Users nearest to each, all above zero. */
  readonly sizes: Uint32Array;
}

/**
 * k-means of the users' directions in PCA space: each centroid is the direction of a taste. Users without one (no ratings)
 * take no part. userScores: users x d, k at most `tasteCount`. O(users d k) an iteration, on 20,000 users at most.
 */
export function tasteCentroids(userScores: Matrix, tasteCount: number, random: Random): TasteCentroids {
  const unit = unitRows(userScores);
  const users = [...Array(unit.rows).keys()].filter((u) => unit.row(u).some((x) => x !== 0));
  const points = pickRows(unit, users);
  const found = cluster(points, effectiveTasteCount(tasteCount, users.length), random);
  // As the model keeps them.
  const centroids = unitRows(found.centroids).toFloat32().toFloat64();
  // At unit length a centroid has other nearest users than before, and can in theory lose all of them.
  const sizes = countLabels(nearestCentroids(points, centroids), centroids.rows);
  const used = [...sizes.keys()].filter((c) => sizes[c] > 0);
  return { centroids: pickRows(centroids, used).toFloat32(), sizes: Uint32Array.from(used, (c) => sizes[c]) };
}
