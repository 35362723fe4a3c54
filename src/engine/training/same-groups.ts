import { linearSumAssignment } from 'linear-sum-assignment';

/** Groups that share less of their films than this are not the same group, even if no other is nearer. */
const LEAST_OVERLAP = 0.1;

/** Groups of films before and after: `before[n]` and `after[n]` are those of the same film. */
export interface TwoGroupings {
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly countBefore: number;
  readonly countAfter: number;
}

/**
 * Which group of before each group of after is: countAfter, -1 for one that is new. Each group of before is at most one of
 * after, so that the sum of the overlaps is largest (Hungarian method; overlap: shared films over the films of either, P.
 * Jaccard 1912); a pair with an overlap below a tenth does not count. Only films of both groupings are looked at.
 *
 * O(films + groups^3).
 */
export function sameGroups(groupings: TwoGroupings): Int32Array {
  const { countBefore, countAfter } = groupings;
  const same = new Int32Array(countAfter).fill(-1);
  if (countBefore === 0 || countAfter === 0) {
    return same;
  }
  const overlap = overlaps(groupings);
  const { rowAssignments } = linearSumAssignment(overlap);
  for (let a = 0; a < countAfter; a++) {
    const b = rowAssignments[a];
    if (b >= 0 && overlap[a][b] > 0) {
      same[a] = b;
    }
  }
  return same;
}

/** countAfter x countBefore; 0 where it is too small to count. */
function overlaps({ before, after, countBefore, countAfter }: TwoGroupings): Float64Array[] {
  const shared = Array.from({ length: countAfter }, () => new Float64Array(countBefore));
  const sizeBefore = new Float64Array(countBefore);
  const sizeAfter = new Float64Array(countAfter);
  for (let n = 0; n < after.length; n++) {
    shared[after[n]][before[n]]++;
    sizeBefore[before[n]]++;
    sizeAfter[after[n]]++;
  }
  return shared.map((row, a) =>
    row.map((count, b) => {
      const overlap = count / Math.max(1, sizeAfter[a] + sizeBefore[b] - count);
      return overlap >= LEAST_OVERLAP ? overlap : 0;
    }),
  );
}
