import type { TasteModel } from '../model/model';
import type { UserHistory } from '../ratings/rating-table';
import { scoreFilms, scoreParts, sumOfParts } from './score';
import { tasteMemberships } from './taste-scores';

/**
 * The scores of `scoreFilms`, and after them those of films that the model has no column of, on the same scale:
 * a phi(x) w / sd, where w is a predicted column of W (see `predictFilm`). Film weights and next films say nothing of a film
 * that nobody has rated, and nobody likes it yet.
 *
 * columns: one of length k for each of these films. Result: filmCount + columns.
 * O(one score of all films + columns k). Throws InvalidRatings.
 */
export function scoresWithPredicted(
  model: TasteModel,
  history: UserHistory,
  columns: readonly Float32Array[],
): Float32Array {
  if (columns.length === 0) return scoreFilms(model, history);
  const parts = scoreParts(model, history);
  const phi = tasteMemberships(model, history);
  const weight = model.parameters.weights.tastes * parts.tastes.scale;
  const scores = new Float32Array(model.filmCount + columns.length);
  scores.set(sumOfParts(model, parts));
  columns.forEach((column, n) => {
    let sum = 0;
    for (let c = 0; c < phi.length; c++) {
      sum += phi[c] * column[c];
    }
    scores[model.filmCount + n] = weight * sum;
  });
  return scores;
}
