import fc from 'fast-check';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import {
  gram,
  multiply,
  pickRows,
  toUnitLength,
  transpose,
  unitRows,
} from '../../../src/engine/linear-algebra/matrix-products';
import { largestDifference } from '../reference/small';

const anyMatrix = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([rows, cols]) =>
    fc
      .array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: rows * cols, maxLength: rows * cols })
      .map((data) => new Matrix(rows, cols, Float64Array.from(data))),
  );

describe('a matrix', () => {
  it('refuses data of the wrong length', () => {
    expect(() => new Matrix(2, 3, new Float64Array(5))).toThrow('a 2 x 3 matrix has 6 elements, not 5');
  });

  it('shows a row as a view and picks rows as copies', () => {
    const matrix = Matrix.fromRows(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      2,
    );
    matrix.row(1)[0] = 30;
    expect([...matrix.data]).toEqual([1, 2, 30, 4, 5, 6]);
    expect([...pickRows(matrix, [2, 1, 1]).data]).toEqual([5, 6, 30, 4, 30, 4]);
  });

  it('multiplies and transposes like by hand', () => {
    const a = Matrix.fromRows(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      3,
    );
    expect([...transpose(a).data]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...multiply(a, transpose(a)).data]).toEqual([14, 32, 32, 77]);
    expect([...gram(a).data]).toEqual([17, 22, 27, 22, 29, 36, 27, 36, 45]);
  });

  it("has the Gram matrix A'A, whatever the number of rows", () => {
    fc.assert(
      fc.property(anyMatrix, (a) => {
        expect(largestDifference(gram(a).data, multiply(transpose(a), a).data)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('unit length', () => {
  it('keeps the direction of a vector', () => {
    const vector = Float64Array.of(3, 4);
    expect(toUnitLength(vector)).toBe(true);
    expect(vector[0]).toBeCloseTo(0.6, 15);
    expect(vector[1]).toBeCloseTo(0.8, 15);
  });

  it('makes a vector without a direction zero instead of NaN', () => {
    expect([
      ...unitRows(
        Matrix.fromRows(
          [
            [0, 0],
            [1e-12, 0],
            [0, 2],
          ],
          2,
        ),
      ).data,
    ]).toEqual([0, 0, 0, 0, 0, 1]);
  });
});
