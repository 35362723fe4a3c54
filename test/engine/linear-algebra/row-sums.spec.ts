import fc from 'fast-check';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { Random } from '../../../src/engine/random';
import { SummableRows } from '../../../src/engine/linear-algebra/row-sums';
import { largestDifference } from '../reference/small';

function someNumbers(count: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: count }, () => random.normal());
}

describe('rows that are summed', () => {
  it('are so as worked out by hand', () => {
    const rows = new SummableRows(15, 5);
    rows.data.set([1, 2, 3, 4, 5, 10, 20, 30, 40, 50, 0, 0, 0, 0, 1]);
    rows.sum(rows.data, [0, 1, 2], [2, 0.5, -4], 5);
    expect([...rows.sums]).toEqual([7, 14, 21, 28, 31]);
  });

  it('are any number of any length, and stay as they are', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(40), fc.nat(1000), (count, cols, seed) => {
        const a = new Matrix(count, cols, someNumbers(count * cols, seed));
        const v = someNumbers(count, seed + 1);
        const expected = new Float64Array(cols);
        v.forEach((value, r) => a.row(r).forEach((x, c) => (expected[c] += value * x)));
        const rows = new SummableRows(a.data.length, cols);
        rows.data.set(a.data);
        rows.sum(rows.data, [...v.keys()], v, cols);
        expect(largestDifference(rows.sums, expected)).toBeLessThan(1e-5);
        expect(rows.data).toEqual(a.data);
      }),
    );
  });

  it('may be more than the kernel takes at a time', () => {
    const rows = new SummableRows(3000, 3);
    rows.data.fill(1);
    rows.sum(rows.data, [...Array(1000).keys()], new Float32Array(1000).fill(2), 3);
    expect([...rows.sums]).toEqual([2000, 2000, 2000]);
  });

  it('begin anywhere and may be taken twice; other sums stay', () => {
    const rows = new SummableRows(8, 6);
    rows.data.set([1, 2, 3, 4, 5, 6, 7, 8]);
    rows.sum(rows.data.subarray(1), [0, 1, 0], [1, 10, 100], 3);
    rows.sum(rows.data, [0], [-1], 2, 4);
    expect([...rows.sums]).toEqual([252, 363, 474, 0, -1, -2]);
  });

  it('of 8 bits a number give what those of 32 do, wherever they begin', () => {
    fc.assert(
      fc.property(fc.nat(23), fc.nat(40), fc.nat(3), fc.nat(1000), (count, cols, from, seed) => {
        const random = new Random(seed);
        const bytes = Int8Array.from({ length: from + count * cols }, () => random.integer(255) - 127);
        const rows = new SummableRows(bytes.length, cols, bytes.length);
        rows.data.set(bytes);
        rows.bytes.set(bytes);
        const all = [...Array(count).keys()];
        const values = someNumbers(count, seed);
        rows.sum(rows.data.subarray(from), all, values, cols);
        const expected = rows.sums.slice();
        rows.sum(rows.bytes.subarray(from), all, values, cols);
        expect(rows.sums).toEqual(expected);
      }),
    );
  });

  it('are refused when they do not fit in a WebAssembly memory', () => {
    expect(() => new SummableRows(0, 1, 2 ** 32)).toThrow('fit in a WebAssembly memory');
    expect(() => new SummableRows(2 ** 30, 1)).toThrow('fit in a WebAssembly memory');
  });
});
