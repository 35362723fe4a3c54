import { Matrix } from './matrix';
import { sharedNumbers } from '../shared-numbers';
import { centredOpinion, preference, type PreferenceKind, type Reading } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';

/** A sparse matrix in compressed rows: the entries of row r are `rowStart[r]` .. `rowStart[r + 1] - 1`. Of ratings it is in shared memory. */
export class SparseMatrix {
  constructor(
    readonly rows: number,
    readonly cols: number,
    /** rows + 1 */
    readonly rowStart: Uint32Array,
    readonly column: Uint32Array,
    readonly value: Float32Array,
  ) {}

  /** X: users x films, the preference of each rating; a film not rated is 0. O(ratings). */
  static preferences(table: RatingTable, kind: PreferenceKind): SparseMatrix {
    return SparseMatrix.ofRatings(table, (rating) => preference(rating, table.top, kind));
  }

  /**
   * Y: users x films, what each rating says of its user's taste, below zero for a dislike (see `centredOpinion`); a film not rated is 0.
   * means: of the films' ratings. O(ratings).
   */
  static opinions(table: RatingTable, means: Float32Array, reading: Reading): SparseMatrix {
    return SparseMatrix.ofRatings(table, (rating, film) => centredOpinion(rating, table.top, means[film], reading));
  }

  /** Y in whole numbers, `one` being what 1 is there. O(ratings). */
  static wholeOpinions(table: RatingTable, means: Float32Array, reading: Reading, one: number): SparseMatrix {
    return SparseMatrix.ofRatings(table, (rating, film) =>
      Math.round(one * centredOpinion(rating, table.top, means[film], reading)),
    );
  }

  /** Each entry as `valueOf` it and its row's factor. factors: as many as rows. Columns are shared, not copied. O(entries). */
  withRows(factors: Float64Array, valueOf: (value: number, factor: number) => number): SparseMatrix {
    const value = sharedNumbers.float32(this.value.length);
    for (let r = 0; r < this.rows; r++) {
      for (let n = this.rowStart[r]; n < this.rowStart[r + 1]; n++) {
        value[n] = valueOf(this.value[n], factors[r]);
      }
    }
    return new SparseMatrix(this.rows, this.cols, this.rowStart, this.column, value);
  }

  private static ofRatings(table: RatingTable, valueOf: (rating: number, film: number) => number): SparseMatrix {
    const value = sharedNumbers.float32(table.ratingCount);
    for (let n = 0; n < value.length; n++) value[n] = valueOf(table.rating[n], table.film[n]);
    return new SparseMatrix(table.userCount, table.filmCount, table.rowStart, table.film, value);
  }

  /** The `count` rows from this one on, or as many as there are: entries are shared, not copied. O(count). */
  rowsFrom(first: number, count: number): SparseMatrix {
    const rowStart = this.rowStart.subarray(first, Math.min(first + count, this.rows) + 1);
    return new SparseMatrix(rowStart.length - 1, this.cols, rowStart, this.column, this.value);
  }

  /** X B. B: cols x m, result rows x m. O(entries m). */
  times(b: Matrix): Matrix {
    const product = Matrix.zeros(this.rows, b.cols);
    for (let r = 0; r < this.rows; r++) {
      this.gatherRow(r, b, product.data, r * b.cols);
    }
    return product;
  }

  /** X' B, added to `product`: cols x m. B: rows x m. O(entries m). */
  transposeTimes(b: Matrix, product = Matrix.zeros(this.cols, b.cols)): Matrix {
    for (let r = 0; r < this.rows; r++) {
      this.scatterRow(r, b.data, r * b.cols, product);
    }
    return product;
  }

  /** X'X B, without room for X B: each row of it is used while it is in the cache. B: cols x m, result cols x m. */
  gramTimes(b: Matrix): Matrix {
    const product = Matrix.zeros(this.cols, b.cols);
    const row = new Float64Array(b.cols);
    for (let r = 0; r < this.rows; r++) {
      row.fill(0);
      this.gatherRow(r, b, row, 0);
      this.scatterRow(r, row, 0, product);
    }
    return product;
  }

  /** Add row r of X B to sums[at ..]. Four entries together: each sum is then loaded and stored once for all of them. */
  private gatherRow(r: number, b: Matrix, sums: Float64Array, at: number): void {
    const { column, value } = this;
    const { cols: m, data: from } = b;
    const end = this.rowStart[r + 1];
    let n = this.rowStart[r];
    for (; n + 4 <= end; n += 4) {
      const x0 = value[n];
      const x1 = value[n + 1];
      const x2 = value[n + 2];
      const x3 = value[n + 3];
      const b0 = column[n] * m;
      const b1 = column[n + 1] * m;
      const b2 = column[n + 2] * m;
      const b3 = column[n + 3] * m;
      for (let c = 0; c < m; c++) {
        sums[at + c] += x0 * from[b0 + c] + x1 * from[b1 + c] + x2 * from[b2 + c] + x3 * from[b3 + c];
      }
    }
    for (; n < end; n++) {
      const x0 = value[n];
      const b0 = column[n] * m;
      for (let c = 0; c < m; c++) {
        sums[at + c] += x0 * from[b0 + c];
      }
    }
  }

  /** Add X(r, j) from[at ..] to row j of the sums, for each entry of row r. */
  private scatterRow(r: number, from: Float64Array, at: number, sums: Matrix): void {
    const { column, value, rowStart } = this;
    const { cols: m, data: to } = sums;
    for (let n = rowStart[r]; n < rowStart[r + 1]; n++) {
      const x = value[n];
      const row = column[n] * m;
      for (let c = 0; c < m; c++) {
        to[row + c] += x * from[at + c];
      }
    }
  }
}
