import { cluster, type Clustering } from '../clustering/kmeans';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { pickRows } from '../linear-algebra/matrix-products';
import { countLabels } from '../linear-algebra/counting-sort';
import { nearestCentroids } from '../clustering/nearest-centroids';
import type { Random } from '../random';
import { meanSilhouette, pairwiseDistances } from '../clustering/silhouette';

/** Groups that people are shown: fewer say nothing, more cannot be named. */
const FEWEST = 5;
const MOST = 24;

/** Films of the sample on which the number of groups is chosen. */
const SAMPLE = 1000;

/** Ratings from which the direction of a film is a taste, and not that of the one or two users who rated it. */
const KNOWN = 5;

/** Enough to compare numbers of groups; the chosen one is then refined on all films. */
const ROUGH_ITERATIONS = 20;

export interface FilmGroups {
  /** Group of each film. */
  readonly filmGroup: Uint16Array;
  /** g x d: mean of the unit vectors of the films of the group */
  readonly centroids: Matrix32;
  /** Films of each group, all above zero. */
  readonly sizes: Uint32Array;
}

/**
 * The film groups that people see: k-means of the directions of the films with five ratings or more (all rated films, if
 * those are too few), their number, 5..24, chosen by silhouette on a sample; with fewer than ten films, half as many groups
 * as films. The group liked most comes first. The other films are put with the nearest centroid.
 *
 * filmVectors: films x d, rows unit or zero; rated, liked: ratings and likes of each film. O(films d g) an iteration.
 */
export function filmGroups(filmVectors: Matrix, rated: Uint32Array, liked: Uint32Array, random: Random): FilmGroups {
  const films = filmsToGroup(filmVectors, rated);
  const points = pickRows(filmVectors, films);
  const start = chooseBySilhouette(points, random);
  const found = cluster(points, start.rows, random, { start });
  // Without any rated film there is nothing to tell films apart: one group of all.
  const centroids = films.length > 0 ? found.centroids : Matrix.zeros(Math.min(1, filmVectors.rows), points.cols);
  const ordered = mostLikedFirst(centroids, found, films, liked);
  const filmGroup = nearestCentroids(filmVectors, ordered);
  return {
    filmGroup: Uint16Array.from(filmGroup),
    centroids: ordered.toFloat32(),
    sizes: countLabels(filmGroup, ordered.rows),
  };
}

/** Films that have a direction, without the little known ones unless that would leave too few to make groups of. */
function filmsToGroup(filmVectors: Matrix, rated: Uint32Array): number[] {
  const films = [...rated.keys()].filter((f) => filmVectors.row(f).some((x) => x !== 0));
  const known = films.filter((f) => rated[f] >= KNOWN);
  return known.length >= 2 * MOST ? known : films;
}

/** Centroids on a sample, for the number of groups with the largest mean silhouette; of equal ones the fewest. */
function chooseBySilhouette(points: Matrix, random: Random): Matrix {
  const sample = pickRows(points, random.sample(points.rows, SAMPLE));
  const most = Math.min(MOST, Math.floor(points.rows / 2));
  if (most <= FEWEST) {
    return cluster(sample, Math.max(1, most), random).centroids;
  }
  const distances = pairwiseDistances(sample);
  let best = Matrix.zeros(0, points.cols);
  let bestSilhouette = -Infinity;
  for (let g = FEWEST; g <= most; g++) {
    const found = cluster(sample, g, random, { maxIterations: ROUGH_ITERATIONS });
    const silhouette = meanSilhouette(distances, found.labels, found.sizes);
    if (silhouette > bestSilhouette) {
      bestSilhouette = silhouette;
      best = found.centroids;
    }
  }
  return best;
}

function mostLikedFirst(centroids: Matrix, found: Clustering, films: number[], liked: Uint32Array): Matrix {
  const likes = new Float64Array(centroids.rows);
  films.forEach((film, n) => (likes[found.labels[n]] += liked[film]));
  const order = [...likes.keys()].sort((a, b) => likes[b] - likes[a] || a - b);
  return pickRows(centroids, order);
}
