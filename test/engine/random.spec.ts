import fc from 'fast-check';
import { Random } from '../../src/engine/random';
import { small } from './reference/small';

const anySeed = fc.maxSafeInteger();

describe('the random source', () => {
  it('is xoshiro128** over splitmix32, as an independent program computes it', () => {
    const { seed, stream, bits, largeSeed, largeSeedBits } = small.random;
    const random = new Random(seed, stream);
    const large = new Random(largeSeed);
    expect(bits.map(() => random.bits())).toEqual(bits);
    expect(largeSeedBits.map(() => large.bits())).toEqual(largeSeedBits);
  });

  it('gives other numbers for another seed, a larger seed and another stream', () => {
    const firsts = [new Random(1), new Random(2), new Random(2 ** 32 + 1), new Random(1, 1), new Random(1, 2)];
    expect(new Set(firsts.map((random) => random.bits())).size).toBe(5);
  });

  it('draws uniform numbers in [0, 1) with mean 1/2 and variance 1/12', () => {
    const random = new Random(5);
    const drawn = Array.from({ length: 100_000 }, () => random.uniform());
    const mean = drawn.reduce((sum, x) => sum + x) / drawn.length;
    const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / drawn.length;
    expect(Math.min(...drawn.slice(0, 1000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn.slice(0, 1000))).toBeLessThan(1);
    expect(mean).toBeCloseTo(0.5, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('draws normal numbers with mean 0, variance 1 and kurtosis 3', () => {
    const random = new Random(6);
    const drawn = Array.from({ length: 100_000 }, () => random.normal());
    const moment = (power: number): number => drawn.reduce((sum, x) => sum + x ** power, 0) / drawn.length;
    expect(Math.abs(moment(1))).toBeLessThan(0.015);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.15);
  });

  it('samples different integers in ascending order, all of them if asked for too many', () => {
    fc.assert(
      fc.property(anySeed, fc.nat({ max: 60 }), fc.nat({ max: 80 }), (seed, count, size) => {
        const sample = [...new Random(seed).sample(count, size)];
        expect(sample).toHaveLength(Math.min(count, size));
        expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b));
        expect(sample.every((n) => n < count)).toBe(true);
      }),
    );
  });

  it('shuffles without losing anything', () => {
    fc.assert(
      fc.property(anySeed, fc.uint32Array({ maxLength: 50 }), (seed, items) => {
        expect([...new Random(seed).shuffle(items.slice())].sort()).toEqual([...items].sort());
      }),
    );
  });

  it('draws each of a few integers equally often', () => {
    const random = new Random(7);
    const counts = [0, 0, 0];
    for (let n = 0; n < 30_000; n++) {
      counts[random.integer(3)]++;
    }
    counts.forEach((count) => expect(Math.abs(count - 10_000)).toBeLessThan(400));
  });
});
