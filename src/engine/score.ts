import { historyPreferences } from './history';
import type { ScoringModel } from './model';
import { nextScores } from './next-films';
import type { UserHistory } from './ratings';
import { scoresByTaste } from './taste-scores';

/** A part of the score that varies less than this over the films has no opinion on their order. */
const NO_SPREAD = 1e-9;

/** One part of the score of every film, as it comes, and by what it is multiplied in the score. */
export interface ScorePart {
  /** filmCount */
  readonly score: Float32Array;
  /** One over the standard deviation of the part over the films; 0 for a part without an opinion. */
  readonly scale: number;
}

/** The three parts of the score, see TrainingParameters.weights. */
export interface ScoreParts {
  readonly tastes: ScorePart;
  readonly blocks: ScorePart;
  readonly next: ScorePart;
}

/**
 * Score of every film for a user of whom nothing is known but this history: a phi(x) W / sd + b x B / sd + c h N / sd, each
 * part in standard deviations of that user's over the films. Higher is better; scores of different users do not compare.
 * Zero everywhere if the model knows no rating. A user without ratings belongs to all taste centroids alike.
 *
 * Result: filmCount. O(ratings d + k d + k films + ratings films). Throws InvalidRatings for a film that the model does not
 * know.
 */
export function scoreFilms(model: ScoringModel, history: UserHistory): Float32Array {
  return sumOfParts(model, scoreParts(model, history));
}

/** The sum of the parts by the weights of the model: filmCount. */
export function sumOfParts(
  { filmCount, parameters }: Pick<ScoringModel, 'filmCount' | 'parameters'>,
  { tastes, blocks, next }: ScoreParts,
): Float32Array {
  const { weights } = parameters;
  const a = weights.tastes * tastes.scale;
  const b = weights.blocks * blocks.scale;
  const c = weights.next * next.scale;
  const score = new Float32Array(filmCount);
  for (let f = 0; f < filmCount; f++) {
    score[f] = a * tastes.score[f] + b * blocks.score[f] + c * next.score[f];
  }
  return score;
}

export function scoreParts(model: ScoringModel, history: UserHistory): ScoreParts {
  const x = historyPreferences(model, history);
  return {
    tastes: partOf(scoresByTaste(model, history, x)),
    blocks: partOf(model.filmWeights.scores(history.film, x)),
    next: partOf(nextScores(model.nextFilms, history.film, model.parameters.historyDecay)),
  };
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
