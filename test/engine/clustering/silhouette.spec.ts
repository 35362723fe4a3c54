import { meanSilhouette, pairwiseDistances } from '../../../src/engine/clustering/silhouette';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';

describe('the silhouette', () => {
  const line = pairwiseDistances(Matrix.fromRows([[0], [1], [5], [7]], 1));

  it('is that of a case worked by hand', () => {
    expect([...line.subarray(0, 4)]).toEqual([0, 1, 5, 7]);
    // Own cluster at 1, the next at 6, 5: 1 - 1/6, 1 - 1/5; at 2 and 4.5, 6.5: 1 - 2/4.5, 1 - 2/6.5.
    const expected = (1 - 1 / 6 + 1 - 1 / 5 + 1 - 2 / 4.5 + 1 - 2 / 6.5) / 4;
    expect(meanSilhouette(line, Uint32Array.of(0, 0, 1, 1), Uint32Array.of(2, 2))).toBeCloseTo(expected, 6);
    expect(meanSilhouette(line, Uint32Array.of(0, 1, 0, 1), Uint32Array.of(2, 2))).toBeLessThan(0);
  });

  it('counts a point alone in its cluster as 0, and takes no empty cluster for the next one', () => {
    const labels = Uint32Array.of(0, 0, 0, 2);
    // Means to the others of their own: 3, 2.5, 4.5; to the point alone: 7, 6, 2.
    const expected = (1 - 3 / 7 + 1 - 2.5 / 6 + 2 / 4.5 - 1 + 0) / 4;
    expect(meanSilhouette(line, labels, Uint32Array.of(3, 0, 1))).toBeCloseTo(expected, 6);
  });

  it('of one cluster, of one point and of the same points is 0', () => {
    expect(meanSilhouette(line, new Uint32Array(4), Uint32Array.of(4))).toBe(0);
    expect(meanSilhouette(Float32Array.of(0), Uint32Array.of(0), Uint32Array.of(1))).toBe(0);
    expect(meanSilhouette(new Float32Array(16), Uint32Array.of(0, 0, 1, 1), Uint32Array.of(2, 2))).toBe(0);
  });
});
