import fc from 'fast-check';
import { Random } from '../../../src/engine/random';
import { bestFilms } from '../../../src/engine/scoring/best-films';

// As many as that, most times: only a heap of several levels can be out of order.
const anyScores = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60, size: 'max' });

describe('the best films', () => {
  it('come best first, of equal ones the lower index', () => {
    expect([...bestFilms([1, 3, 2, 3, -1], 3)]).toEqual([1, 3, 2]);
  });

  it('leave out the excluded ones', () => {
    expect([...bestFilms([1, 3, 2, 3, -1], 9, { excluded: Uint8Array.of(0, 1, 0, 0, 1) })]).toEqual([3, 2, 0]);
  });

  it('are none when none is asked for, or none is there', () => {
    expect([...bestFilms([1, 2], 0)]).toEqual([]);
    expect([...bestFilms([], 5)]).toEqual([]);
    expect([...bestFilms([1, 2], 5, { skip: 7 })]).toEqual([]);
  });

  it('are the beginning of what sorting gives, for any scores', () => {
    fc.assert(
      fc.property(anyScores, fc.nat(70), fc.func(fc.boolean()), (scores, count, isExcluded) => {
        const excluded = Uint8Array.from(scores, (_, f) => (isExcluded(f) ? 1 : 0));
        const sorted = [...scores.keys()].filter((f) => !excluded[f]).sort((a, b) => scores[b] - scores[a] || a - b);
        expect([...bestFilms(scores, count, { excluded })]).toEqual(sorted.slice(0, count));
      }),
    );
  });

  it('are in order by the thousand, too', () => {
    const random = new Random(1);
    for (let round = 0; round < 30; round++) {
      const scores = Array.from({ length: 1000 }, () => random.integer(2000));
      const sorted = [...scores.keys()].sort((a, b) => scores[b] - scores[a] || a - b);
      expect([...bestFilms(scores, 1000)]).toEqual(sorted);
    }
  });

  it('go on where an earlier call ended', () => {
    fc.assert(
      fc.property(anyScores, fc.nat(20), fc.nat(20), (scores, first, second) => {
        const together = [...bestFilms(scores, first), ...bestFilms(scores, second, { skip: first })];
        expect(together).toEqual([...bestFilms(scores, first + second)]);
      }),
    );
  });
});
