import { historyPreferences } from './history';
import { membershipsInto } from './memberships';
import type { ScoringModel } from './model';
import type { UserHistory } from './ratings';

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
  const { loadings, filmCount, tasteCentroids, parameters } = model;
  const user = new Float64Array(loadings.rows);
  for (let n = 0; n < film.length; n++) {
    for (let c = 0, at = film[n]; c < user.length; c++, at += filmCount) {
      user[c] += x[n] * loadings.data[at];
    }
  }
  const phi = new Float64Array(tasteCentroids.rows);
  membershipsInto(phi, user, tasteCentroids, parameters.tau);
  return phi;
}

/** phi(x) W: filmCount. Four centroids at a time, so that each film's sum is loaded and stored once for all four. */
export function scoresByTaste(model: TasteScoring, history: UserHistory, x: Float64Array): Float32Array {
  const { filmCount } = model;
  const w = model.readout.data;
  const phi = tasteMemberships(model, history, x);
  const scores = new Float32Array(filmCount);
  let c = 0;
  for (; c + 4 <= phi.length; c += 4) {
    const [p0, p1, p2, p3] = phi.subarray(c, c + 4);
    const w0 = c * filmCount;
    const w1 = w0 + filmCount;
    const w2 = w1 + filmCount;
    const w3 = w2 + filmCount;
    for (let f = 0; f < filmCount; f++) {
      scores[f] += p0 * w[w0 + f] + p1 * w[w1 + f] + p2 * w[w2 + f] + p3 * w[w3 + f];
    }
  }
  for (; c < phi.length; c++) {
    for (let f = 0, at = c * filmCount; f < filmCount; f++, at++) {
      scores[f] += phi[c] * w[at];
    }
  }
  return scores;
}
