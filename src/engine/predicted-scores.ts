import type { TasteModel } from './model';
import type { UserHistory } from './ratings';
import { partOf, type ScorePart } from './score';
import { tasteMemberships } from './taste-scores';

/**
 * Scores of films that a model has no column of, on the scale of `scoreFilms`: a phi(x) w / sd, where w is a predicted column
 * of W (see `predictFilm`). Film weights and next films say nothing of a film that nobody has rated.
 *
 * columns: one of length k for each film; tastes: this part of the user's scores, where it is known already.
 * O(k films), or O(columns k) with it. Throws InvalidRatings.
 */
export function predictedScores(
  model: TasteModel,
  history: UserHistory,
  columns: readonly Float32Array[],
  tastes?: ScorePart,
): Float32Array {
  const phi = tasteMemberships(model, history);
  const { scale } = tastes ?? partOf(model.readout.sumOfRows(phi));
  const weight = model.parameters.weights.tastes * scale;
  return Float32Array.from(columns, (column) => {
    let sum = 0;
    for (let c = 0; c < phi.length; c++) {
      sum += phi[c] * column[c];
    }
    return weight * sum;
  });
}
