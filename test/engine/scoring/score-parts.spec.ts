import { partOf } from '../../../src/engine/scoring/score-parts';

describe('a part of the score', () => {
  it('is scaled by one over its standard deviation, even and odd numbers of films alike', () => {
    expect(partOf(Float32Array.of(1, 3, 1, 3)).scale).toBeCloseTo(1, 12);
    expect(partOf(Float32Array.of(0, 2, 4)).scale).toBeCloseTo(1 / Math.sqrt(8 / 3), 12);
  });

  it('is scaled alike wherever its numbers lie', () => {
    const near = Float32Array.from({ length: 1001 }, (_, f) => f % 2);
    const far = near.map((score) => 1_000_000 + score);
    expect(partOf(far).scale).toBeCloseTo(partOf(near).scale, 9);
  });

  it('has no opinion when it is the same for all films, whatever it is', () => {
    for (const score of [0, 0.1, -3.3, 12345.678, 1e8])
      expect(partOf(new Float32Array(1001).fill(score)).scale).toBe(0);
    expect(partOf(Float32Array.of(7)).scale).toBe(0);
    expect(partOf(new Float32Array(0)).scale).toBe(0);
  });
});
