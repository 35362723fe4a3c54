import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import type { RatingRows } from '../../../src/engine/ratings/rating-rows';
import { projectRoot } from '../../support/project-root';

/** NDCG@10, recall@10, hit rate, coverage. */
export type Quality = [number, number, number, number];

/** What `make.py` wrote: invented ratings, and what the NumPy reference makes of them. */
export interface Small {
  userCount: number;
  filmCount: number;
  top: number;
  dimensions: number;
  tau: number;
  ridgeW: number;
  halfLife: number;
  user: number[];
  film: number[];
  rating: number[];
  time: number[];
  latestFifth: number[];
  recencyOfTrainRows: number[];
  filmBias: number[];
  exactSingularValues: number[];
  exactLoadings: number[][];
  loadings: number[][];
  tasteCentroids: number[][];
  memberships: number[][];
  membershipsWithRecency: number[][];
  readout: number[][];
  scores: number[][];
  scoresWithRecency: number[][];
  quality: Record<'popular' | 'itemKnn' | 'hardKMeans' | 'tasteCentroids', Quality>;
  ridgeB: number;
  halo: number;
  filmWeights: number[][];
  nextFilms: number[][];
  blockScores: number[][];
  nextScores: number[][];
  allScores: number[][];
  itemKnnScores: number[][];
  hardKMeansStart: number[];
  hardKMeansLabels: number[];
  hardKMeansCentroids: number[][];
  random: { seed: number; stream: number; bits: number[]; largeSeed: number; largeSeedBits: number[] };
}

export const small = JSON.parse(readFileSync(join(projectRoot(), 'test/engine/reference/small.json'), 'utf8')) as Small;

export const smallRows: RatingRows = {
  userCount: small.userCount,
  filmCount: small.filmCount,
  user: Uint32Array.from(small.user),
  film: Uint32Array.from(small.film),
  rating: Float32Array.from(small.rating),
  time: Float64Array.from(small.time),
  top: small.top,
};

export function matrixOf(rows: number[][]): Matrix {
  return Matrix.fromRows(rows, rows[0].length);
}

/** Largest difference between two lists of numbers of the same length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, x, n) => Math.max(most, Math.abs(x - b[n])), 0);
}
