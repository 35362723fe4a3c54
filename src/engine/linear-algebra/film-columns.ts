import { transposeRows } from './counting-sort';
import { sharedNumbers } from '../shared-numbers';
import type { SparseMatrix } from './sparse';

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
  const user = sharedNumbers.uint32(x.column.length);
  const value = sharedNumbers.float32(x.column.length);
  const start = sharedNumbers.uint32(x.cols + 1);
  start.set(
    transposeRows(x.rowStart, x.column, x.cols, (to, row, entry) => {
      user[to] = row;
      value[to] = x.value[entry];
    }),
  );
  return { userCount: x.rows, start, user, value };
}
