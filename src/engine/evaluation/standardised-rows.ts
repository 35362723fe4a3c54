import type { Matrix } from '../linear-algebra/matrix';
import { asRating } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';
import { SparseMatrix } from '../linear-algebra/sparse';

/** A column that varies less than this is constant. */
const NO_SPREAD = 1e-9;

/**
 * The users x films matrix R of ratings (0 where there is none) with each column scaled to variance 1, still sparse: it is
 * R / deviation. Centring would only shift all rows alike, which no distance between them notices.
 */
export interface StandardisedRows {
  /** users x films: rating / deviation */
  readonly scaled: SparseMatrix;
  /** films: what centring subtracts, mean / deviation */
  readonly shift: Float64Array;
  /** films: standard deviation of each column, never 0 */
  readonly deviation: Float64Array;
}

/** O(ratings + films). */
export function standardisedRows(table: RatingTable): StandardisedRows {
  const { userCount, filmCount, film, top } = table;
  const rating = table.rating.map((one) => asRating(one, top));
  const mean = new Float64Array(filmCount);
  const square = new Float64Array(filmCount);
  for (let n = 0; n < film.length; n++) {
    mean[film[n]] += rating[n] / userCount;
    square[film[n]] += (rating[n] * rating[n]) / userCount;
  }
  const deviation = mean.map((m, f) => Math.max(Math.sqrt(Math.max(0, square[f] - m * m)), NO_SPREAD));
  const scaled = Float32Array.from(rating, (r, n) => r / deviation[film[n]]);
  return {
    scaled: new SparseMatrix(userCount, filmCount, table.rowStart, film, scaled),
    shift: mean.map((m, f) => m / deviation[f]),
    deviation,
  };
}

/** Squared length of each row. */
export function squaredLengths(rows: SparseMatrix): Float64Array {
  const lengths = new Float64Array(rows.rows);
  for (let r = 0; r < rows.rows; r++) {
    for (let n = rows.rowStart[r]; n < rows.rowStart[r + 1]; n++) {
      lengths[r] += rows.value[n] * rows.value[n];
    }
  }
  return lengths;
}

/** Mean of the rows of each label. labels: one per row, 0 .. means.rows - 1. Labels that nobody has keep their mean. */
export function updateMeans(means: Matrix, rows: SparseMatrix, labels: Uint32Array, sizes: Uint32Array): void {
  const { cols, data } = means;
  for (let c = 0; c < means.rows; c++) {
    if (sizes[c] > 0) {
      means.row(c).fill(0);
    }
  }
  for (let r = 0; r < rows.rows; r++) {
    const weight = 1 / sizes[labels[r]];
    for (let n = rows.rowStart[r]; n < rows.rowStart[r + 1]; n++) {
      data[labels[r] * cols + rows.column[n]] += weight * rows.value[n];
    }
  }
}
