import fc from 'fast-check';
import { isLiked } from '../../../src/engine/ratings/preference';
import { oldestStep, RecentLikes, stepLength, stepOf, weighedLikes } from '../../../src/engine/ratings/recent-likes';
import { anyRows, tableOf, type Row } from '../tables';

const DAY = 86_400_000;

describe('likes of late', () => {
  it('count half after a half-life and a quarter after two, and not at all before they are given', () => {
    const table = tableOf([
      [0, 0, 5, 0],
      [1, 0, 4, 7 * DAY],
      [2, 0, 2, 7 * DAY],
      [1, 1, 5, 14 * DAY],
    ]);
    const likes = RecentLikes.of(table, 7)!;
    // As of the end of the step of that moment.
    const by = (days: number) => [...likes.before(days * DAY + stepLength(7))].map((value) => Number(value.toFixed(9)));
    expect(by(-1)).toEqual([0, 0]);
    expect(by(0)).toEqual([1, 0]);
    expect(by(7)).toEqual([1.5, 0]);
    expect(by(14)).toEqual([0.75, 1]);
    expect(by(21)).toEqual([0.375, 0.5]);
    expect(by(1000)).toEqual([0, 0]);
  });

  it('tell nobody of likes that were given later, not even in the same step', () => {
    const length = stepLength(7);
    const table = tableOf([
      [0, 0, 5, 10 * length],
      [1, 1, 5, 11 * length - 1],
      [2, 1, 5, 11 * length],
    ]);
    const likes = RecentLikes.of(table, 7)!;
    const given = (moment: number) => [...likes.before(moment)].map((value) => Math.round(value));
    expect(given(11 * length - 1)).toEqual([0, 0]);
    expect(given(11 * length)).toEqual([1, 1]);
    expect(given(12 * length - 1)).toEqual([1, 1]);
    expect(given(12 * length)).toEqual([1, 2]);
  });

  it('are none where no times are known', () => {
    expect(RecentLikes.of(tableOf([[0, 0, 5]]), 7)).toBeNull();
  });

  it('are the same at any moment, whether they are counted by steps or one by one', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: -5, max: 60 }), fc.constantFrom(1, 7), (rows, day, halfLife) => {
        const moved = rows.map(([user, film, rating, time]): Row => [user, film, rating, time! * DAY]);
        const table = tableOf(moved, { userCount: 12, filmCount: 10 });
        const step = stepOf(day * DAY, halfLife);
        const likes = [...table.film].flatMap((film, n) =>
          isLiked(table.rating[n], table.top) ? [{ film, step: stepOf(table.time?.[n] ?? 0, halfLife), count: 1 }] : [],
        );
        const weighed = weighedLikes(likes, step, 10);
        const recent = RecentLikes.of(table, halfLife)?.before(day * DAY + stepLength(halfLife));
        // Of eight half-lives ago and more, what is left of a like is not counted one by one.
        recent?.forEach((value, f) => expect(Math.abs(value - weighed[f])).toBeLessThan(likes.length / 2 ** 8 + 1e-9));
        const old = { film: 0, step: oldestStep(step) - 1, count: 1000 };
        expect(weighedLikes([...likes, old], step, 10)).toEqual(weighed);
        expect(stepOf(step * stepLength(halfLife), halfLife)).toBe(step);
      }),
    );
  });
});
