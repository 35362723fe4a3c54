import { historyPreferences } from '../ratings/history';
import type { ScoringModel } from '../model/model';
import { historyWeights, nextAffinity } from '../model/next-films';
import { rankOf } from './rank';
import type { UserHistory } from '../ratings/rating-table';
import { scoreFilms, scoreParts } from './score';

/** Why a film has its score: these numbers add up to it. */
export interface Explanation {
  readonly film: number;
  readonly score: number;
  /** What the taste centroids say, which know the ratings only all together. */
  readonly tastes: number;
  /** What it owes to being liked by many; 0 for somebody with enough ratings. */
  readonly popularity: number;
  /** What each rating says, in the order of the history: b x_j B[j, f] / sd + c h_j N[j, f] / sd. */
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
  const x = historyPreferences(model, history);
  const h = historyWeights(history.film.length, model.parameters.historyDecay);
  return Array.from(films, (film) => {
    const tastes = weights.tastes * parts.tastes.scale * parts.tastes.score[film];
    const popularity = parts.popularity.scale * parts.popularity.score[film];
    const ratings = x.map((preference, n) => {
      const from = history.film[n];
      const byBlocks = preference * model.filmWeights.weight(from, film) * parts.blocks.scale;
      const byNext = h[n] > 0 ? h[n] * nextAffinity(model.nextFilms, from, film) * parts.next.scale : 0;
      return weights.blocks * byBlocks + weights.next * byNext;
    });
    const score = ratings.reduce((sum, share) => sum + share, tastes + popularity);
    return { film, score, tastes, popularity, ratings };
  });
}

/**
 * The counterfactual: the place, 1 the first, that a film would have for this user without the n-th rating of the history,
 * among the films that are not excluded. excluded: one per film, not 0 leaves it out; by default the rated films, of which
 * the one whose rating is taken away stays out. O(one score of all films). Throws InvalidRatings.
 */
export function rankWithout(
  model: ScoringModel,
  history: UserHistory,
  n: number,
  film: number,
  excluded = ratedFilms(model, history),
): number {
  const others = (values: ArrayLike<number>): number[] => Array.from(values).toSpliced(n, 1);
  const without = { film: others(history.film), rating: others(history.rating), top: history.top };
  return rankOf(scoreFilms(model, without), film, excluded);
}

function ratedFilms({ filmCount }: ScoringModel, { film }: UserHistory): Uint8Array {
  const rated = new Uint8Array(filmCount);
  for (const f of Array.from(film)) {
    rated[f] = 1;
  }
  return rated;
}
