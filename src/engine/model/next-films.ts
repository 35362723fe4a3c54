import { powers } from '../elementary';
import { type Moments, weightsByRank } from '../ratings/history';

/** The films of a history that are asked what comes next. */
const HISTORY_LENGTH = 50;

/** N: I x I, directed and sparse, the entries of film f being `rowStart[f]` .. `rowStart[f + 1] - 1`, films ascending. */
export interface NextFilms {
  /** I + 1 */
  readonly rowStart: Uint32Array;
  readonly film: Uint32Array;
  readonly affinity: Float32Array;
}

/** No film is known to follow another. */
export function noNextFilms(filmCount: number): NextFilms {
  return { rowStart: new Uint32Array(filmCount + 1), film: new Uint32Array(0), affinity: new Float32Array(0) };
}

/**
 * How much each of a user's films says of what comes next: decay^(rank from the newest) for the latest 50, 0 for older ones.
 * Result: ratings, oldest first. O(ratings).
 */
export function historyWeights({ film, time }: Moments, decay: number): Float64Array {
  const newestFirst = new Float64Array(film.length);
  newestFirst.set(powers(decay, Math.min(film.length, HISTORY_LENGTH)));
  return weightsByRank(newestFirst, time);
}

/** h N, in `scores`: I. from: a user's films; h: weight of each. O(I + films of weight nextKept). */
export function nextScores(
  { rowStart, film, affinity }: NextFilms,
  from: ArrayLike<number>,
  h: Float64Array,
  scores: Float32Array = new Float32Array(rowStart.length - 1),
): Float32Array {
  scores.fill(0);
  for (let e = 0; e < from.length; e++) {
    const weight = h[e];
    if (weight === 0) continue;
    for (let n = rowStart[from[e]]; n < rowStart[from[e] + 1]; n++) {
      scores[film[n]] += weight * affinity[n];
    }
  }
  return scores;
}

const deviations = new WeakMap<NextFilms, Float64Array>();

/** Standard deviation of each row of N over the films: I. O(1), but O(entries) once for each N. */
export function nextDeviations(next: NextFilms): Float64Array {
  const known = deviations.get(next);
  if (known) return known;
  const { rowStart, affinity } = next;
  const filmCount = rowStart.length - 1;
  const deviation = Float64Array.from({ length: filmCount }, (_, f) => {
    let sum = 0;
    let squares = 0;
    for (let n = rowStart[f]; n < rowStart[f + 1]; n++) {
      sum += affinity[n];
      squares += affinity[n] * affinity[n];
    }
    const mean = sum / filmCount;
    return Math.sqrt(Math.max(0, squares / filmCount - mean * mean));
  });
  deviations.set(next, deviation);
  return deviation;
}

/** N[from, to]. O(log kept). */
export function nextAffinity({ rowStart, film, affinity }: NextFilms, from: number, to: number): number {
  let low = rowStart[from];
  let high = rowStart[from + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (film[middle] < to) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low < rowStart[from + 1] && film[low] === to ? affinity[low] : 0;
}
