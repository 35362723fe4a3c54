import { Matrix } from './matrix';
import { SparseMatrix } from './sparse';
import { evenRanges, type Team } from '../team';

type Product = 'times' | 'transposeTimes' | 'gramTimes';

/** Some columns of a product with a sparse matrix; a copy on another thread has no methods. */
export interface ColumnsOfProduct {
  readonly product: Product;
  readonly x: Pick<SparseMatrix, 'rows' | 'cols' | 'rowStart' | 'column' | 'value'>;
  readonly b: Pick<Matrix, 'rows' | 'cols' | 'data'>;
}

/** The product, row-major. */
export function columnsOfProduct({ product, x, b }: ColumnsOfProduct): Float64Array {
  const sparse = new SparseMatrix(x.rows, x.cols, x.rowStart, x.column, x.value);
  return sparse[product](new Matrix(b.rows, b.cols, b.data)).data;
}

/**
 * X B, X'B or X'X B by a team: some columns of B each. No number of one column is part of another, so that the bytes are those of
 * the whole product.
 */
export async function productBy(team: Team, product: Product, x: SparseMatrix, b: Matrix): Promise<Matrix> {
  const ranges = evenRanges([...Array(b.cols + 1).keys()], team.size);
  if (ranges.length < 2) return x[product](b);
  const parts = await team.map(
    columnsOfProduct,
    ranges.map(({ from, to }) => ({ product, x, b: someColumns(b, from, to) })),
  );
  const whole = Matrix.zeros(product === 'times' ? x.rows : x.cols, b.cols);
  parts.forEach((part, p) => {
    const { from, to } = ranges[p];
    for (let n = 0, at = from; n < part.length; n += to - from, at += b.cols) {
      for (let c = 0; c < to - from; c++) whole.data[at + c] = part[n + c];
    }
  });
  return whole;
}

function someColumns({ rows, cols, data }: Matrix, from: number, to: number): Matrix {
  const some = Matrix.zeros(rows, to - from);
  for (let r = 0, at = 0; r < rows; r++) {
    for (let c = from; c < to; c++) some.data[at++] = data[r * cols + c];
  }
  return some;
}
