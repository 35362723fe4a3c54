import fc from 'fast-check';
import { InvalidRatings } from '../../../src/engine/errors';
import { isLiked, preference } from '../../../src/engine/ratings/preference';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { anyRows, type Row, rowsOf, tableOf } from '../tables';

/** The entries of a table as [user, film, rating, time]. */
function entriesOf(table: RatingTable): number[][] {
  return [...Array(table.userCount).keys()].flatMap((user) =>
    [...table.film.keys()]
      .slice(table.rowStart[user], table.rowStart[user + 1])
      .map((n) => [user, table.film[n], table.rating[n], table.time?.[n] ?? 0]),
  );
}

/** What a table must hold, the slow way. */
function expectedEntries(rows: readonly Row[]): number[][] {
  const sorted = rows
    .map(([user, film, rating, time], n) => ({ row: [user, film, rating, time ?? 0], n }))
    .sort((a, b) => a.row[0] - b.row[0] || a.row[3] - b.row[3] || a.n - b.n)
    .map(({ row }) => row);
  return sorted.filter(
    ([user, film], n) =>
      !sorted.slice(n + 1).some(([laterUser, laterFilm]) => laterUser === user && laterFilm === film),
  );
}

describe('a rating table', () => {
  it('holds the ratings by user, oldest first, ties in the order of the input', () => {
    const table = tableOf([
      [1, 0, 3, 50],
      [0, 2, 5, 20],
      [1, 1, 4, 10],
      [0, 0, 1, 20],
      [1, 2, 2, 10],
    ]);
    expect([...table.rowStart]).toEqual([0, 2, 5]);
    expect([...table.film]).toEqual([2, 0, 1, 2, 0]);
    expect([...table.rating]).toEqual([5, 1, 4, 2, 3]);
    expect([...table.time!]).toEqual([20, 20, 10, 10, 50]);
  });

  it('keeps the later of two ratings of a film by one user', () => {
    const table = tableOf([
      [0, 4, 1, 30],
      [0, 4, 5, 10],
      [0, 3, 2, 20],
    ]);
    expect(entriesOf(table)).toEqual([
      [0, 3, 2, 20],
      [0, 4, 1, 30],
    ]);
  });

  it('is what sorting says, for any rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        expect(entriesOf(tableOf(rows, { userCount: 12, filmCount: 10 }))).toEqual(expectedEntries(rows));
      }),
    );
  });

  it('can be made of some of the rows, or cut down afterwards', () => {
    const rows: Row[] = [
      [0, 0, 5, 1],
      [1, 0, 4, 1],
      [1, 1, 3, 2],
      [0, 1, 2, 2],
    ];
    const fromRows = RatingTable.fromRows(rowsOf(rows), Uint8Array.of(0, 1, 1, 1));
    expect(entriesOf(fromRows)).toEqual([
      [0, 1, 2, 2],
      [1, 0, 4, 1],
      [1, 1, 3, 2],
    ]);
    expect(entriesOf(tableOf(rows).subset(Uint8Array.of(0, 1, 1, 1)))).toEqual(entriesOf(fromRows));
    expect(() => tableOf(rows).subset(new Uint8Array(3))).toThrow(InvalidRatings);
  });

  it('gives the history of a user and counts ratings and likes by film', () => {
    const table = tableOf([
      [0, 0, 3.5],
      [0, 2, 3],
      [1, 0, 5],
    ]);
    const history = table.history(0);
    expect([...Array.from(history.film)]).toEqual([0, 2]);
    expect([...Array.from(history.rating)]).toEqual([3.5, 3]);
    expect(history.top).toBe(5);
    expect([...table.countByFilm().rated]).toEqual([2, 0, 1]);
    expect([...table.countByFilm().liked]).toEqual([2, 0, 0]);
    expect(table.time).toBeNull();
  });

  it.each([
    ['a user out of range', rowsOf([[3, 0, 1]], { userCount: 3 }), 'row 0: user 3 of 3'],
    ['a film out of range', rowsOf([[0, 7, 1]], { filmCount: 7 }), 'film 7 of 7'],
    ['a rating that is not a number', rowsOf([[0, 0, NaN]]), 'rating NaN'],
    ['a rating above the top', rowsOf([[0, 0, 5.5]]), 'not between 0 and 5'],
    ['a time that is not a number', rowsOf([[0, 0, 1, NaN]]), 'time NaN'],
    ['a scale without a top', rowsOf([[0, 0, 0]], { top: 0 }), 'top of the scale is 0'],
    ['arrays of different length', { ...rowsOf([[0, 0, 1]]), rating: new Float32Array(2) }, 'differ in length'],
  ])('refuses %s', (_, rows, message) => {
    expect(() => RatingTable.fromRows(rows)).toThrow(InvalidRatings);
    expect(() => RatingTable.fromRows(rows)).toThrow(message);
  });
});

describe('a preference', () => {
  it('is the share of the top of the scale, or graded by liking', () => {
    expect(preference(4, 5, 'linear')).toBe(0.8);
    expect([1, 3, 3.5, 5].map((rating) => preference(rating, 5, 'graded'))).toEqual([0.4, 0.4, 1, 1]);
    expect([0.5, 3, 5].map((rating) => preference(rating, 5, 'binary'))).toEqual([1, 1, 1]);
  });

  it('knows a liked film on scales whose ratings do not fit in single precision', () => {
    for (const top of [1, 3, 5, 10, 100]) {
      expect(isLiked(Math.fround(0.7 * top), top)).toBe(true);
      expect(isLiked(Math.fround(0.699 * top), top)).toBe(false);
      expect(tableOf([[0, 0, Math.fround(top)]], { top }).ratingCount).toBe(1);
    }
  });
});
