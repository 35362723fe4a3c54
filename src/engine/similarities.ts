import type { Matrix32 } from './matrix';

/**
 * Cosine between a vector and each row of a matrix, NaN where either is zero: of such a film nothing is known.
 * vectors: films x d, rows of any length; result: films, -1..1. O(films d).
 */
export function similarities({ rows, cols, data }: Matrix32, vector: ArrayLike<number>): Float64Array {
  let ownSquares = 0;
  for (let c = 0; c < cols; c++) {
    ownSquares += vector[c] * vector[c];
  }
  const cosine = new Float64Array(rows);
  for (let r = 0, at = 0; r < rows; r++) {
    let product = 0;
    let squares = 0;
    for (let c = 0; c < cols; c++, at++) {
      product += vector[c] * data[at];
      squares += data[at] * data[at];
    }
    // Rounding may carry equal vectors beyond 1.
    cosine[r] = Math.max(-1, Math.min(1, product / Math.sqrt(ownSquares * squares)));
  }
  return cosine;
}
