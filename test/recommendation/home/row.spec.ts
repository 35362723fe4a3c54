import fc from 'fast-check';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { pick, type Row } from '../../../src/recommendation/home/row';
import { newestFirst } from '../../../src/recommendation/home/kept-members';
import * as texts from '../../../src/recommendation/home/row-texts';

const films = 200;
const index = new FilmIndex(
  null,
  Array.from({ length: films }, (_, n) => n + 1),
  [],
);
const row = (order: ArrayLike<number>, more: Partial<Row> = {}): Row => ({
  ...{ key: 'para_voce', text: texts.forYou, order },
  ...more,
});
const picking = { index, rotation: null };
const nobodyShown = {
  index,
  rotation: { strength: 1, showings: { times: new Map(), pinned: [0, 0] as const, id: '' } },
};

describe('the films of a row', () => {
  it('are the best open ones of its members, the same on one long page and on short ones, whichever way they are found', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: films, maxLength: films });
    const some = fc.uniqueArray(fc.integer({ min: 0, max: films - 1 }), { maxLength: films });
    fc.assert(
      fc.property(scores, some, some, fc.integer({ min: 1, max: 30 }), (order, inside, shut, length) => {
        const open = new Uint8Array(films);
        for (const place of shut) open[place] = 1;
        const members = Uint32Array.from(inside).sort();
        const expected = Array.from(members)
          .filter((place) => open[place] === 0)
          .sort((a, b) => order[b] - order[a] || a - b);
        const pages: number[] = [];
        for (let skip = 0; skip <= expected.length; skip += length)
          pages.push(...Array.from(pick(row(order, { members }), open, skip, length, picking)));
        expect(pages).toEqual(expected);
        const sorted = Uint32Array.from(expected);
        for (const one of [row(order, { members }), row(order, { members: sorted, sorted: true })])
          for (const how of [picking, nobodyShown])
            expect(Array.from(pick(one, open, 2, length, how))).toEqual(expected.slice(2, 2 + length));
      }),
      { numRuns: 60 },
    );
  });

  it('are the newest in a row of these, and may be of another set than what others leave', () => {
    const members = newestFirst(index);
    const open = new Uint8Array(films);
    open[films - 1] = 1;
    const newest = row(index.ids, { members, sorted: true });
    expect(Array.from(pick(newest, open, 0, 3, picking))).toEqual([198, 197, 196]);
    const closed = new Uint8Array(films);
    expect(Array.from(pick({ ...newest, closed }, open, 0, 3, picking))).toEqual([199, 198, 197]);
  });
});
