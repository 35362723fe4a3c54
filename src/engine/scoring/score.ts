import type { ScoringModel } from '../model/model';
import type { UserHistory } from '../ratings/rating-table';
import {
  type Circumstances,
  type HistoryParts,
  type ScorePart,
  scoreParts,
  type ScoreParts,
  type ScoreRoom,
  scoreRoom,
} from './score-parts';

/**
 * Of each model, by its film weights. One score after the other is made there, since none of the parts leaves `scoreFilms`: as many
 * bytes for each would be asked for, cleared and given back.
 */
const rooms = new WeakMap<ScoringModel['filmWeights'], ScoreRoom>();

function roomOf({ filmWeights, filmCount }: ScoringModel): ScoreRoom {
  let room = rooms.get(filmWeights);
  if (!room) {
    room = scoreRoom(filmCount);
    rooms.set(filmWeights, room);
  }
  return room;
}

/**
 * Score of every film for a user of whom nothing is known but this history: a phi(x) P Q + b x B + c h N, each
 * part scaled as `score-parts.ts` says, and how well the film is rated, and for somebody with few ratings how many people like it
 * (see `popularityPart`), what is rising and what is asked for, see `Circumstances`. Higher is better; scores of different users do not compare. Zero everywhere if the
 * model knows no rating. A user without ratings belongs to all taste centroids alike.
 *
 * newColumns: of films that the model has no column of, see `scoreOfParts`. Result: filmCount + newColumns.
 * O(ratings d + k d + k r + r films + ratings films). Throws InvalidRatings for a film that the model does not know.
 */
export function scoreFilms(
  model: ScoringModel,
  history: UserHistory,
  newColumns: readonly Float32Array[] = [],
  circumstances: Circumstances = {},
): Float32Array {
  return scoreOfParts(model, scoreParts(model, history, circumstances, roomOf(model)), newColumns);
}

/**
 * The scores of all films by the parts for one history, and after them those of films that the model has no column of, on
 * the same scale: a phi(x) w, where w is P times a predicted column of Q (see `predictFilm`). Film weights and next films know
 * nothing of a film that nobody has rated, which has their mean; no rating tells whether it is good, and of likes there are those since the model, which the trend knows.
 *
 * newColumns: one of length r for each of these films. Result: filmCount + newColumns. O(films + newColumns r).
 */
export function scoreOfParts(
  model: Pick<ScoringModel, 'filmCount' | 'parameters'>,
  parts: HistoryParts,
  newColumns: readonly Float32Array[] = [],
): Float32Array {
  const score = sumOfParts(model, parts, newColumns.length);
  if (newColumns.length === 0) {
    return score;
  }
  const { directions, tastes, blocks, next, trend } = parts;
  const { weights } = model.parameters;
  const weight = weights.tastes * tastes.scale;
  const others = weights.blocks * blocks.scale * mean(blocks.score) + weights.next * next.scale * mean(next.score);
  newColumns.forEach((column, n) => {
    let sum = 0;
    for (let c = 0; c < directions.length; c++) {
      sum += directions[c] * column[c];
    }
    const rising = trend.scale === 0 ? 0 : trend.scale * trend.score[model.filmCount + n];
    score[model.filmCount + n] = weight * sum + others + rising;
  });
  return score;
}

function mean(scores: Float32Array): number {
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

/** The sum of the parts, three of them by the weights of the model, and room for more films: filmCount + more. O(films). */
export function sumOfParts(
  { filmCount, parameters }: Pick<ScoringModel, 'filmCount' | 'parameters'>,
  { tastes, blocks, next, bias, popularity, trend, leaning }: ScoreParts,
  more = 0,
): Float32Array {
  const { weights } = parameters;
  const a = weights.tastes * tastes.scale;
  const b = weights.blocks * blocks.scale;
  const c = weights.next * next.scale;
  const e = bias.scale;
  const score = new Float32Array(filmCount + more);
  for (let f = 0; f < filmCount; f++) {
    score[f] = a * tastes.score[f] + b * blocks.score[f] + c * next.score[f] + e * bias.score[f];
  }
  for (const part of [popularity, trend, leaning]) {
    add(score, part, filmCount);
  }
  return score;
}

/** Add what a part says of each film, if it says anything. */
function add(sum: Float32Array, { score, scale }: ScorePart, filmCount: number): void {
  if (scale === 0) {
    return;
  }
  for (let f = 0; f < filmCount; f++) {
    sum[f] += scale * score[f];
  }
}
