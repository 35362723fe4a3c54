import { at } from '../../invariants';
import { bestFilms } from '../scoring/best-films';
import { isDisliked, isLiked } from '../ratings/preference';
import type { UserHistory } from '../ratings/rating-table';
import { areaUnderCurve } from './area-under-curve';
import { filmStanding, giniIndex, listCharacter } from './beyond-accuracy';
import { type FilmSets, usersByFilm } from './film-sets';
import { LIST_LENGTH, listQuality } from './list-quality';
import type { Recommender, Trained } from './recommender';
import type { Split } from './splits';

/**
 * What is measured of each user's list: see `list-quality.ts` and `beyond-accuracy.ts`; and of the scores of the films held
 * out, `likedAboveDisliked`: the chance that one the user liked scores above one the user disliked (AUC).
 */
export const USER_MEASURES = [
  'ndcgAt10',
  'netNdcgAt10',
  'dislikedAt10',
  'likedAboveDisliked',
  'recallAt10',
  'hitRateAt10',
  'diversity',
  'novelty',
  'popularityRatio',
  'longTail',
] as const;

export type UserMeasure = (typeof USER_MEASURES)[number];

/** One line of a quality table: means over the users with a rating in training and a liked film held out. */
export interface QualityRow extends Readonly<Record<UserMeasure, number>> {
  readonly name: string;
  /** What the recommender chose for itself on training ratings, if it does. */
  readonly chosen?: string;
  /** Share of all films that are in the list of any user. */
  readonly coverage: number;
  /** Gini index of how often each film is recommended. 0..1 */
  readonly gini: number;
  /** Users that the means are over. */
  readonly users: number;
  /**
   * Each measure of each user, NaN for one who does not count: users of the table. Of those who count in the others,
   * `likedAboveDisliked` has NaN for one who disliked nothing that was held out.
   */
  readonly perUser: Readonly<Record<UserMeasure, Float64Array>>;
}

/** Called as users are measured, with the share of the work done, 0..1. */
export type OnEvaluated = (name: string, fraction: number) => void;

/** Users between two calls of the progress callback, and between two pauses for other work. */
const USERS_AT_ONCE = 200;

/**
 * Quality of each recommender: every film that the user has not rated in training is ranked. A list is asked for at the moment of
 * the first rating held out, at which the user came back to look for a film (Y. Ji et al., "A re-visit of the popularity baseline in
 * recommender systems", SIGIR 2020). Scores are asked for user by user, so that users x films numbers are never held. Sets of the
 * films, their genres for one, tell how varied a list is; without them films are alike when the same users rated them.
 */
export async function evaluate(
  split: Split,
  recommenders: readonly Recommender[],
  onProgress: OnEvaluated = () => undefined,
  sets: FilmSets = usersByFilm(split.train),
): Promise<QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const recommender of recommenders) {
    const done = rows.length;
    const report = (fraction: number): void => onProgress(recommender.name, (done + fraction) / recommenders.length);
    report(0);
    const trained = await recommender.fit(split.train);
    rows.push({ name: recommender.name, ...(await measure(split, trained, sets, report)) });
  }
  onProgress('done', 1);
  return rows;
}

async function measure(
  { train, test }: Split,
  { score, chosen }: Trained,
  sets: FilmSets,
  report: (fraction: number) => void,
): Promise<Omit<QualityRow, 'name'>> {
  const timesListed = new Uint32Array(train.filmCount);
  const standing = filmStanding(train);
  const perUser = eachMeasure(() => new Float64Array(train.userCount).fill(NaN));
  for (let u = 0; u < train.userCount; u++) {
    if (u % USERS_AT_ONCE === USERS_AT_ONCE - 1) {
      report(u / train.userCount);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const heldOut = test.history(u);
    const { liked, disliked } = judgedFilms(heldOut);
    const history = train.history(u);
    if (liked.size === 0 || history.film.length === 0) {
      continue;
    }
    const scores = score(history, heldOut.time?.[0]);
    const list = bestFilms(scores, LIST_LENGTH, { excluded: filmMask(train.filmCount, history.film) });
    list.forEach((film) => timesListed[film]++);
    const { ndcg, net, disliked: spoilt, recall, hit } = listQuality(list, liked, disliked);
    const character = listCharacter(list, history.film, standing, sets);
    const values = {
      ndcgAt10: ndcg,
      netNdcgAt10: net,
      dislikedAt10: spoilt,
      likedAboveDisliked: disliked.size > 0 ? areaUnderCurve(scores, [...liked], [...disliked]) : NaN,
      recallAt10: recall,
      hitRateAt10: hit ? 1 : 0,
      ...character,
    };
    USER_MEASURES.forEach((name) => (perUser[name][u] = values[name]));
  }
  return {
    ...(chosen === undefined ? {} : { chosen }),
    ...eachMeasure((name) => mean(counted(perUser[name]))),
    coverage: timesListed.reduce((count, times) => count + (times > 0 ? 1 : 0), 0) / Math.max(1, train.filmCount),
    gini: giniIndex(timesListed),
    users: counted(perUser.ndcgAt10).length,
    perUser,
  };
}

/** Films that a user liked. */
export function likedFilms({ film, rating, top }: UserHistory): Set<number> {
  return new Set(Array.from(film).filter((_, n) => isLiked(rating[n], top)));
}

/** Films that a user liked, and those that he or she disliked. */
export function judgedFilms(history: UserHistory): { liked: Set<number>; disliked: Set<number> } {
  const { film, rating, top } = history;
  return {
    liked: likedFilms(history),
    disliked: new Set(Array.from(film).filter((_, n) => isDisliked(rating[n], top))),
  };
}

/** 1 for each of these films: filmCount. */
export function filmMask(filmCount: number, films: ArrayLike<number>): Uint8Array {
  const mask = new Uint8Array(filmCount);
  Array.from(films).forEach((film) => (mask[film] = 1));
  return mask;
}

/** The values of the users who count. */
export function counted(perUser: Float64Array): Float64Array {
  return perUser.filter((value) => !Number.isNaN(value));
}

/** A measure of the users of a row, in the same order for all measures: NaN for one whom the measure says nothing of. */
export function measured({ perUser }: Pick<QualityRow, 'perUser'>, measure: UserMeasure): Float64Array {
  return perUser[measure].filter((_, u) => !Number.isNaN(perUser.ndcgAt10[u]));
}

/** The mean of some rows, under another name: for a recommender whose quality depends on a random start. */
export function meanRow(name: string, rows: readonly QualityRow[]): QualityRow {
  const { chosen } = at(rows, 0, 'row');
  const over = (value: (row: QualityRow) => number): number => mean(rows.map(value));
  return {
    name,
    ...(chosen === undefined ? {} : { chosen }),
    ...eachMeasure((measure) => over((row) => row[measure])),
    coverage: over((row) => row.coverage),
    gini: over((row) => row.gini),
    users: over((row) => row.users),
    perUser: eachMeasure((measure) => meanPerUser(rows.map((row) => row.perUser[measure]))),
  };
}

/** Mean of each user over the repetitions in which the user counts; NaN where there is none. All: users. */
export function meanPerUser(repetitions: readonly Float64Array[]): Float64Array {
  return Float64Array.from(at(repetitions, 0, 'repetition'), (_, u) => {
    const values = repetitions.map((values) => values[u]).filter((value) => !Number.isNaN(value));
    return values.length > 0 ? mean(values) : NaN;
  });
}

/** 0 of nothing. */
export function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function eachMeasure<T>(make: (name: UserMeasure) => T): Record<UserMeasure, T> {
  return {
    ndcgAt10: make('ndcgAt10'),
    netNdcgAt10: make('netNdcgAt10'),
    dislikedAt10: make('dislikedAt10'),
    likedAboveDisliked: make('likedAboveDisliked'),
    recallAt10: make('recallAt10'),
    hitRateAt10: make('hitRateAt10'),
    diversity: make('diversity'),
    novelty: make('novelty'),
    popularityRatio: make('popularityRatio'),
    longTail: make('longTail'),
  };
}
