import fc from 'fast-check';
import { countLabels, labelStarts, transposeRows } from '../../../src/engine/linear-algebra/counting-sort';
import { anyRows, tableOf } from '../tables';

describe('counting', () => {
  it('tells how many labels there are of each value, and where they begin in order', () => {
    expect([...countLabels([2, 0, 2, 2], 4)]).toEqual([1, 0, 3, 0]);
    expect([...labelStarts([2, 0, 2, 2], 4)]).toEqual([0, 1, 1, 4, 4]);
    expect([...labelStarts([], 0)]).toEqual([0]);
  });

  it('turns compressed rows round: rows ascending in each column, and back to what they were', () => {
    const turned = (rowStart: Uint32Array, column: Uint32Array, cols: number) => {
      const row = new Uint32Array(column.length);
      return { row, start: transposeRows(rowStart, column, cols, (to, r) => (row[to] = r)) };
    };
    const { row, start } = turned(Uint32Array.of(0, 2, 2, 4), Uint32Array.of(1, 0, 1, 3), 4);
    expect([[...start], [...row]]).toEqual([[0, 1, 3, 3, 4], [0, 0, 2, 2]]); // prettier-ignore
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { rowStart, film, userCount, filmCount } = tableOf(rows, { userCount: 12, filmCount: 10 });
        const once = turned(rowStart, film, filmCount);
        const twice = turned(once.start, once.row, userCount);
        expect(twice.start).toEqual(rowStart);
        for (let u = 0; u < userCount; u++) {
          const [from, to] = [rowStart[u], rowStart[u + 1]];
          expect(twice.row.slice(from, to)).toEqual(film.slice(from, to).sort());
        }
      }),
    );
  });
});
