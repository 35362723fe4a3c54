import { exp, powers } from '../elementary';
import { InvalidRatings } from '../errors';
import { preference, type PreferenceKind } from './preference';
import type { UserHistory } from './rating-table';

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

/** How a model reads a history. */
interface HistoryReading {
  readonly filmCount: number;
  readonly parameters: { readonly halfLife: number | null; readonly preference: PreferenceKind };
}

/** x: the preference that each rating expresses, weighed by its recency. O(ratings). Throws InvalidRatings. */
export function historyPreferences(
  { filmCount, parameters }: HistoryReading,
  { film, rating, top }: UserHistory,
): Float64Array {
  const x = recencyWeights(film.length, parameters.halfLife);
  for (let n = 0; n < film.length; n++) {
    if (!(film[n] >= 0 && film[n] < filmCount)) {
      throw new InvalidRatings(`film ${film[n]} of ${filmCount}`);
    }
    x[n] *= preference(rating[n], top, parameters.preference);
  }
  return x;
}
