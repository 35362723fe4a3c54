import fc from 'fast-check';
import type { RatingRows } from '../../src/engine/ratings/rating-rows';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { filmMeans } from '../../src/engine/training/film-bias';

/** [user, film, rating, time]; without a time the order of the list is the order of rating. */
export type Row = readonly [user: number, film: number, rating: number, time?: number];

export interface Shape {
  userCount?: number;
  filmCount?: number;
  top?: number;
}

export function rowsOf(rows: readonly Row[], shape: Shape = {}): RatingRows {
  const timed = rows.some((row) => row[3] !== undefined);
  return {
    userCount: shape.userCount ?? Math.max(0, ...rows.map(([user]) => user + 1)),
    filmCount: shape.filmCount ?? Math.max(0, ...rows.map(([, film]) => film + 1)),
    user: Uint32Array.from(rows, ([user]) => user),
    film: Uint32Array.from(rows, ([, film]) => film),
    rating: Float32Array.from(rows, ([, , rating]) => rating),
    time: timed ? Float64Array.from(rows, (row) => row[3] ?? 0) : null,
    top: shape.top ?? 5,
  };
}

export function tableOf(rows: readonly Row[], shape: Shape = {}): RatingTable {
  return RatingTable.fromRows(rowsOf(rows, shape));
}

/** What its ratings are compared with. */
export function meansOf(table: RatingTable): Float32Array {
  return filmMeans(table) ?? new Float32Array(table.filmCount);
}

/** Any ratings of up to 12 users and 10 films, repeated pairs and equal times included. */
export const anyRows: fc.Arbitrary<Row[]> = fc.array(
  fc.tuple(
    fc.nat({ max: 11 }),
    fc.nat({ max: 9 }),
    fc.integer({ min: 1, max: 10 }).map((half) => half / 2),
    fc.nat({ max: 20 }),
  ),
  { maxLength: 80 },
);

/** Two circles of users, each fond of its own half of the films: 20 users, 12 films. */
export function twoCircles(): Row[] {
  const rows: Row[] = [];
  for (let user = 0; user < 20; user++) {
    for (let n = 0; n < 5; n++) {
      rows.push([user, (user % 2) * 6 + ((user + n) % 6), 4 + (n % 2), n]);
    }
    rows.push([user, ((user + 1) % 2) * 6 + (user % 6), 1, 9]);
  }
  return rows;
}
