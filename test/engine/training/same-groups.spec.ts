import fc from 'fast-check';
import { sameGroups } from '../../../src/engine/training/same-groups';
import { some } from '../../support/some';

const groupings = (before: number[], after: number[]) => ({
  before,
  after,
  countBefore: Math.max(-1, ...before) + 1,
  countAfter: Math.max(-1, ...after) + 1,
});

/** Two groupings of the same films. */
const arbitraryGroupings = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 40 }))
  .chain(([countBefore, countAfter, films]) => {
    const groups = (count: number) =>
      fc.array(fc.integer({ min: 0, max: count - 1 }), { minLength: films, maxLength: films });
    return fc.record({
      before: groups(countBefore),
      after: groups(countAfter),
      countBefore: fc.constant(countBefore),
      countAfter: fc.constant(countAfter),
    });
  });

describe('which film group is which', () => {
  it('is seen by the films they share', () => {
    expect([...sameGroups(groupings([0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 1]))]).toEqual([1, 0]);
  });

  it('is the best for all groups together, not for the first that is asked', () => {
    // After 0 shares most with before 0, but after 1 shares films with before 0 only.
    const before = [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0];
    const after = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1];
    expect([...sameGroups(groupings(before, after))]).toEqual([1, 0]);
  });

  it('is none for a group that shares hardly anything', () => {
    const before = Array.from({ length: 41 }, (_, n) => (n < 40 ? 0 : 1));
    const after = Array.from({ length: 41 }, (_, n) => (n === 0 || n === 40 ? 1 : 0));
    expect([...sameGroups(groupings(before, after))]).toEqual([0, 1]);
    expect([...sameGroups(groupings([...before.slice(0, 40), 0], after))]).toEqual([0, -1]);
  });

  it('is nothing without groups', () => {
    expect([...sameGroups({ before: [], after: [], countBefore: 0, countAfter: 2 })]).toEqual([-1, -1]);
    expect([...sameGroups({ before: [], after: [], countBefore: 2, countAfter: 0 })]).toEqual([]);
  });

  it('follows groups whose numbers are permuted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 60 }),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        (before, permuted) => {
          const same = sameGroups({
            before,
            after: before.map((group) => permuted[group]),
            countBefore: 6,
            countAfter: 6,
          });
          for (const group of some(new Set(before))) expect(same[permuted[group]]).toBe(group);
        },
      ),
    );
  });

  it('takes each group of before at most once, and no other choice shares more', () => {
    fc.assert(
      fc.property(arbitraryGroupings, (given) => {
        const same = [...sameGroups(given)];
        const taken = same.filter((group) => group >= 0);
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken.every((group) => group < given.countBefore)).toBe(true);
        const sum = same.reduce((total, b, a) => total + (b < 0 ? 0 : jaccard(given, a, b)), 0);
        expect(sum).toBeCloseTo(bestSum(given, 0, new Set()), 9);
      }),
    );
  });
});

type Given = ReturnType<typeof groupings>;

/** By definition: films of both over films of either, nothing when under a tenth. */
function jaccard({ before, after }: Given, a: number, b: number): number {
  const both = after.filter((group, n) => group === a && before[n] === b).length;
  const either = after.filter((group, n) => group === a || before[n] === b).length;
  return either > 0 && both / either >= 0.1 ? both / either : 0;
}

/** The largest sum of overlaps, by trying everything. */
function bestSum(given: Given, a: number, taken: ReadonlySet<number>): number {
  if (a === given.countAfter) return 0;
  let best = bestSum(given, a + 1, taken);
  for (let b = 0; b < given.countBefore; b++)
    if (!taken.has(b)) best = Math.max(best, jaccard(given, a, b) + bestSum(given, a + 1, new Set(taken).add(b)));
  return best;
}
