export type Floats = Float32Array | Float64Array;

/**
 * A dense matrix, row-major: element (r, c) is `data[r * cols + c]`.
 *
 * Training computes in Float64Array, so that sums over many users stay exact enough to be compared with the reference;
 * what a model keeps is Float32Array, which halves both its size and the memory traffic of a request.
 */
export class Matrix<T extends Floats = Float64Array> {
  constructor(
    readonly rows: number,
    readonly cols: number,
    readonly data: T,
  ) {
    if (data.length !== rows * cols) {
      throw new RangeError(`a ${rows} x ${cols} matrix has ${rows * cols} elements, not ${data.length}`);
    }
  }

  static zeros(rows: number, cols: number): Matrix {
    return new Matrix(rows, cols, new Float64Array(rows * cols));
  }

  static fromRows(rows: readonly ArrayLike<number>[], cols: number): Matrix {
    const matrix = Matrix.zeros(rows.length, cols);
    rows.forEach((row, r) => matrix.data.set(row, r * cols));
    return matrix;
  }

  /** A view of row r, not a copy. */
  row(r: number): T {
    return this.data.subarray(r * this.cols, (r + 1) * this.cols) as T;
  }

  toFloat32(): Matrix<Float32Array> {
    return new Matrix(this.rows, this.cols, Float32Array.from(this.data));
  }

  toFloat64(): Matrix {
    return new Matrix(this.rows, this.cols, Float64Array.from(this.data));
  }
}

/** The matrices of a model: single precision. */
export type Matrix32 = Matrix<Float32Array>;
