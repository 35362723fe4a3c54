/** Weight that is left to a rating, however old. */
const FLOOR = 0.3;

/**
 * Weight of each of a user's ratings, by its rank from the newest: 0.3 + 0.7 * 0.5^(rank / halfLife), the newest 1.
 * `count`: ratings of the user, oldest first; `halfLife` in ratings, null for no recency (all 1). Result: count. O(count).
 */
export function recencyWeights(count: number, halfLife: number | null): Float64Array {
  const weights = new Float64Array(count);
  if (halfLife === null) {
    return weights.fill(1);
  }
  for (let n = 0; n < count; n++) {
    weights[n] = FLOOR + (1 - FLOOR) * 0.5 ** ((count - 1 - n) / halfLife);
  }
  return weights;
}
