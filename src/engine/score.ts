import { InvalidRatings } from './errors';
import { membershipsInto } from './memberships';
import type { TasteModel } from './model';
import { preference, type UserHistory } from './ratings';
import { recencyWeights } from './recency';

/** A part of the score that varies less than this over the films has no opinion on their order. */
const NO_SPREAD = 1e-9;

/**
 * Score of every film for a user of whom nothing is known but this history: phi(x) W, in standard deviations of that
 * user's scores over the films. Higher is better; scores of different users do not compare. Zero everywhere if the model
 * has no taste centroids. A user without ratings belongs to all centroids alike.
 *
 * Result: filmCount. O(ratings d + k d + k films). Throws InvalidRatings for a film that the model does not know.
 */
export function scoreFilms(model: TasteModel, history: UserHistory): Float32Array {
  const score = new Float32Array(model.filmCount);
  addInDeviations(score, scoresByTaste(model, history), 1);
  return score;
}

/** phi(x) of a user, k: how much of each taste centroid there is in this history. */
export function tasteMemberships(model: TasteModel, history: UserHistory): Float64Array {
  const phi = new Float64Array(model.tasteCentroids.rows);
  membershipsInto(phi, userInPcaSpace(model, history), model.tasteCentroids, model.parameters.tau);
  return phi;
}

/** V x, d, where x weighs each preference by its recency. */
function userInPcaSpace(model: TasteModel, history: UserHistory): Float64Array {
  const { loadings, filmCount, parameters } = model;
  const { film, rating, top } = history;
  const user = new Float64Array(loadings.rows);
  const recency = recencyWeights(film.length, parameters.halfLife);
  for (let n = 0; n < film.length; n++) {
    const f = film[n];
    if (!(f >= 0 && f < filmCount)) {
      throw new InvalidRatings(`film ${f} of ${filmCount}`);
    }
    const x = preference(rating[n], top, parameters.preference) * recency[n];
    for (let c = 0, at = f; c < user.length; c++, at += filmCount) {
      user[c] += x * loadings.data[at];
    }
  }
  return user;
}

/** phi(x) W: filmCount. Four centroids at a time, so that each film's sum is loaded and stored once for all four. */
function scoresByTaste(model: TasteModel, history: UserHistory): Float32Array {
  const { filmCount } = model;
  const w = model.readout.data;
  const phi = tasteMemberships(model, history);
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

/** score += weight * part / (standard deviation of the part over the films). All: filmCount. */
function addInDeviations(score: Float32Array, part: Float32Array, weight: number): void {
  const count = part.length;
  let sum = 0;
  for (let f = 0; f < count; f++) {
    sum += part[f];
  }
  const mean = sum / count;
  let squares = 0;
  for (let f = 0; f < count; f++) {
    squares += (part[f] - mean) * (part[f] - mean);
  }
  const deviation = Math.sqrt(squares / count);
  if (deviation > NO_SPREAD) {
    for (let f = 0; f < count; f++) {
      score[f] += (weight * part[f]) / deviation;
    }
  }
}
