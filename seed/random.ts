import { log } from '../src/engine/elementary';
import { Random } from '../src/engine/random';

/**
 * What the demonstration is drawn by: numbers of mulberry32, by which its data were first made, so that they stay the same
 * bytes from version to version.
 */
export class SeedRandom extends Random {
  private state: number;

  constructor(seed: number) {
    super(seed);
    this.state = seed >>> 0;
  }

  /** Uniform in [0, 1), 32 bits. */
  override uniform(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** About normal with mean 0 and deviation 1: a sum of twelve uniforms. */
  override normal(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += this.uniform();
    return sum;
  }

  /** Uniform in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.uniform();
  }

  /** Up to `count` distinct indices, drawn without replacement, an index the likelier the larger its weight. */
  draw(weights: readonly number[], count: number): number[] {
    return weights
      .map((weight, index) => ({ index, due: weight > 0 ? -log(1 - this.uniform()) / weight : Infinity }))
      .filter(({ due }) => due < Infinity)
      .sort((a, b) => a.due - b.due || a.index - b.index)
      .slice(0, count)
      .map(({ index }) => index);
  }
}
