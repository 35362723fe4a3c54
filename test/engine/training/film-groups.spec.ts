import fc from 'fast-check';
import { filmGroups } from '../../../src/engine/training/film-groups';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { unitRows } from '../../../src/engine/linear-algebra/matrix-products';
import { Random } from '../../../src/engine/random';

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
