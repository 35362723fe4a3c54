import { log } from '../elementary';
import type { Matrix } from '../linear-algebra/matrix';
import type { Random } from '../random';

/** into[i] = min(from[i], squared distance of point i to the point `row`), for all points; returns the sum. */
export type ShrinkDistances = (row: number, from: Float64Array, into: Float64Array) => number;

/**
 * Points to start k-means from: greedy k-means++ (D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful
 * seeding", SODA 2007), each new centre the best of 2 + log(count) candidates drawn by squared distance.
 *
 * n: number of points; `shrink` is all that is known of them. Returns at most `count` indices, fewer if there are fewer
 * different points. O(count log(count)) calls of `shrink`.
 */
export function plusPlusSeeds(n: number, count: number, random: Random, shrink: ShrinkDistances): number[] {
  if (n === 0 || count <= 0) {
    return [];
  }
  const trials = 2 + Math.floor(log(count));
  const seeds = [random.integer(n)];
  let nearest: Float64Array = new Float64Array(n).fill(Infinity);
  let candidate: Float64Array = new Float64Array(n);
  let best: Float64Array = new Float64Array(n);
  const cumulative = new Float64Array(n);
  let total = shrink(seeds[0], nearest, nearest);
  while (seeds.length < count && total > 0) {
    accumulate(nearest, cumulative);
    let bestRow = -1;
    let bestTotal = Infinity;
    for (let t = 0; t < trials; t++) {
      const row = firstAbove(cumulative, random.uniform() * cumulative[n - 1]);
      const candidateTotal = shrink(row, nearest, candidate);
      if (candidateTotal < bestTotal) {
        bestRow = row;
        bestTotal = candidateTotal;
        [best, candidate] = [candidate, best];
      }
    }
    seeds.push(bestRow);
    total = bestTotal;
    [nearest, best] = [best, nearest];
  }
  return seeds;
}

/** Squared Euclidean distances between the rows of `points`: n x m. O(n m) a call. */
export function squaredDistances({ rows, cols, data }: Matrix): ShrinkDistances {
  return (row, from, into) => {
    const centre = data.slice(row * cols, (row + 1) * cols);
    let sum = 0;
    for (let i = 0, p = 0; i < rows; i++) {
      let square = 0;
      for (let c = 0; c < cols; c++, p++) {
        const difference = data[p] - centre[c];
        square += difference * difference;
      }
      const distance = square < from[i] ? square : from[i];
      into[i] = distance;
      sum += distance;
    }
    return sum;
  };
}

function accumulate(values: Float64Array, sums: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i];
    sums[i] = sum;
  }
}

/** First index whose cumulative sum is above x, which is below the last one; never a point of zero weight. */
function firstAbove(cumulative: Float64Array, x: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > x) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
