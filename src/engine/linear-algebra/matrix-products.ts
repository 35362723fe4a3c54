import { type Floats, Matrix } from './matrix';

/** Rows taken together by `gram`: each element of the result is then loaded and stored once for four products. */
const ROWS_AT_ONCE = 4;

/** A'A, added to `product`: m x m, symmetric. A: n x m. O(n m^2). */
export function gram(a: Matrix, product = Matrix.zeros(a.cols, a.cols)): Matrix {
  const { rows, cols, data } = a;
  const out = product.data;
  let r = 0;
  for (; r + ROWS_AT_ONCE <= rows; r += ROWS_AT_ONCE) {
    const a0 = r * cols;
    const a1 = a0 + cols;
    const a2 = a1 + cols;
    const a3 = a2 + cols;
    for (let i = 0; i < cols; i++) {
      const x0 = data[a0 + i];
      const x1 = data[a1 + i];
      const x2 = data[a2 + i];
      const x3 = data[a3 + i];
      const row = i * cols;
      for (let j = i; j < cols; j++) {
        out[row + j] += x0 * data[a0 + j] + x1 * data[a1 + j] + x2 * data[a2 + j] + x3 * data[a3 + j];
      }
    }
  }
  for (; r < rows; r++) {
    const a0 = r * cols;
    for (let i = 0; i < cols; i++) {
      const x0 = data[a0 + i];
      for (let j = i; j < cols; j++) {
        out[i * cols + j] += x0 * data[a0 + j];
      }
    }
  }
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j < i; j++) {
      out[i * cols + j] = out[j * cols + i];
    }
  }
  return product;
}

/** A B. A: n x m, B: m x p, result n x p. O(n m p); B is meant to be small enough to stay in the cache. */
export function multiply(a: Matrix, b: Matrix): Matrix {
  const product = Matrix.zeros(a.rows, b.cols);
  for (let r = 0; r < a.rows; r++) {
    const row = r * b.cols;
    for (let m = 0; m < a.cols; m++) {
      const x = a.data[r * a.cols + m];
      const from = m * b.cols;
      for (let c = 0; c < b.cols; c++) {
        product.data[row + c] += x * b.data[from + c];
      }
    }
  }
  return product;
}

/** A'. A: n x m, result m x n, in double precision. O(n m). */
export function transpose(a: Matrix<Floats>): Matrix {
  const { rows, cols, data } = a;
  const transposed = Matrix.zeros(cols, rows);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < cols; c++) {
      transposed.data[c * rows + r] = data[r * cols + c];
    }
  }
  return transposed;
}

/** I: n x n, in single precision. */
export function identity(n: number): Matrix<Float32Array> {
  const matrix = new Matrix(n, n, new Float32Array(n * n));
  for (let c = 0; c < n; c++) {
    matrix.data[c * n + c] = 1;
  }
  return matrix;
}

/** Copies of the rows of A with these indices, in that order. O(n m). */
export function pickRows(a: Matrix, rows: ArrayLike<number>): Matrix {
  const picked = Matrix.zeros(rows.length, a.cols);
  for (let r = 0; r < rows.length; r++) {
    picked.data.set(a.row(rows[r]), r * a.cols);
  }
  return picked;
}

/** A vector shorter than this has no direction. */
const NO_LENGTH = 1e-9;

/** Scale a vector to unit length, in place; one that has no length becomes zero. Returns whether it has a direction. */
export function toUnitLength(vector: Floats): boolean {
  let square = 0;
  for (const x of vector) {
    square += x * x;
  }
  const length = Math.sqrt(square);
  if (length < NO_LENGTH) {
    vector.fill(0);
    return false;
  }
  for (let c = 0; c < vector.length; c++) {
    vector[c] /= length;
  }
  return true;
}

/** A copy of A with every row at unit length; rows without a direction become zero. A: n x m. O(n m). */
export function unitRows(a: Matrix<Floats>): Matrix {
  const unit = new Matrix(a.rows, a.cols, Float64Array.from(a.data));
  for (let r = 0; r < unit.rows; r++) {
    toUnitLength(unit.row(r));
  }
  return unit;
}
