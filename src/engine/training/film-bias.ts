import { isTold } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';

/** Ratings that a film is supposed to have beside its own, each of them the mean of all. */
const PRIOR_RATINGS = 5;

/** Stars of the scale in which a bias is told, whatever the scale of the ratings. */
const STARS = 5;

/**
 * How far the mean rating of each film lies above the mean of all ratings, in stars of five, n/(n + 5) of it for a film with n
 * ratings: one without any has none (Y. Koren, "Factorization meets the neighborhood", KDD 2008, 2.1). Only stars count, not preferences
 * that were told otherwise. Result: films. O(ratings).
 */
export function filmBias({ filmCount, film, rating, top }: RatingTable): Float32Array {
  let stars = 0;
  let total = 0;
  for (const one of rating) {
    if (isTold(one)) continue;
    stars++;
    total += one;
  }
  const mean = total / Math.max(1, stars);
  const above = new Float64Array(filmCount);
  const count = new Uint32Array(filmCount);
  for (let n = 0; n < film.length; n++) {
    if (isTold(rating[n])) continue;
    above[film[n]] += rating[n] - mean;
    count[film[n]]++;
  }
  return Float32Array.from(above, (sum, f) => ((sum / (count[f] + PRIOR_RATINGS)) * STARS) / top);
}
