import type { Matrix } from './matrix';

/** A column that keeps less than this share of its length is a combination of the ones before it. */
const DEPENDENT = 1e-10;

/**
 * Make the columns of A orthonormal, in place, by Gram-Schmidt done twice, which is as good as Householder ("twice is
 * enough": L. Giraud, J. Langou, M. Rozloznik, Numerische Mathematik 101, 2005). A column that depends on the ones before
 * it becomes zero, so that a matrix of any rank gives no NaN. A: n x m. O(n m^2), reading row by row.
 */
export function orthonormalise(a: Matrix): Matrix {
  const overlaps = new Float64Array(a.cols);
  for (let c = 0; c < a.cols; c++) {
    const before = columnLength(a, c);
    for (let twice = 0; twice < 2; twice++) {
      measureOverlaps(a, c, overlaps);
      subtractFirst(a, c, overlaps);
    }
    const after = columnLength(a, c);
    scaleColumn(a, c, after > DEPENDENT * before ? 1 / after : 0);
  }
  return a;
}

function columnLength(a: Matrix, c: number): number {
  let square = 0;
  for (let n = c; n < a.data.length; n += a.cols) {
    square += a.data[n] * a.data[n];
  }
  return Math.sqrt(square);
}

/** Inner products of column c with each column before it. */
function measureOverlaps(a: Matrix, c: number, overlaps: Float64Array): void {
  const { rows, cols, data } = a;
  overlaps.fill(0, 0, c);
  for (let r = 0, row = 0; r < rows; r++, row += cols) {
    const x = data[row + c];
    for (let j = 0; j < c; j++) {
      overlaps[j] += x * data[row + j];
    }
  }
}

function subtractFirst(a: Matrix, c: number, overlaps: Float64Array): void {
  const { rows, cols, data } = a;
  for (let r = 0, row = 0; r < rows; r++, row += cols) {
    let sum = 0;
    for (let j = 0; j < c; j++) {
      sum += overlaps[j] * data[row + j];
    }
    data[row + c] -= sum;
  }
}

function scaleColumn(a: Matrix, c: number, by: number): void {
  for (let n = c; n < a.data.length; n += a.cols) {
    a.data[n] = by === 0 ? 0 : a.data[n] * by;
  }
}
