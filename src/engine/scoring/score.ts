import { SummableRows } from '../linear-algebra/row-sums';
import type { ScoringModel } from '../model/model';
import type { UserHistory } from '../ratings/rating-table';
import {
  type Circumstances,
  type HistoryParts,
  type PartsRoom,
  type ScorePart,
  scoreParts,
  type ScoreParts,
} from './score-parts';

/** How many parts a score has. */
const PARTS = 7;

/** Room for the parts of a score beside each other, and for their sum. */
class ScoreRoom implements PartsRoom {
  readonly tastes: Float32Array;
  readonly blocks: Float32Array;
  readonly next: Float32Array;
  private readonly rows: SummableRows;
  private readonly parts: readonly Float32Array[];

  constructor(private readonly filmCount: number) {
    this.rows = new SummableRows(PARTS * filmCount, filmCount);
    this.parts = Array.from({ length: PARTS }, (_, n) => this.rows.data.subarray(n * filmCount, (n + 1) * filmCount));
    [this.tastes, this.blocks, this.next] = this.parts;
  }

  /** The sum of these, in the order of the parts, and room for more films: filmCount + more. */
  sum(parts: readonly ScorePart[], more: number): Float32Array {
    const speaking = [...parts.keys()].filter((n) => parts[n].scale !== 0);
    for (const n of speaking) {
      const { score } = parts[n];
      if (score !== this.parts[n]) this.parts[n].set(score.subarray(0, this.filmCount));
    }
    const scales = speaking.map((n) => parts[n].scale);
    this.rows.sum(this.rows.data, speaking, scales, this.filmCount);
    const sum = new Float32Array(this.filmCount + more);
    sum.set(this.rows.sums);
    return sum;
  }
}

/**
 * Of each model, by its bias. One score after the other is made there, since none of the parts leaves `scoreFilms`: as many
 * bytes for each would be asked for, cleared and given back.
 */
const rooms = new WeakMap<Float32Array, ScoreRoom>();

function roomOf(bias: Float32Array, filmCount: number): ScoreRoom {
  let room = rooms.get(bias);
  if (!room) {
    room = new ScoreRoom(filmCount);
    rooms.set(bias, room);
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
  return scoreOfParts(
    model,
    scoreParts(model, history, circumstances, roomOf(model.filmBias, model.filmCount)),
    newColumns,
  );
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
  const weighed = ({ score, scale }: ScorePart, weight: number): ScorePart => ({ score, scale: weight * scale });
  const parts = [
    weighed(tastes, weights.tastes),
    weighed(blocks, weights.blocks),
    weighed(next, weights.next),
    ...[bias, popularity, trend, leaning],
  ];
  return roomOf(bias.score, filmCount).sum(parts, more);
}
