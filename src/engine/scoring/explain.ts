import type { ScoringModel } from '../model/model';
import { nextAffinity } from '../model/next-films';
import { rankOf } from './best-films';
import { someRatings, type UserHistory } from '../ratings/rating-table';
import { scoreFilms } from './score';
import { scoreParts, type Circumstances, type ScorePart } from './score-parts';

/** Why a film has its score: these numbers add up to it. */
export interface Explanation {
  readonly film: number;
  readonly score: number;
  /** What the taste centroids say, which know the ratings only all together. */
  readonly tastes: number;
  /** What it owes to being liked by many; 0 for somebody with enough ratings who does not ask for hits or the long tail. */
  readonly popularity: number;
  /** Whether that is for being liked by many, and not, where the long tail or hits are asked for, by fewer than others are. */
  readonly popular: boolean;
  /** What it owes to being rated better than others, below zero if it is rated worse. */
  readonly bias: number;
  /** What it owes to being liked more of late than before. */
  readonly trend: number;
  /** What each rating says, in the order of the history: b x_j B[j, f] + c h_j N[j, f], each scaled as in the score. */
  readonly ratings: Float64Array;
}

/**
 * The exact parts of the scores of some films for a user. parts: of that user's scores, where they are known already.
 * O(one score of all films + films ratings), without the first where they are. Throws InvalidRatings.
 */
export function explainFilms(
  model: ScoringModel,
  history: UserHistory,
  films: ArrayLike<number>,
  parts = scoreParts(model, history),
): Explanation[] {
  const { weights } = model.parameters;
  const { preferences, opinions, nextWeights } = parts;
  return Array.from(films, (film) => {
    const tastes = weights.tastes * parts.tastes.scale * parts.tastes.score[film];
    const popularity = says(parts.popularity, film) + says(parts.leaning, film);
    const bias = says(parts.bias, film);
    const trend = says(parts.trend, film);
    const ratings = preferences.map((preference, n) => {
      const from = history.film[n];
      const byBlocks = preference * model.filmWeights.weight(from, film) * parts.blocks.scale;
      const near = nextWeights[n] * opinions[n];
      const byNext = near === 0 ? 0 : near * nextAffinity(model.nextFilms, from, film) * parts.next.scale;
      return weights.blocks * byBlocks + weights.next * byNext;
    });
    const score = ratings.reduce((sum, share) => sum + share, tastes + popularity + bias + trend);
    const popular = parts.leaning.scale === 0 || parts.leaning.score[film] >= 0;
    return { film, score, tastes, popularity, popular, bias, trend, ratings };
  });
}

function says({ score, scale }: ScorePart, film: number): number {
  return scale === 0 ? 0 : scale * score[film];
}

/**
 * The counterfactual: the place, 1 the first, that each of these films would have for this user without the n-th rating of
 * the history, among the films that are not excluded. excluded: one per film, not 0 leaves it out; newColumns: see
 * and circumstances: see `scoreFilms`. O(one score of all films) however many films are asked about, and O(films) for each of them.
 */
export function ranksWithout(
  model: ScoringModel,
  history: UserHistory,
  n: number,
  films: readonly number[],
  excluded: Uint8Array,
  newColumns: readonly Float32Array[] = [],
  circumstances: Circumstances = {},
): number[] {
  const score = scoreFilms(model, withoutRating(history, n), newColumns, circumstances);
  return films.map((film) => rankOf(score, film, excluded));
}

function withoutRating(history: UserHistory, n: number): UserHistory {
  return someRatings(history, [...Array(history.film.length).keys()].toSpliced(n, 1));
}
