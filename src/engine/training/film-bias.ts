import { isTold } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';
import { STAR } from './sum-units';

/** Ratings that a film is supposed to have beside its own, each of them the mean of all. */
const PRIOR_RATINGS = 5;

/** Stars of the scale in which a bias is told, whatever the scale of the ratings. */
const STARS = 5;

/** Of each film, in whole numbers. */
export interface StarSums {
  /** How many ratings are stars. */
  readonly count: Float64Array;
  /** Their sum; a star is `STAR`. */
  readonly total: Float64Array;
}

/** O(ratings). */
export function starSums({ filmCount, film, rating }: RatingTable): StarSums {
  const count = new Float64Array(filmCount);
  const total = new Float64Array(filmCount);
  for (let n = 0; n < film.length; n++) {
    if (isTold(rating[n])) continue;
    count[film[n]]++;
    total[film[n]] += Math.round(STAR * rating[n]);
  }
  return { count, total };
}

/**
 * How far the mean rating of each film lies above the mean of all ratings, in stars of five, n/(n + 5) of it for a film with n
 * ratings: one without any has none (Y. Koren, "Factorization meets the neighborhood", KDD 2008, 2.1). Only stars count, not preferences
 * that were told otherwise. Result: films. O(ratings).
 */
export function filmBias(table: RatingTable): Float32Array {
  return biasOf(starSums(table), table.top);
}

/**
 * The mean rating of each film as a share of the top of the scale, 0..1, with the same ratings beside its own; null where there are no
 * stars. Result: films. O(ratings).
 */
export function filmMeans(table: RatingTable): Float32Array | null {
  const sums = starSums(table);
  const { mean, stars } = meanOf(sums);
  if (stars === 0) return null;
  return biasOf(sums, table.top).map((bias) => mean / table.top + bias / STARS);
}

/** The same of the sums. top: of the scale of the ratings. O(films). */
export function biasOf({ count, total }: StarSums, top: number): Float32Array {
  const { mean } = meanOf({ count, total });
  return Float32Array.from(
    { length: count.length },
    (_, f) => (((total[f] / STAR - mean * count[f]) / (count[f] + PRIOR_RATINGS)) * STARS) / top,
  );
}

/** Of all stars of all films, and how many they are. */
function meanOf({ count, total }: StarSums): { mean: number; stars: number } {
  let stars = 0;
  let all = 0;
  for (let f = 0; f < count.length; f++) {
    stars += count[f];
    all += total[f] / STAR;
  }
  return { mean: all / Math.max(1, stars), stars };
}
