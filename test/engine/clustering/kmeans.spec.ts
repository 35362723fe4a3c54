import fc from 'fast-check';
import { cluster } from '../../../src/engine/clustering/kmeans';
import { nearestCentroids } from '../../../src/engine/clustering/nearest-centroids';
import { plusPlusSeeds, squaredDistances } from '../../../src/engine/clustering/kmeans-seeding';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { pickRows } from '../../../src/engine/linear-algebra/matrix-products';
import { Random } from '../../../src/engine/random';
import { largestDifference } from '../reference/small';

const anyPoints = fc.integer({ min: 1, max: 3 }).chain((cols) =>
  fc
    .array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: cols, maxLength: cols }), {
      minLength: 1,
      maxLength: 30,
    })
    .map((rows) => Matrix.fromRows(rows, cols)),
);

function distinctRows(points: Matrix): number {
  return new Set(Array.from({ length: points.rows }, (_, r) => points.row(r).join())).size;
}

function sumOfSquares(points: Matrix, centroids: Matrix, labels: Uint32Array): number {
  return points.data.reduce((sum, x, n) => {
    const at = labels[Math.floor(n / points.cols)] * points.cols + (n % points.cols);
    return sum + (x - centroids.data[at]) ** 2;
  }, 0);
}

/** `each` points around each of the centres. */
function clouds(centres: number[][], each: number, random: Random): Matrix {
  const rows = centres.flatMap((centre) =>
    Array.from({ length: each }, () => centre.map((x) => x + 0.1 * random.normal())),
  );
  return Matrix.fromRows(rows, centres[0].length);
}

describe('k-means', () => {
  it('finds clouds that are apart', () => {
    const centres = [
      [0, 0],
      [5, 5],
      [0, 9],
      [9, 0],
    ];
    const points = clouds(centres, 25, new Random(1));
    const found = cluster(points, 4, new Random(2));
    expect([...found.sizes]).toEqual([25, 25, 25, 25]);
    for (let c = 0; c < 4; c++) {
      const label = found.labels[c * 25];
      expect(largestDifference(found.centroids.row(label), centres[c])).toBeLessThan(0.1);
      expect(found.labels.slice(c * 25, (c + 1) * 25).every((other) => other === label)).toBe(true);
    }
  });

  it('never leaves a cluster empty, a value that is not a number, or a point with a centroid that is not nearest', () => {
    fc.assert(
      fc.property(anyPoints, fc.integer({ min: 1, max: 12 }), fc.nat(), (points, k, seed) => {
        const { centroids, labels, sizes } = cluster(points, k, new Random(seed));
        expect(centroids.rows).toBeGreaterThan(0);
        expect(centroids.rows).toBeLessThanOrEqual(Math.min(k, distinctRows(points)));
        expect(centroids.data.every(Number.isFinite)).toBe(true);
        expect(sizes.every((size) => size > 0)).toBe(true);
        expect(sizes.reduce((sum, size) => sum + size)).toBe(points.rows);
        const distance = (p: number, c: number): number =>
          points.row(p).reduce((sum, x, n) => sum + (x - centroids.row(c)[n]) ** 2, 0);
        for (let p = 0; p < points.rows; p++) {
          for (let c = 0; c < centroids.rows; c++) {
            expect(distance(p, labels[p])).toBeLessThanOrEqual(distance(p, c) + 1e-9);
          }
        }
      }),
    );
  });

  it('gives every point its own cluster when there are as many clusters as points', () => {
    const points = Matrix.fromRows(
      [
        [0, 0],
        [1, 0],
        [0, 3],
        [7, 7],
        [2, 2],
      ],
      2,
    );
    const { centroids, labels, sizes } = cluster(points, 5, new Random(1));
    expect([...sizes]).toEqual([1, 1, 1, 1, 1]);
    expect(sumOfSquares(points, centroids, labels)).toBe(0);
  });

  it('has as many clusters as there are different points, when all are duplicates', () => {
    const points = Matrix.fromRows([...Array<number[]>(10).fill([1, 2]), ...Array<number[]>(10).fill([3, 4])], 2);
    const { centroids, sizes } = cluster(points, 7, new Random(1));
    expect([...sizes]).toEqual([10, 10]);
    expect([...centroids.data].sort()).toEqual([1, 2, 3, 4]);
  });

  it('works on one sample, on one feature, and on nothing', () => {
    expect([...cluster(Matrix.fromRows([[4, 5]], 2), 3, new Random(1)).centroids.data]).toEqual([4, 5]);
    const line = cluster(Matrix.fromRows([[1], [1.1], [9], [9.1]], 1), 2, new Random(1));
    expect([...line.sizes]).toEqual([2, 2]);
    expect(cluster(Matrix.zeros(0, 3), 2, new Random(1)).centroids.rows).toBe(0);
    expect(cluster(Matrix.fromRows([[1]], 1), 0, new Random(1)).centroids.rows).toBe(0);
  });

  it('drops a centroid to which no point is nearest', () => {
    const points = Matrix.fromRows([[0], [1]], 1);
    const start = Matrix.fromRows([[0], [1]], 1);
    start.data[1] = 1;
    const far = Matrix.fromRows([[0.5], [100]], 1);
    expect(cluster(points, 2, new Random(1), { start }).centroids.rows).toBe(2);
    const { centroids, labels } = cluster(points, 2, new Random(1), { start: far });
    expect([...centroids.data]).toEqual([0.5]);
    expect([...labels]).toEqual([0, 0]);
  });

  it('gives the same result for the same seed, and for the same points in another order', () => {
    const points = clouds(
      [
        [0, 0],
        [1, 1],
        [2, 0],
      ],
      40,
      new Random(4),
    );
    const order = new Random(5).shuffle(Uint32Array.from({ length: points.rows }, (_, n) => n));
    const first = cluster(points, 6, new Random(3));
    expect(cluster(points, 6, new Random(3))).toEqual(first);
    const permuted = cluster(pickRows(points, order), 6, new Random(3));
    expect([...permuted.centroids.data]).toEqual([...first.centroids.data]);
    expect([...permuted.labels]).toEqual([...order].map((n) => first.labels[n]));
  });

  it('finds the same in single precision', () => {
    const points = clouds([[0, 0], [5, 5], [0, 9]], 20, new Random(7)); // prettier-ignore
    const single = new Matrix(points.rows, 2, Float64Array.from(points.toFloat32().data));
    const [one, other] = [points, single].map((some) => cluster(some, 3, new Random(8)));
    expect(other.labels).toEqual(one.labels);
    expect(largestDifference(other.centroids.data, one.centroids.data)).toBeLessThan(1e-5);
  });

  it('clusters a sample of many points and assigns all of them', () => {
    const points = clouds([[0], [10], [20]], 8000, new Random(6));
    expect([...cluster(points, 3, new Random(1)).sizes]).toEqual([8000, 8000, 8000]);
  });
});

describe('k-means++ seeding', () => {
  it('takes different points, far apart', () => {
    const points = clouds(
      [
        [0, 0],
        [50, 0],
        [0, 50],
      ],
      30,
      new Random(1),
    );
    const seeds = plusPlusSeeds(points.rows, 3, new Random(2), squaredDistances(points));
    expect(seeds.map((row) => Math.floor(row / 30)).sort()).toEqual([0, 1, 2]);
  });

  it('stops when all points are taken', () => {
    const points = Matrix.fromRows([[1], [1], [2]], 1);
    expect(plusPlusSeeds(3, 3, new Random(1), squaredDistances(points))).toHaveLength(2);
  });
});

describe('the nearest centroid', () => {
  it('is the first of two that are equally near', () => {
    const labels = nearestCentroids(Matrix.fromRows([[1], [0]], 1), Matrix.fromRows([[0], [2], [0]], 1));
    expect([...labels]).toEqual([0, 0]);
  });
});
