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

/** Keeps the best `capacity` of the films offered; at its root is the worst of them. */
class WorstFirstHeap {
  private readonly films: Uint32Array;
  private size = 0;

  /** capacity: at least 1. */
  constructor(
    private readonly score: ArrayLike<number>,
    capacity: number,
  ) {
    this.films = new Uint32Array(capacity);
  }

  /**
   * Films are offered in ascending index, so that one of equal score never displaces another. Returns the score that the
   * next film must be above: NaN, which nothing is below, while there is room.
   */
  offer(film: number): number {
    if (this.size < this.films.length) {
      this.films[this.size] = film;
      this.rise(this.size++);
    } else if (this.score[film] > this.score[this.films[0]]) {
      this.films[0] = film;
      this.sink(0);
    }
    return this.size < this.films.length ? NaN : this.score[this.films[0]];
  }

  /** Empties the heap: the worst goes to the end, then the worst of the others before it, and so on. */
  bestFirst(): Uint32Array {
    const all = this.films.subarray(0, this.size);
    while (this.size > 1) {
      swap(this.films, 0, --this.size);
      this.sink(0);
    }
    return all;
  }

  private isWorse(a: number, b: number): boolean {
    const difference = this.score[a] - this.score[b];
    return difference === 0 ? a > b : difference < 0;
  }

  private rise(from: number): void {
    const { films } = this;
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.isWorse(films[at], films[parent])) {
        return;
      }
      swap(films, at, parent);
      at = parent;
    }
  }

  private sink(from: number): void {
    const { films, size } = this;
    for (let at = from; ;) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
        if (this.isWorse(films[child], films[worst])) {
          worst = child;
        }
      }
      if (worst === at) {
        return;
      }
      swap(films, at, worst);
      at = worst;
    }
  }
}

function swap(items: Uint32Array, a: number, b: number): void {
  const item = items[a];
  items[a] = items[b];
  items[b] = item;
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
