import { exp, powers } from '../elementary';
import { InvalidRatings } from '../errors';
import { centredOpinion, type Reading } from './preference';
import type { UserHistory } from './rating-table';

/** Weight that is left to a rating, however old. */
const FLOOR = 0.3;

/** The part of a history that tells when its films were rated. */
export type Moments = Pick<UserHistory, 'film' | 'time'>;

/**
 * Weight of each of a user's ratings by its rank from the newest, of which nothing is known among ratings of one moment: each of
 * them has the mean of their weights. byRank: of the newest first, one for each rating; without times all are of one moment.
 * Result: oldest first, like the history. O(ratings).
 */
export function weightsByRank(byRank: Float64Array, time: Moments['time']): Float64Array {
  const count = byRank.length;
  const weights = new Float64Array(count);
  for (let end = count, start = count; end > 0; end = start) {
    let sum = 0;
    do {
      sum += byRank[count - start];
      start--;
    } while (start > 0 && (time === null || time[start - 1] === time[end - 1]));
    weights.fill(sum / (end - start), start, end);
  }
  return weights;
}

/**
 * Weight of each of a user's ratings, by its rank from the newest: 0.3 + 0.7 * 0.5^(rank / halfLife), the newest 1.
 * `halfLife` in ratings, null for no recency (all 1). Result: ratings, oldest first. O(ratings).
 */
export function recencyWeights({ film, time }: Moments, halfLife: number | null): Float64Array {
  if (halfLife === null) {
    return new Float64Array(film.length).fill(1);
  }
  const newestFirst = powers(exp(-Math.LN2 / halfLife), film.length);
  return weightsByRank(
    newestFirst.map((power) => FLOOR + (1 - FLOOR) * power),
    time,
  );
}

/** How a model reads a history. */
interface HistoryReading {
  readonly filmCount: number;
  /** Mean rating of each film, 0..1. */
  readonly filmMeans: Float32Array;
  readonly parameters: Reading & { readonly halfLife: number | null };
}

/** What a model reads in a history: as many numbers each as there are ratings, oldest first. */
export interface Opinions {
  /** What each rating, or what was told instead, says, below zero for a film that was disliked: see `centredOpinion`. */
  readonly opinions: Float64Array;
  readonly recency: Float64Array;
  /** x: the opinions, weighed by their recency. */
  readonly preferences: Float64Array;
}

/** O(ratings). Throws InvalidRatings for a film that the model does not know. */
export function readOpinions({ filmCount, filmMeans, parameters }: HistoryReading, history: UserHistory): Opinions {
  const { film, rating, top } = history;
  const recency = recencyWeights(history, parameters.halfLife);
  const opinions = new Float64Array(film.length);
  for (let n = 0; n < film.length; n++) {
    if (!(film[n] >= 0 && film[n] < filmCount)) {
      throw new InvalidRatings(`film ${film[n]} of ${filmCount}`);
    }
    opinions[n] = centredOpinion(rating[n], top, filmMeans[film[n]], parameters);
  }
  return { opinions, recency, preferences: opinions.map((says, n) => says * recency[n]) };
}
