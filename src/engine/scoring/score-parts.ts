import { log } from '../elementary';
import { membershipsInto } from '../model/memberships';
import type { ScoringModel, TasteModel } from '../model/model';
import { historyWeights, nextDeviations, type NextFilms, nextScores } from '../model/next-films';
import type { TrainingParameters } from '../model/parameters';
import { type Opinions, readOpinions } from '../ratings/history';
import type { UserHistory } from '../ratings/rating-table';

/** One part of the score of every film, as it comes, and by what it is multiplied in the score. */
export interface ScorePart {
  /** filmCount */
  readonly score: Float32Array;
  /** 0 for a part without an opinion. */
  readonly scale: number;
}

/** On what scores hang beside the model and the history. */
export interface Circumstances {
  /** What is rising, see `trendScores`: filmCount, and after those the films that the model has no column of. */
  readonly trend?: Float32Array;
  /** What is asked for: from the long tail, -1, to hits, 1. Without it 0. */
  readonly popularity?: number;
}

/** The parts of the score: three by TrainingParameters.weights, and those whose weight is in their scale. */
export interface ScoreParts {
  readonly tastes: ScorePart;
  readonly blocks: ScorePart;
  readonly next: ScorePart;
  /** For those who have few ratings. */
  readonly popularity: ScorePart;
  readonly bias: ScorePart;
  /** Also of films that the model has no column of. */
  readonly trend: ScorePart;
  /** What is asked for of popularity. */
  readonly leaning: ScorePart;
}

/** The parts for one history, and what was computed of it on the way. */
export interface HistoryParts extends ScoreParts, Opinions {
  /** How near each rating is to what comes next, see `historyWeights`. */
  readonly nextWeights: Float64Array;
  /** phi(x) P: r. */
  readonly directions: Float64Array;
}

/** Where the parts that are made for one history are put: filmCount each. */
export interface PartsRoom {
  readonly tastes: Float32Array;
  readonly blocks: Float32Array;
  readonly next: Float32Array;
}

function partsRoom(filmCount: number): PartsRoom {
  const room = (): Float32Array => new Float32Array(filmCount);
  return { tastes: room(), blocks: room(), next: room() };
}

/**
 * phi(x) P Q, x B, h N, the popularity, the bias and the trend of the films, for somebody of whom nothing is known but this
 * history. O(ratings d + k d + k r + r films + ratings films). Throws InvalidRatings for a film that the model does not know.
 */
export function scoreParts(
  model: ScoringModel,
  history: UserHistory,
  { trend, popularity = 0 }: Circumstances = {},
  room = partsRoom(model.filmCount),
): HistoryParts {
  const read = readOpinions(model, history);
  const directions = tasteDirections(model, history.film, read.preferences);
  const nextWeights = historyWeights(history, model.parameters.historyDecay);
  return {
    ...read,
    nextWeights,
    directions,
    tastes: tastePart(model.readout.times(directions, room.tastes), read),
    blocks: blockPart(model.filmWeights, history, read, room.blocks),
    next: nextPart(model.nextFilms, history, read, nextWeights, room.next),
    popularity: popularityPart(model, history.film.length),
    bias: { score: model.filmBias, scale: model.parameters.biasWeight },
    trend: trendPart(model, trend),
    leaning: leaningPart(model, popularity),
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

/** phi(x) P of the same, r: how far these memberships go in each direction of the read-out. O(ratings d + k (d + r)). */
export function tasteDirections(
  model: Pick<ScoringModel, 'parameters' | 'loadings' | 'tasteCentroids' | 'readoutDirections'>,
  film: ArrayLike<number>,
  x: Float64Array,
): Float64Array {
  const { rows, cols, data } = model.readoutDirections;
  const phi = tasteMemberships(model, film, x);
  const directions = new Float64Array(cols);
  for (let c = 0, at = 0; c < rows; c++) {
    for (let r = 0; r < cols; r++, at++) {
      directions[r] += phi[c] * data[at];
    }
  }
  return directions;
}

/** A part of the score that varies less than this over the films has no opinion on their order. */
const NO_SPREAD = 1e-9;

/** A part in standard deviations over the films. O(films). */
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

/** Preference at which the taste centroids have half of their weight: one liked film. */
const PRIOR_PREFERENCE = 1;

/**
 * phi(x) P Q in standard deviations over the films, e/(e + 1) of it, where e is all that the ratings say: memberships know the
 * direction of a taste, not how much there is to tell it from. O(films).
 */
export function tastePart(score: Float32Array, { preferences }: Opinions): ScorePart {
  const evidence = preferences.reduce((sum, x) => sum + Math.abs(x), 0);
  const { scale } = partOf(score);
  return { score, scale: (scale * evidence) / (evidence + PRIOR_PREFERENCE) };
}

/**
 * A sum of rows by the ratings, in the deviation that it would have if each said as much as a rating can, and nothing of what
 * the others say: those that agree make it louder, and a doubtful one is quiet. It does not hang on what the ratings are, so
 * that what one of them says for a film never grows when it is lowered. weights: of each rating; deviations: of each film's row.
 */
function summed(
  score: Float32Array,
  film: ArrayLike<number>,
  weights: Float64Array,
  deviations: Float64Array,
): ScorePart {
  return { score, scale: scaleOfSum(film, weights, deviations) };
}

/** By what such a sum is multiplied: 1 / its deviation, 0 where it has none. O(ratings). */
export function scaleOfSum(film: ArrayLike<number>, weights: ArrayLike<number>, deviations: Float64Array): number {
  let variance = 0;
  for (let n = 0; n < film.length; n++) {
    const deviation = weights[n] * deviations[film[n]];
    variance += deviation * deviation;
  }
  const deviation = Math.sqrt(variance);
  return deviation > NO_SPREAD ? 1 / deviation : 0;
}

/** x B. O(ratings films). */
export function blockPart(
  weights: ScoringModel['filmWeights'],
  { film }: UserHistory,
  { preferences, recency }: Opinions,
  into?: Float32Array,
): ScorePart {
  return summed(weights.scores(film, preferences, into), film, recency, weights.deviations);
}

/** h N, h being what each rating says, weighed by how near it is to what comes next. O(50 nextKept). */
export function nextPart(
  next: NextFilms,
  { film }: UserHistory,
  { opinions }: Opinions,
  h: Float64Array,
  into?: Float32Array,
): ScorePart {
  const signed = h.map((weight, n) => weight * opinions[n]);
  return summed(nextScores(next, film, signed, into), film, h, nextDeviations(next));
}

type PopularityParameters = Pick<TrainingParameters, 'popularityWeight' | 'popularityEnd'>;

/** The popularity of each model, by the array that it is made of. */
const popularities = new WeakMap<Uint32Array, ScorePart>();

/**
 * How many people like each film, for somebody of whom the model knows this many ratings: few tell less of a person than all
 * people tell together. The scale holds the weight; it is 0 for a history that is long enough. O(1), but O(films) once for
 * each model.
 */
export function popularityPart(
  { likedCount, parameters }: Pick<TasteModel, 'likedCount'> & { parameters: PopularityParameters },
  ratings: number,
): ScorePart {
  const { popularityWeight, popularityEnd } = parameters;
  let part = popularities.get(likedCount);
  if (!part) {
    part = partOfLikes(likedCount);
    popularities.set(likedCount, part);
  }
  const weight = ratings < popularityEnd ? popularityWeight * (1 - ratings / popularityEnd) : 0;
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

/**
 * What a standard deviation of the logarithm of the likes weighs where as much of hits, or of the long tail, is asked for as may
 * be: with 2 a quarter of the lists on MovieLens latest-small is of the long tail, with 4 nearly all of them.
 */
const FULL_LEANING = 3;

/** The logarithms of the likes of each model, by the array that they are made of. */
const logarithms = new WeakMap<Uint32Array, ScorePart>();

/**
 * What is asked for of popularity: log(1 + likes), from its mean, in standard deviations, times -1 (the long tail) to 1 (hits).
 * Films that the model has no column of count as the mean. O(1), but O(films) once for each model.
 */
export function leaningPart({ likedCount }: Pick<TasteModel, 'likedCount'>, popularity: number): ScorePart {
  let part = logarithms.get(likedCount);
  if (!part) {
    const { score, scale } = partOf(Float32Array.from(likedCount, (likes) => log(1 + likes)));
    const mean = score.reduce((sum, likes) => sum + likes, 0) / Math.max(1, score.length);
    part = { score: score.map((likes) => likes - mean), scale };
    logarithms.set(likedCount, part);
  }
  return { score: part.score, scale: FULL_LEANING * popularity * part.scale };
}

/** What is rising, for everybody alike. trend: see `Circumstances`. O(1). */
export function trendPart(
  { parameters }: Pick<ScoringModel, 'parameters'>,
  trend: Float32Array | undefined,
): ScorePart {
  return trend ? { score: trend, scale: parameters.trendWeight } : { score: new Float32Array(0), scale: 0 };
}
