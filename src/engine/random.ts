import { log } from './elementary';

const TWO_TO_32 = 0x1_0000_0000;
const TWO_TO_53 = 0x20_0000_0000_0000;

/** Looked up once: inside the sandbox of a test runner every look-up of a global costs more than the multiplication. */
const { imul } = Math;

/**
 * A seeded source of pseudo-random numbers: xoshiro128** (D. Blackman and S. Vigna, "Scrambled linear pseudorandom
 * number generators", ACM TOMS 47, 2021), its state filled by splitmix32. Period 2^128 - 1, 32 bits a step.
 *
 * The same seed and stream give the same numbers on every machine. Each step of a training takes a stream of its own,
 * so that a step which draws more or less does not move the ones after it.
 */
export class Random {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;
  private spare: number | null = null;

  /** `seed`: any safe integer. `stream`: which of the independent sequences of that seed. */
  constructor(seed: number, stream = 0) {
    let z = mix(mix(seed | 0) ^ Math.floor(seed / TWO_TO_32)) ^ imul(stream, 0x632be5ab);
    const next = (): number => {
      z = (z + 0x9e3779b9) | 0;
      return mix(z);
    };
    this.s0 = next();
    this.s1 = next();
    this.s2 = next();
    // Zero in all four words is the one state that never leaves itself.
    this.s3 = next() | 1;
  }

  /** 32 random bits, as an unsigned integer. */
  bits(): number {
    const result = imul(rotate(imul(this.s1, 5), 7), 9) >>> 0;
    const t = this.s1 << 9;
    this.s2 ^= this.s0;
    this.s3 ^= this.s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= t;
    this.s3 = rotate(this.s3, 11);
    return result;
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    return ((this.bits() >>> 5) * 0x4000000 + (this.bits() >>> 6)) / TWO_TO_53;
  }

  /** Uniform in 0 .. count - 1. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count);
  }

  /** Standard normal (Marsaglia's polar method). */
  normal(): number {
    if (this.spare !== null) {
      const value = this.spare;
      this.spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * log(square)) / square);
        this.spare = y * scale;
        return x * scale;
      }
    }
  }

  /** Put the items in random order, in place (Fisher-Yates). O(n). */
  shuffle(items: Uint32Array): Uint32Array {
    this.shuffleFirst(items, items.length);
    return items;
  }

  /** `size` different integers out of 0 .. count - 1, ascending; all of them if there are no more. O(count). */
  sample(count: number, size: number): Uint32Array {
    const all = Uint32Array.from({ length: count }, (_, n) => n);
    if (size >= count) {
      return all;
    }
    this.shuffleFirst(all, size);
    return all.slice(0, size).sort();
  }

  private shuffleFirst(items: Uint32Array, count: number): void {
    for (let n = 0; n < count; n++) {
      const other = n + this.integer(items.length - n);
      const item = items[n];
      items[n] = items[other];
      items[other] = item;
    }
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** C. Wellons' 32-bit finaliser, as used in splitmix32. */
function mix(x: number): number {
  let z = x ^ (x >>> 16);
  z = imul(z, 0x21f0aaad);
  z ^= z >>> 15;
  z = imul(z, 0x735a2d97);
  return z ^ (z >>> 15);
}
