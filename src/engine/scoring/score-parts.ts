import { membershipsInto } from '../model/memberships';
import type { ScoringModel, TasteModel } from '../model/model';
import { nextScores } from '../model/next-films';
import { historyPreferences } from '../ratings/history';
import type { UserHistory } from '../ratings/rating-table';

/** One part of the score of every film, as it comes, and by what it is multiplied in the score. */
export interface ScorePart {
  /** filmCount */
  readonly score: Float32Array;
  /** One over the standard deviation of the part over the films; 0 for a part without an opinion. */
  readonly scale: number;
}

/** The parts of the score: three by TrainingParameters.weights, and popularity for those who have few ratings. */
export interface ScoreParts {
  readonly tastes: ScorePart;
  readonly blocks: ScorePart;
  readonly next: ScorePart;
  /** Its weight is in its scale. */
  readonly popularity: ScorePart;
}

/** The parts for one history, and what was computed of it on the way. */
export interface HistoryParts extends ScoreParts {
  /** x: the preference of each rating, weighed by recency. */
  readonly preferences: Float64Array;
  /** phi(x): k. */
  readonly memberships: Float64Array;
}

/**
 * phi(x) W, x B, h N and the popularity of the films, for somebody of whom nothing is known but this history.
 * O(ratings d + k d + k films + ratings films). Throws InvalidRatings for a film that the model does not know.
 */
export function scoreParts(model: ScoringModel, history: UserHistory): HistoryParts {
  const { film } = history;
  const preferences = historyPreferences(model, history);
  const memberships = tasteMemberships(model, film, preferences);
  return {
    preferences,
    memberships,
    tastes: partOf(model.readout.sumOfRows(memberships)),
    blocks: partOf(model.filmWeights.scores(film, preferences)),
    next: partOf(nextScores(model.nextFilms, film, model.parameters.historyDecay)),
    popularity: popularityPart(model, film.length),
  };
}

/**
 * phi(x) of a user, k: how much of each taste centroid there is in a history of these films with preferences x.
 * O(ratings d + k d).
 */
export function tasteMemberships(
  { loadings, tasteCentroids, parameters }: Pick<ScoringModel, 'parameters' | 'loadings' | 'tasteCentroids'>,
  film: ArrayLike<number>,
  x: Float64Array,
): Float64Array {
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

/** A part of the score that varies less than this over the films has no opinion on their order. */
const NO_SPREAD = 1e-9;

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

/**
 * How much popularity weighs in the score of somebody without ratings, in standard deviations like the other parts, and the
 * ratings from which on it weighs nothing; in between it fades evenly. Chosen on training ratings: see
 * docs/decisions/0018-popularity-for-newcomers.md. Not parameters of a model, so that those trained before it have it, too.
 */
const POPULARITY_WEIGHT = 1.5;
const ENOUGH_RATINGS = 15;

/** The popularity of each model, by the array that it is made of. */
const popularities = new WeakMap<Uint32Array, ScorePart>();

/**
 * How many people like each film, for somebody of whom the model knows this many ratings: few tell less of a person than all
 * people tell together. The scale holds the weight; it is 0 for a history that is long enough. O(1), but O(films) once for
 * each model.
 */
export function popularityPart({ likedCount }: Pick<TasteModel, 'likedCount'>, ratings: number): ScorePart {
  let part = popularities.get(likedCount);
  if (!part) {
    part = partOfLikes(likedCount);
    popularities.set(likedCount, part);
  }
  const weight = POPULARITY_WEIGHT * Math.max(0, 1 - ratings / ENOUGH_RATINGS);
  return { score: part.score, scale: weight * part.scale };
}

/**
 * Likes in standard deviations, times the share of their variance that is not chance: were all films liked alike, it would be
 * their mean (Poisson). Nearly all of it where there are hits, nothing where all films are liked about as much.
 */
function partOfLikes(likedCount: Uint32Array): ScorePart {
  const { score, scale } = partOf(Float32Array.from(likedCount));
  const mean = score.reduce((sum, likes) => sum + likes, 0) / Math.max(1, score.length);
  return { score, scale: scale * Math.max(0, 1 - mean * scale * scale) };
}
