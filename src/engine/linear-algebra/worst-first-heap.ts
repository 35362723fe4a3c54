/** Keeps the best `capacity` of the items offered; at its root is the worst of them. */
export class WorstFirstHeap {
  private readonly items: Uint32Array;
  private size = 0;

  /** score: of each item that is offered, by then. */
  constructor(
    private readonly score: ArrayLike<number>,
    capacity: number,
  ) {
    this.items = new Uint32Array(capacity);
  }

  /**
   * Items are offered in ascending index, so that one of equal score never displaces another. Returns the score that the
   * next item must be above: NaN, which nothing is below, while there is room.
   */
  offer(item: number): number {
    if (this.size < this.items.length) {
      this.items[this.size] = item;
      this.rise(this.size++);
    } else if (this.score[item] > this.score[this.items[0]]) {
      this.items[0] = item;
      this.sink(0);
    }
    return this.size < this.items.length ? NaN : this.score[this.items[0]];
  }

  /** Empties the heap: the worst goes to the end, then the worst of the others before it, and so on. */
  bestFirst(): Uint32Array {
    const all = this.items.subarray(0, this.size);
    while (this.size > 1) {
      swap(this.items, 0, --this.size);
      this.sink(0);
    }
    return all;
  }

  private isWorse(a: number, b: number): boolean {
    const difference = this.score[a] - this.score[b];
    return difference === 0 ? a > b : difference < 0;
  }

  private rise(from: number): void {
    const { items } = this;
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.isWorse(items[at], items[parent])) {
        return;
      }
      swap(items, at, parent);
      at = parent;
    }
  }

  private sink(from: number): void {
    const { items, size } = this;
    for (let at = from; ;) {
      let worst = at;
      for (let child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++) {
        if (this.isWorse(items[child], items[worst])) {
          worst = child;
        }
      }
      if (worst === at) {
        return;
      }
      swap(items, at, worst);
      at = worst;
    }
  }
}

function swap(items: Uint32Array, a: number, b: number): void {
  const item = items[a];
  items[a] = items[b];
  items[b] = item;
}
