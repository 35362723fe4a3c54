import fc from 'fast-check';
import { choleskyFactor, solveRows } from '../../../src/engine/linear-algebra/cholesky';
import { NotPositiveDefinite } from '../../../src/engine/errors';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { gram, multiply } from '../../../src/engine/linear-algebra/matrix-products';
import { Random } from '../../../src/engine/random';
import { largestDifference } from '../reference/small';

function normalMatrix(rows: number, cols: number, random: Random): Matrix {
  const matrix = Matrix.zeros(rows, cols);
  for (let n = 0; n < matrix.data.length; n++) {
    matrix.data[n] = random.normal();
  }
  return matrix;
}

describe('Cholesky', () => {
  it('factors a matrix worked by hand', () => {
    const a = Matrix.fromRows(
      [
        [4, 12, -16],
        [12, 37, -43],
        [-16, -43, 98],
      ],
      3,
    );
    expect([...choleskyFactor(a).data]).toEqual([2, 0, 0, 6, 1, 0, -8, 5, 3]);
  });

  it('solves (A + ridge I) x = b for any number of right-hand sides', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(11), fc.nat(), (n, m, seed) => {
        const random = new Random(seed);
        const a = gram(normalMatrix(n + 2, n, random));
        const b = normalMatrix(m, n, random);
        const x = solveRows(choleskyFactor(a, 0.5), new Matrix(m, n, b.data.slice()));
        const back = multiply(x, a);
        expect(
          largestDifference(
            back.data.map((value, i) => value + 0.5 * x.data[i]),
            b.data,
          ),
        ).toBeLessThan(1e-9);
      }),
    );
  });

  it('says so when a matrix has no factor', () => {
    expect(() =>
      choleskyFactor(
        Matrix.fromRows(
          [
            [1, 2],
            [2, 1],
          ],
          2,
        ),
      ),
    ).toThrow(NotPositiveDefinite);
    expect(() => choleskyFactor(Matrix.fromRows([[NaN]], 1))).toThrow(NotPositiveDefinite);
    expect(() => choleskyFactor(Matrix.zeros(2, 2), 0.1)).not.toThrow();
  });
});
