import type { CandidateCase } from '../engine/evaluation/evaluate-candidates';
import type { Recommender } from '../engine/evaluation/recommender';
import type { Split } from '../engine/evaluation/splits';
import type { RatingTable } from '../engine/ratings/rating-table';
import type { EaseRefused, EvaluatedData } from './evaluation-result';

/** What to measure, and on what. */
export interface EvaluationPlan {
  readonly name: string;
  /** All ratings. Without times on a random cut, whose order in time says nothing about what is held out. */
  readonly all: RatingTable;
  readonly split: Split;
  /** Cases of films hidden among others; null: all films are ranked. */
  readonly candidates: readonly CandidateCase[] | null;
  /** Ids of the users and films, by their numbers. */
  readonly ids: { readonly users: Float64Array; readonly films: Float64Array };
  readonly cut: EvaluatedData['cut'];
  /** One for each repetition of what depends on chance. */
  readonly seeds: readonly number[];
  /** Users at which hard k-means starts, besides ten starts of its own. */
  readonly hardKMeansStart: readonly number[] | null;
  /** Why EASE is not measured; null when it is. */
  readonly easeRefused: EaseRefused | null;
  /** Choose our parameters on training ratings; else the default ones. */
  readonly tune: boolean;
  /** Measure films and users that nobody knew, too. */
  readonly cold: boolean;
  /** Tell what everybody would be recommended, too. */
  readonly lists: boolean;
  /** Words of each film, if they are known. */
  readonly traits: readonly (readonly string[])[] | null;
}

/** Where a date cuts all ratings, that is the moment at which everybody is served, in milliseconds. */
export function servedAt({ cut, split }: EvaluationPlan): number | undefined {
  return cut === 'data' ? split.test.time?.reduce((first, time) => Math.min(first, time)) : undefined;
}

/** What is known of the data before anything is measured. */
export function evaluatedData({ name, all, split, cut, seeds }: EvaluationPlan): EvaluatedData {
  return {
    name,
    users: all.userCount,
    films: all.filmCount,
    trainRatings: split.train.ratingCount,
    testRatings: split.test.ratingCount,
    cut,
    seeds,
  };
}

/** A line of the table, and the recommenders that it is the mean of. */
export interface Entry {
  readonly name: string;
  readonly isOurs: boolean;
  readonly starts: readonly Recommender[];
}
