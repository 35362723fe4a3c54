import fc from 'fast-check';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { MultipliableMatrix } from '../../../src/engine/linear-algebra/multipliable-matrix';
import { Random } from '../../../src/engine/random';
import { largestDifference } from '../reference/small';

describe('a matrix that is multiplied by vectors', () => {
  it('is so as worked out by hand', () => {
    const a = new MultipliableMatrix({
      rows: 3,
      cols: 2,
      rowScales: Float32Array.of(1, 0.5, 2),
      colScales: Float32Array.of(1, 10),
      data: Int8Array.of(1, -127, 4, 2, 0, 100),
    });
    expect([...a.row(1)]).toEqual([2, 10]);
    // In units of the columns both numbers of the vector are 32,767.
    const products = a.times([32_767, 3276.7]);
    expect(largestDifference(products, [-126 * 32_767, 3 * 32_767, 200 * 32_767])).toBeLessThan(1);
  });

  it('gives the sums of its own numbers, whatever its size', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(40), fc.nat(1000), (rows, cols, seed) => {
        const random = new Random(seed);
        const bytes = (count: number) => Int8Array.from({ length: count }, () => random.integer(255) - 127);
        const data = bytes(rows * cols);
        const rowScales = Float32Array.from({ length: rows }, () => random.uniform());
        const a = new MultipliableMatrix({ rows, cols, rowScales, colScales: new Float32Array(cols).fill(1), data });
        // Whole numbers, the largest 32,767: nothing is lost.
        const v = Int16Array.from({ length: cols }, (_, c) => (c === 0 ? -32_767 : random.integer(65_535) - 32_767));
        const expected = Float32Array.from(rowScales, (scale, r) =>
          Math.fround(Math.fround(v.reduce((sum, x, c) => sum + x * data[r * cols + c], 0)) * scale),
        );
        expect(a.times(v)).toEqual(expected);
        // Neither the products before nor the matrix are touched.
        const first = a.times(v);
        a.times(v.map((x) => -x));
        expect(first).toEqual(expected);
        expect(a.data).toEqual(data);
      }),
    );
  });

  it('does not overflow where all of many numbers are the largest', () => {
    const [rows, cols] = [5, 3000];
    const a = MultipliableMatrix.of(new Matrix(rows, cols, new Float32Array(rows * cols).fill(-3)));
    for (const x of [1, -1]) {
      const products = a.times(new Float32Array(cols).fill(x));
      products.forEach((product) => expect(product / (-3 * cols * x)).toBeCloseTo(1, 3));
    }
  });

  it('keeps small columns beside large ones', () => {
    const random = new Random(1);
    const [rows, cols] = [200, 30];
    const sizes = Array.from({ length: cols }, (_, c) => 10 ** (c % 5));
    const data = Float32Array.from({ length: rows * cols }, (_, n) => sizes[n % cols] * random.normal());
    const a = new Matrix(rows, cols, data);
    // As memberships are: what is large has small coefficients.
    const v = sizes.map((size) => random.normal() / size);
    const expected = Array.from({ length: rows }, (_, r) => a.row(r).reduce((sum, x, c) => sum + x * v[c], 0));
    const products = MultipliableMatrix.of(a).times(v);
    const deviation = Math.sqrt(expected.reduce((sum, x) => sum + x * x, 0) / rows);
    expect(largestDifference(products, expected)).toBeLessThan(0.05 * deviation);
  });

  it('of zeros, of no rows or of no columns gives zeros', () => {
    for (const [rows, cols] of [
      [3, 2],
      [0, 2],
      [3, 0],
    ]) {
      // prettier-ignore
      const a = MultipliableMatrix.of(new Matrix(rows, cols, new Float32Array(rows * cols)));
      expect([...a.colScales]).toEqual(new Array(cols).fill(0));
      expect([...a.times(new Float32Array(cols).fill(1))]).toEqual(new Array(rows).fill(0));
    }
    expect([...MultipliableMatrix.of(new Matrix(2, 1, Float32Array.of(1, 2))).times([0])]).toEqual([0, 0]);
  });

  it('is refused when it does not fit in a WebAssembly memory', () => {
    const none = new Float32Array(0);
    const large = { rows: 2 ** 30, cols: 4, rowScales: none, colScales: none, data: new Int8Array(0) };
    expect(() => new MultipliableMatrix(large)).toThrow('fit in a WebAssembly memory');
  });
});
