import { historyPreferences } from '../ratings/history';
import type { ScoringModel } from '../model/model';
import { nextScores } from '../model/next-films';
import { popularityPart } from '../model/popularity';
import type { UserHistory } from '../ratings/rating-table';
import { partOf, type ScorePart } from './score-part';
import { scoresByTaste } from './taste-scores';

/** The parts of the score: three by TrainingParameters.weights, and popularity for those who have few ratings. */
export interface ScoreParts {
  readonly tastes: ScorePart;
  readonly blocks: ScorePart;
  readonly next: ScorePart;
  /** Its weight is in its scale. */
  readonly popularity: ScorePart;
}

/**
 * Score of every film for a user of whom nothing is known but this history: a phi(x) W / sd + b x B / sd + c h N / sd, each
 * part in standard deviations of that user's over the films, and for one with few ratings how many people like it (see
 * `popularityPart`). Higher is better; scores of different users do not compare. Zero everywhere if the
 * model knows no rating. A user without ratings belongs to all taste centroids alike.
 *
 * Result: filmCount. O(ratings d + k d + k films + ratings films). Throws InvalidRatings for a film that the model does not
 * know.
 */
export function scoreFilms(model: ScoringModel, history: UserHistory): Float32Array {
  return sumOfParts(model, scoreParts(model, history));
}

/** The sum of the parts, three of them by the weights of the model: filmCount. */
export function sumOfParts(
  { filmCount, parameters }: Pick<ScoringModel, 'filmCount' | 'parameters'>,
  { tastes, blocks, next, popularity }: ScoreParts,
): Float32Array {
  const { weights } = parameters;
  const a = weights.tastes * tastes.scale;
  const b = weights.blocks * blocks.scale;
  const c = weights.next * next.scale;
  const score = new Float32Array(filmCount);
  for (let f = 0; f < filmCount; f++) {
    score[f] = a * tastes.score[f] + b * blocks.score[f] + c * next.score[f];
  }
  const d = popularity.scale;
  if (d > 0) {
    for (let f = 0; f < filmCount; f++) {
      score[f] += d * popularity.score[f];
    }
  }
  return score;
}

export function scoreParts(model: ScoringModel, history: UserHistory): ScoreParts {
  const x = historyPreferences(model, history);
  return {
    tastes: partOf(scoresByTaste(model, history, x)),
    blocks: partOf(model.filmWeights.scores(history.film, x)),
    next: partOf(nextScores(model.nextFilms, history.film, model.parameters.historyDecay)),
    popularity: popularityPart(model, history.film.length),
  };
}
