import fc from 'fast-check';
import { NotPositiveDefinite } from '../../../src/engine/errors';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { gram, multiply } from '../../../src/engine/linear-algebra/matrix-products';
import { Random } from '../../../src/engine/random';
import { SpdInverter, spdInverse } from '../../../src/engine/linear-algebra/spd-inverse';
import { largestDifference } from '../reference/small';

/** n x n, of rank n / 2: only the ridge makes it positive definite. */
function someGram(n: number, seed = 1): Matrix {
  const random = new Random(seed);
  const a = Matrix.zeros(Math.ceil(n / 2), n);
  return gram(
    new Matrix(
      a.rows,
      n,
      a.data.map(() => random.normal()),
    ),
  );
}

function identity(n: number): Matrix {
  const a = Matrix.zeros(n, n);
  for (let r = 0; r < n; r++) {
    a.data[r * n + r] = 1;
  }
  return a;
}

describe('the inverse of a positive definite matrix', () => {
  it('is the one worked out by hand', () => {
    const a = Matrix.fromRows([[3, 0], [2, 2]], 2); // prettier-ignore
    expect(largestDifference(spdInverse(a, 1).data, [3 / 8, -2 / 8, -2 / 8, 4 / 8])).toBeLessThan(1e-15);
  });

  it.each([1, 2, 3, 4, 5, 63, 64, 65, 128, 131, 257, 300])('gives the identity, times the matrix: %d rows', (n) => {
    const a = someGram(n);
    const inverse = spdInverse(new Matrix(n, n, a.data.slice()), 2);
    for (let r = 0; r < n; r++) {
      a.data[r * n + r] += 2;
    }
    expect(largestDifference(multiply(a, inverse).data, identity(n).data)).toBeLessThan(1e-11);
  });

  it('is exactly symmetric, and the same in a used memory', () => {
    const inverter = new SpdInverter();
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(1000), (n, seed) => {
        const a = someGram(n, seed);
        const inverse = inverter.invert(new Matrix(n, n, a.data.slice()), 3);
        expect(inverse.data).toEqual(spdInverse(new Matrix(n, n, a.data.slice()), 3).data);
        for (let r = 0; r < n; r++) {
          a.data[r * n + r] += 3;
        }
        expect(largestDifference(multiply(a, inverse).data, identity(n).data)).toBeLessThan(1e-11);
        for (let r = 0; r < n; r++) {
          expect(inverse.data[r]).toBe(inverse.data[r * n]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('does not exist for others, which stay as they were', () => {
    const a = someGram(150);
    const before = a.data.slice();
    expect(() => spdInverse(a, -1)).toThrow(NotPositiveDefinite);
    expect(() => spdInverse(new Matrix(1, 1, Float64Array.of(NaN)))).toThrow(NotPositiveDefinite);
    expect(a.data).toEqual(before);
  });

  it('of nothing is nothing', () => {
    expect(spdInverse(Matrix.zeros(0, 0)).data).toHaveLength(0);
  });
});
