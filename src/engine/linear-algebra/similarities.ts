/** The vector of each film: d, of unit length or zero. */
export interface FilmVectors {
  row(film: number): Float32Array;
}

/**
 * Cosine between a vector and those of the first films, NaN where either is zero: of such a film nothing is known.
 * vectors: of any length; result: filmCount, -1..1. O(filmCount d).
 */
export function similarities(vectors: FilmVectors, filmCount: number, vector: ArrayLike<number>): Float64Array {
  const d = vector.length;
  let ownSquares = 0;
  for (let c = 0; c < d; c++) {
    ownSquares += vector[c] * vector[c];
  }
  const cosine = new Float64Array(filmCount);
  for (let f = 0; f < filmCount; f++) {
    const row = vectors.row(f);
    let product = 0;
    let squares = 0;
    for (let c = 0; c < d; c++) {
      product += vector[c] * row[c];
      squares += row[c] * row[c];
    }
    // Rounding may carry equal vectors beyond 1.
    cosine[f] = Math.max(-1, Math.min(1, product / Math.sqrt(ownSquares * squares)));
  }
  return cosine;
}
