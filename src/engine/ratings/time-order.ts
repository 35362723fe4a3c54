import type { RatingRows } from './rating-rows';

/** Of so few ratings in a row nothing can be said. */
const FEWEST_STEPS = 200;

/** Share of the steps from one rating of a user to the next that must lead to another moment. */
const LEAST_APART = 0.02;

/** Share of those steps that lead up, or down, the numbers of the films, from which on the times say no more than the numbers do. */
const MOST_SORTED = 0.95;

/**
 * Whether the times of ratings tell an order. They do not where nearly all ratings of a person have the same one, as an import
 * or a day gives them, nor where they follow the numbers of the films, as those do that a program has stamped while it
 * wrote rows that were sorted. order: rows by user and time; rowStart: where each user's begin. O(rows).
 */
export function timesTellOrder(
  { userCount, film, time }: RatingRows,
  order: Uint32Array,
  rowStart: Uint32Array,
): boolean {
  if (!time) return false;
  let steps = 0;
  let apart = 0;
  let up = 0;
  for (let u = 0; u < userCount; u++) {
    for (let n = rowStart[u] + 1; n < rowStart[u + 1]; n++) {
      steps++;
      if (time[order[n]] === time[order[n - 1]]) continue;
      apart++;
      up += film[order[n]] > film[order[n - 1]] ? 1 : 0;
    }
  }
  if (steps < FEWEST_STEPS) return true;
  const sorted = Math.max(up, apart - up) / apart;
  return apart >= LEAST_APART * steps && !(apart >= FEWEST_STEPS && sorted >= MOST_SORTED);
}
