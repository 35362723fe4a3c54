import type { SparseMatrix } from '../linear-algebra/sparse';

/**
 * X by film: the ratings of film f are the entries `start[f]` .. `start[f + 1] - 1`, users ascending. In shared memory, so
 * that other threads can read it without a copy.
 */
export interface FilmColumns {
  readonly userCount: number;
  /** films + 1 */
  readonly start: Uint32Array;
  readonly user: Uint32Array;
  readonly value: Float32Array;
}

/** X turned round. O(ratings + films). */
export function filmColumns(x: SparseMatrix): FilmColumns {
  const start = new Uint32Array(new SharedArrayBuffer(4 * (x.cols + 1)));
  const user = new Uint32Array(new SharedArrayBuffer(4 * x.column.length));
  const value = new Float32Array(new SharedArrayBuffer(4 * x.column.length));
  start.set(columnStarts(x.column, x.cols));
  const next = start.slice();
  for (let u = 0; u < x.rows; u++) {
    for (let n = x.rowStart[u]; n < x.rowStart[u + 1]; n++) {
      const to = next[x.column[n]]++;
      user[to] = u;
      value[to] = x.value[n];
    }
  }
  return { userCount: x.rows, start, user, value };
}

/** Where the entries of each column begin when they are sorted by column: count + 1. */
export function columnStarts(column: Uint32Array, count: number): Uint32Array {
  const start = new Uint32Array(count + 1);
  for (const c of column) {
    start[c + 1]++;
  }
  for (let c = 0; c < count; c++) {
    start[c + 1] += start[c];
  }
  return start;
}
