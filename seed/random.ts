/** Small seeded generator (mulberry32), so that the demonstration data is the same on every machine. */
export class SeedRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** Uniform in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.uniform();
  }

  /** An integer in [0, limit). */
  below(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }

  /** About normal with mean 0 and deviation 1: a sum of twelve uniforms needs no logarithm or cosine. */
  normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += this.uniform();
    return sum;
  }

  /** Up to `count` distinct indices, drawn without replacement, an index the likelier the larger its weight. */
  draw(weights: readonly number[], count: number): number[] {
    return weights
      .map((weight, index) => ({ index, due: weight > 0 ? -Math.log(1 - this.uniform()) / weight : Infinity }))
      .filter(({ due }) => due < Infinity)
      .sort((a, b) => a.due - b.due || a.index - b.index)
      .slice(0, count)
      .map(({ index }) => index);
  }
}
