import type { Lift } from './compiled-rules';
import type { FilmScores } from './film-scores';

/**
 * An order in which some films are lifted or buried. Scores may be below zero, where a factor would do the opposite: what is
 * multiplied is how far a film stands above the lowest of all films that there are, whatever the filter. That is never below
 * zero and keeps the order, and so does any one factor among the films that have it. Factors of several rules multiply.
 *
 * order: by place, the highest first; gone: by place, 1 for films that are deleted. O(films lifts).
 */
export function liftedOrder(order: ArrayLike<number>, lifts: readonly Lift[], gone: Uint8Array): Float64Array {
  let lowest = Infinity;
  for (let f = 0; f < order.length; f++) if (gone[f] === 0 && order[f] < lowest) lowest = order[f];
  return Float64Array.from(order, (score, f) => {
    const factor = lifts.reduce((product, lift) => (lift.films[f] === 1 ? product * lift.factor : product), 1);
    return factor === 1 ? score : lowest + factor * (score - lowest);
  });
}

/** The scores of a person in such an order. What is told of a film stays. */
export function liftedScores(scores: FilmScores, lifts: readonly Lift[]): FilmScores {
  if (lifts.length === 0) return scores;
  const { index, order } = scores;
  return { ...scores, order: Float32Array.from(liftedOrder(order, lifts, index.gone)) };
}
