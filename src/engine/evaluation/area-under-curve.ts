/** Share of the pairs of a positive and a negative in which the positive scores higher; equal scores count half. */
export function areaUnderCurve(
  score: ArrayLike<number>,
  positives: readonly number[],
  negatives: readonly number[],
): number {
  const below = Float64Array.from(negatives, (film) => score[film]).sort();
  let wins = 0;
  for (const film of positives) {
    wins += (countBelow(below, score[film], false) + countBelow(below, score[film], true)) / 2;
  }
  return wins / (positives.length * negatives.length);
}

/** Values of an ascending array that are below x, or not above it. O(log n). */
function countBelow(ascending: Float64Array, x: number, orEqual: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] < x || (orEqual && ascending[middle] === x)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
