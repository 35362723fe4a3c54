import fc from 'fast-check';
import { filmGroups } from '../../../src/engine/training/film-groups';
import { filmMap } from '../../../src/engine/training/film-map';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { unitRows } from '../../../src/engine/linear-algebra/matrix-products';
import { Random } from '../../../src/engine/random';
import { meanSilhouette, pairwiseDistances } from '../../../src/engine/clustering/silhouette';
import { largestDifference } from '../reference/small';

/** `each` films around each of `count` orthogonal directions. */
function bundles(count: number, each: number, noise: number): Matrix {
  const random = new Random(8);
  const rows = Array.from({ length: count * each }, (_, n) =>
    Array.from({ length: count }, (_, c) => (Math.floor(n / each) === c ? 1 : 0) + noise * random.normal()),
  );
  return unitRows(Matrix.fromRows(rows, count));
}

function filled(count: number, value: number): Uint32Array {
  return new Uint32Array(count).fill(value);
}

describe('the film groups', () => {
  it('are as many as the silhouette finds', () => {
    const { filmGroup, sizes } = filmGroups(bundles(7, 20, 0.05), filled(140, 9), filled(140, 9), new Random(1));
    expect([...sizes]).toEqual([20, 20, 20, 20, 20, 20, 20]);
    for (let n = 0; n < 140; n++) {
      expect(filmGroup[n]).toBe(filmGroup[n - (n % 20)]);
    }
  });

  it('come in the order in which they are liked', () => {
    const liked = Uint32Array.from({ length: 140 }, (_, n) => Math.floor(n / 20));
    const { filmGroup } = filmGroups(bundles(7, 20, 0.05), filled(140, 9), liked, new Random(1));
    expect([0, 20, 40, 60, 80, 100, 120].map((n) => filmGroup[n])).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it('are found on films that people know; the others follow', () => {
    // 60 known films of six kinds, and 300 little known ones of one odd direction each.
    const random = new Random(2);
    const known = bundles(6, 10, 0.02);
    const odd = Matrix.zeros(300, 6);
    odd.data.forEach((_, n) => (odd.data[n] = random.normal()));
    const all = unitRows(new Matrix(360, 6, Float64Array.of(...known.data, ...odd.data)));
    const rated = Uint32Array.from({ length: 360 }, (_, n) => (n < 60 ? 9 : 1));
    const { centroids, sizes } = filmGroups(all, rated, rated, new Random(1));
    expect(sizes).toHaveLength(6);
    const nearest = Array.from({ length: 6 }, (_, g) => Math.max(...centroids.row(g)));
    expect(Math.min(...nearest)).toBeGreaterThan(0.95);
  });

  it('are never empty and hold every film once, for any directions', () => {
    const anyFilms = fc.array(fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(anyFilms, fc.nat(), (films, seed) => {
        const vectors = unitRows(Matrix.fromRows(films, 2));
        const rated = Uint32Array.from(films, (_, n) => n % 9);
        const { filmGroup, sizes, centroids } = filmGroups(vectors, rated, rated, new Random(seed));
        expect(filmGroup).toHaveLength(films.length);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(films.length);
        expect(sizes.every((size) => size > 0)).toBe(true);
        expect(sizes.length).toBeLessThanOrEqual(Math.min(24, Math.max(1, films.length)));
        expect(centroids.data.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the silhouette', () => {
  it('is that of a case worked by hand', () => {
    // On a line: 0, 1 | 5, 6. For 0: a = 1, b = 5.5; for 1: a = 1, b = 4.5; mirrored for 5 and 6.
    const distances = pairwiseDistances(Matrix.fromRows([[0], [1], [5], [6]], 1));
    const expected = (4.5 / 5.5 + 3.5 / 4.5) / 2;
    expect(meanSilhouette(distances, Uint32Array.of(0, 0, 1, 1), Uint32Array.of(2, 2))).toBeCloseTo(expected, 6);
  });

  it('counts a point alone as 0, and one cluster as 0', () => {
    const distances = pairwiseDistances(Matrix.fromRows([[0], [1], [5]], 1));
    const expected = (4 / 5 + 3 / 4) / 3;
    expect(meanSilhouette(distances, Uint32Array.of(0, 0, 1), Uint32Array.of(2, 1))).toBeCloseTo(expected, 6);
    expect(meanSilhouette(distances, Uint32Array.of(0, 0, 0), Uint32Array.of(3))).toBe(0);
  });

  it('is 0, not NaN, for points that are all the same', () => {
    const distances = pairwiseDistances(Matrix.fromRows([[1], [1], [1], [1]], 1));
    expect(meanSilhouette(distances, Uint32Array.of(0, 0, 1, 1), Uint32Array.of(2, 2))).toBe(0);
  });
});

describe('the map', () => {
  it('has the axes of largest variance, centred on the films', () => {
    // Variance 10, 2.5 and 0 along the three coordinates.
    const films = Matrix.fromRows(
      [
        [6, 1, 4],
        [0, 1, 4],
        [3, 2.5, 4],
        [3, -0.5, 4],
      ],
      3,
    );
    const map = filmMap(films, Matrix.fromRows([[6, 2.5, 4]], 3).toFloat32());
    expect(largestDifference(map.filmPositions.data, [3, 0, -3, 0, 0, 1.5, 0, -1.5])).toBeLessThan(1e-6);
    expect(largestDifference(map.groupPositions.data, [3, 1.5])).toBeLessThan(1e-6);
    expect(largestDifference(map.axisVariance, [0.8, 0.2])).toBeLessThan(1e-9);
  });

  it('is flat or a point when the films do not spread in two directions', () => {
    const line = filmMap(Matrix.fromRows([[1], [3]], 1), Matrix.fromRows([[2]], 1).toFloat32());
    expect(largestDifference(line.filmPositions.data, [-1, 0, 1, 0])).toBeLessThan(1e-6);
    expect([...line.axisVariance]).toEqual([1, 0]);
    const point = filmMap(
      Matrix.fromRows(
        [
          [1, 1],
          [1, 1],
        ],
        2,
      ),
      Matrix.fromRows([[1, 1]], 2).toFloat32(),
    );
    expect([...point.filmPositions.data, ...point.axisVariance]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(filmMap(Matrix.zeros(2, 0), Matrix.zeros(1, 0).toFloat32()).filmPositions.rows).toBe(2);
  });
});
