import { exp, powers } from '../elementary';

/** Weight that is left to a rating, however old. */
const FLOOR = 0.3;

/**
 * Weight of each of a user's ratings, by its rank from the newest: 0.3 + 0.7 * 0.5^(rank / halfLife), the newest 1.
 * `count`: ratings of the user, oldest first; `halfLife` in ratings, null for no recency (all 1). Result: count. O(count).
 */
export function recencyWeights(count: number, halfLife: number | null): Float64Array {
  if (halfLife === null) {
    return new Float64Array(count).fill(1);
  }
  const newestFirst = powers(exp(-Math.LN2 / halfLife), count);
  return newestFirst.map((power) => FLOOR + (1 - FLOOR) * power).reverse();
}
