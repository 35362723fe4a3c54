import { log2 } from '../elementary';
import type { RatingTable } from '../ratings/rating-table';
import { type FilmSets, setCosine } from './film-sets';

/** Share of all ratings that the films of the short head have; the others are the long tail. */
const HEAD_SHARE = 0.8;

/** What the training ratings say of the films, for judging lists by more than their hits. */
export interface FilmStanding {
  /** films: users who rated the film in training */
  readonly raters: Uint32Array;
  /** films: bits of surprise in a film, -log2 of the share of users who rated it; with no rating as with one */
  readonly surprise: Float64Array;
  /** films: 1 for a film of the long tail */
  readonly inTail: Uint8Array;
}

/** Properties of a list beside its hits. */
export interface ListCharacter {
  /**
   * Intra-list diversity: mean over pairs of films of 1 - cosine of their sets (C.-N. Ziegler et al., "Improving
   * recommendation lists through topic diversification", WWW 2005). 0..1
   */
  readonly diversity: number;
  /**
   * Novelty: mean self-information of the films, in bits (S. Vargas, P. Castells, "Rank and relevance in novelty and
   * diversity metrics for recommender systems", RecSys 2011).
   */
  readonly novelty: number;
  /**
   * Average popularity of the list over that of the user's own films: 1 is as popular as the user's taste, more is bias
   * (H. Abdollahpouri et al., "The unfairness of popularity bias in recommendation", RMSE workshop at RecSys 2019).
   */
  readonly popularityRatio: number;
  /** Share of the list that is of the long tail, the films outside the fewest that have 80 % of the ratings. 0..1 */
  readonly longTail: number;
}

/** O(ratings + films log films). */
export function filmStanding(train: RatingTable): FilmStanding {
  const { rated: raters } = train.countByFilm();
  const users = Math.max(1, train.userCount);
  const byRatings = Uint32Array.from(raters, (_, f) => f).sort((a, b) => raters[b] - raters[a] || a - b);
  const inTail = new Uint8Array(raters.length).fill(1);
  let covered = 0;
  for (let n = 0; n < byRatings.length && covered < HEAD_SHARE * train.ratingCount; n++) {
    inTail[byRatings[n]] = 0;
    covered += raters[byRatings[n]];
  }
  return { raters, surprise: Float64Array.from(raters, (count) => -log2(Math.max(1, count) / users)), inTail };
}

/** list: films; own: the films that the list was made from, at least one. O(list^2 set + own). */
export function listCharacter(
  list: ArrayLike<number>,
  own: ArrayLike<number>,
  { raters, surprise, inTail }: FilmStanding,
  sets: FilmSets,
): ListCharacter {
  let distance = 0;
  for (let a = 0; a < list.length; a++) {
    for (let b = a + 1; b < list.length; b++) {
      distance += 1 - setCosine(sets, list[a], list[b]);
    }
  }
  const pairs = (list.length * (list.length - 1)) / 2;
  return {
    diversity: distance / Math.max(1, pairs),
    novelty: meanOver(list, surprise),
    popularityRatio: meanOver(list, raters) / Math.max(meanOver(own, raters), Number.MIN_VALUE),
    longTail: meanOver(list, inTail),
  };
}

function meanOver(films: ArrayLike<number>, valueByFilm: ArrayLike<number>): number {
  const sum = Array.from(films).reduce((so, film) => so + valueByFilm[film], 0);
  return sum / Math.max(1, films.length);
}

/**
 * Gini index of how often each film is recommended: 0 if all films alike, near 1 if a few films take all places.
 * timesListed: films. O(films log films).
 */
export function giniIndex(timesListed: ArrayLike<number>): number {
  const ascending = Float64Array.from(timesListed).sort();
  let sum = 0;
  let weighted = 0;
  ascending.forEach((times, n) => {
    sum += times;
    weighted += (n + 1) * times;
  });
  const count = ascending.length;
  return sum > 0 ? (2 * weighted) / (count * sum) - (count + 1) / count : 0;
}
