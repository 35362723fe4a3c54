import type { TasteModel } from './model';
import { partOf, type ScorePart } from '../scoring/score-part';

/**
 * How much popularity weighs in the score of somebody without ratings, in standard deviations like the other parts, and the
 * ratings from which on it weighs nothing; in between it fades evenly. Chosen on training ratings: see
 * docs/decisions/0018-popularity-for-newcomers.md. Not parameters of a model, so that those trained before it have it, too.
 */
const WEIGHT = 1.5;
const ENOUGH_RATINGS = 15;

/** The part of each model, by the array that it is made of. */
const parts = new WeakMap<Uint32Array, ScorePart>();

/**
 * How many people like each film, for somebody of whom the model knows this many ratings: few tell less of a person than all
 * people tell together. The scale holds the weight; it is 0 for a history that is long enough. O(1), but O(films) once for
 * each model.
 */
export function popularityPart({ likedCount }: Pick<TasteModel, 'likedCount'>, ratings: number): ScorePart {
  let part = parts.get(likedCount);
  if (!part) {
    part = partOfLikes(likedCount);
    parts.set(likedCount, part);
  }
  const weight = WEIGHT * Math.max(0, 1 - ratings / ENOUGH_RATINGS);
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
