/**
 * How much each film would please one person, by place, in standard deviations of their own scores above their mean. So likings
 * of several people are of one kind, whatever the sizes of their scores (docs/decisions/0026). scores: by place; excluded: by place, not 0 for films
 * that do not count for mean and deviation. All 0 where all scores are the same. O(films).
 */
export function likings(scores: Float32Array, excluded: Uint8Array): Float32Array {
  const { mean, deviation } = spread(scores, excluded);
  if (deviation === 0) return new Float32Array(scores.length);
  return scores.map((score) => (score - mean) / deviation);
}

function spread(scores: Float32Array, excluded: Uint8Array): { mean: number; deviation: number } {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let place = 0; place < scores.length; place++) {
    if (excluded[place] !== 0) continue;
    count++;
    sum += scores[place];
    squares += scores[place] ** 2;
  }
  const mean = sum / Math.max(1, count);
  // Rounding may leave a little less than nothing.
  return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean ** 2)) };
}

/** Standard deviations above the mean at which a film is told to please by three quarters. */
const HALFWAY = 4;

/** A liking as it is told, 0..1: one half at the person's mean, and the nearer to 1 the higher above it. */
export function asShare(liking: number): number {
  return 0.5 + (0.5 * liking) / (HALFWAY + Math.abs(liking));
}
