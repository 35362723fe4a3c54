import { WorstFirstHeap } from '../linear-algebra/worst-first-heap';

export interface RankOptions {
  /** One per film: not 0 leaves the film out. */
  readonly excluded?: Uint8Array;
  /** Films to leave out because an earlier call has returned them: the best of the rest follow. */
  readonly skip?: number;
}

/**
 * The `count` films of highest score, best first, after skipping the best `skip`; of equal scores the lower index comes
 * first. Fewer if no more are left. score: films. O(films log(skip + count)): a heap of the best, not a sort of all.
 */
export function bestFilms(score: ArrayLike<number>, count: number, options: RankOptions = {}): Uint32Array {
  const { excluded, skip = 0 } = options;
  const capacity = Math.min(skip + count, score.length);
  if (capacity <= 0) {
    return new Uint32Array(0);
  }
  const heap = new WorstFirstHeap(score, capacity);
  for (let f = 0, worst = NaN; f < score.length; f++) {
    // Most films are worse than all in the heap: they are passed over here.
    if (!(score[f] <= worst || excluded?.[f])) {
      worst = heap.offer(f);
    }
  }
  return heap.bestFirst().subarray(skip);
}

/** Place of a film in the order of `bestFilms`, 1 the first; it counts even if it is excluded itself. O(films). */
export function rankOf(score: ArrayLike<number>, film: number, excluded?: Uint8Array): number {
  let rank = 1;
  for (let f = 0; f < score.length; f++) {
    if (!excluded?.[f] && (score[f] > score[film] || (score[f] === score[film] && f < film))) {
      rank++;
    }
  }
  return rank;
}
