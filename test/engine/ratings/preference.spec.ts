import fc from 'fast-check';
import {
  asRating,
  isDisliked,
  isLiked,
  opinion,
  preference,
  PREFERENCE_KINDS,
  toldPreference,
} from '../../../src/engine/ratings/preference';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { filmBias } from '../../../src/engine/training/film-bias';

const kinds = fc.constantFrom(...PREFERENCE_KINDS);
const share = fc.double({ min: -1, max: 1, noNaN: true });

describe('a preference that was told otherwise than by rating', () => {
  it('is its own opinion, and in a training none below zero, however ratings are read', () => {
    fc.assert(
      fc.property(share, kinds, fc.constantFrom(null, 0, 0.6), (told, kind, dislike) => {
        const stored = Math.fround(toldPreference(told));
        expect(opinion(stored, 5, kind, dislike)).toBeCloseTo(told, 6);
        expect(preference(stored, 5, kind)).toBeCloseTo(Math.max(0, told), 6);
      }),
    );
  });

  it('is liked from a half on, and disliked below zero', () => {
    expect([0.8, 0.5, 0.49, 0, -0.6].map((told) => isLiked(Math.fround(toldPreference(told)), 5))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([0.8, 0.05, 0, -0.01, -1].map((told) => isDisliked(Math.fround(toldPreference(told)), 5))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect([-1, 0, 0.4, 1].map((told) => asRating(toldPreference(told), 10))).toEqual([0, 5, expect.closeTo(7), 10]);
  });

  it('stands among ratings, of whose stars it is none', () => {
    const rating = Float32Array.from([5, 1, toldPreference(1), toldPreference(-1)]);
    const rows = { userCount: 2, filmCount: 2, user: Uint32Array.of(0, 0, 1, 1), film: Uint32Array.of(0, 1, 0, 1) };
    const table = RatingTable.fromRows({ ...rows, rating, time: null, top: 5 });
    expect([...table.countByFilm().liked]).toEqual([2, 0]);
    expect([...filmBias(table)]).toEqual([expect.closeTo(2 / 6), expect.closeTo(-2 / 6)]);
    for (const wrong of [-1, -1.99, -4.01, 5.1])
      expect(() => RatingTable.fromRows({ ...rows, rating: rating.map(() => wrong), time: null, top: 5 })).toThrow(
        'is not between 0 and 5',
      );
  });
});
