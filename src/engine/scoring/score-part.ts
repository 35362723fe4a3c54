/** A part of the score that varies less than this over the films has no opinion on their order. */
const NO_SPREAD = 1e-9;

/** One part of the score of every film, as it comes, and by what it is multiplied in the score. */
export interface ScorePart {
  /** filmCount */
  readonly score: Float32Array;
  /** One over the standard deviation of the part over the films; 0 for a part without an opinion. */
  readonly scale: number;
}

/** A part and its scale. O(films). */
export function partOf(score: Float32Array): ScorePart {
  const count = score.length;
  // From one of the numbers instead of zero, so that a part that is the same everywhere has a deviation of exactly zero.
  const origin = score[0];
  // Even and odd films apart: two additions at a time, instead of each waiting for the one before.
  let sum = 0;
  let squares = 0;
  let oddSum = 0;
  let oddSquares = 0;
  for (let f = 0; f < count; f += 2) {
    const even = score[f] - origin;
    const odd = f + 1 < count ? score[f + 1] - origin : 0;
    sum += even;
    squares += even * even;
    oddSum += odd;
    oddSquares += odd * odd;
  }
  const mean = (sum + oddSum) / count;
  const deviation = Math.sqrt(Math.max(0, (squares + oddSquares) / count - mean * mean));
  return { score, scale: deviation > NO_SPREAD ? 1 / deviation : 0 };
}
