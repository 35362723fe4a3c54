import { powers } from '../elementary';

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

/** h: weight of each of a user's films, decay^(rank from the newest) for the latest 50, 0 for older ones. Result: count. */
export function historyWeights(count: number, decay: number): Float64Array {
  const weights = new Float64Array(count);
  const latest = powers(decay, Math.min(count, HISTORY_LENGTH));
  weights.set(latest.reverse(), count - latest.length);
  return weights;
}

/** h N. from: a user's films, oldest first; result I. O(50 nextKept). */
export function nextScores(
  { rowStart, film, affinity }: NextFilms,
  from: ArrayLike<number>,
  decay: number,
): Float32Array {
  const scores = new Float32Array(rowStart.length - 1);
  const weights = historyWeights(from.length, decay);
  for (let e = Math.max(0, from.length - HISTORY_LENGTH); e < from.length; e++) {
    const weight = weights[e];
    for (let n = rowStart[from[e]]; n < rowStart[from[e] + 1]; n++) {
      scores[film[n]] += weight * affinity[n];
    }
  }
  return scores;
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
