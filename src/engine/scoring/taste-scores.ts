import { historyPreferences } from '../ratings/history';
import { membershipsInto } from '../model/memberships';
import type { ScoringModel } from '../model/model';
import type { UserHistory } from '../ratings/rating-table';

type TasteScoring = Pick<ScoringModel, 'parameters' | 'filmCount' | 'loadings' | 'tasteCentroids' | 'readout'>;

/**
 * phi(x) of a user, k: how much of each taste centroid there is in this history. x: its preferences, weighed by recency.
 * O(ratings d + k d). Throws InvalidRatings.
 */
export function tasteMemberships(
  model: TasteScoring,
  history: UserHistory,
  x = historyPreferences(model, history),
): Float64Array {
  const { film } = history;
  const { loadings, tasteCentroids, parameters } = model;
  const user = new Float64Array(loadings.cols);
  for (let n = 0; n < film.length; n++) {
    for (let c = 0, at = film[n] * user.length; c < user.length; c++, at++) {
      user[c] += x[n] * loadings.data[at];
    }
  }
  const phi = new Float64Array(tasteCentroids.rows);
  membershipsInto(phi, user, tasteCentroids, parameters.tau);
  return phi;
}

/** phi(x) W: filmCount. O(ratings d + k films). */
export function scoresByTaste(model: TasteScoring, history: UserHistory, x: Float64Array): Float32Array {
  return model.readout.sumOfRows(tasteMemberships(model, history, x));
}
