import type { Text } from '../config/language';
import type { Estimate } from '../engine/evaluation/bootstrap';
import type { UserMeasure } from '../engine/evaluation/evaluate';

/** What `centroide avaliar` found, ready to be written down in any form. */
export interface EvaluationResult {
  readonly data: EvaluatedData;
  /** What a list's diversity is measured on. */
  readonly diversityOf: 'genres' | 'raters';
  readonly quality: readonly QualityLine[];
  /** Ours against each other recommender, NDCG@10 of the same users. */
  readonly comparisons: readonly Comparison[];
  /** Ours for each popularity that may be asked for, from the long tail to hits: what it costs. */
  readonly leanings: readonly Leaning[];
  /** Why EASE was not measured. */
  readonly easeRefused: EaseRefused | null;
  /** Null without the genres of the films, or when not asked for. */
  readonly coldFilms: ColdFilmTable | null;
  readonly coldUsers: ColdUserTable | null;
  /** Films hidden among given ones: the only table where that was asked for, else null. */
  readonly candidates: CandidateTable | null;
  /** Ours, as it is served, for everybody who was measured; null when not asked for. */
  readonly lists: readonly PersonalList[] | null;
}

/** What is hidden: each user's latest ratings, everybody's since a date, or any of each user's. */
export const CUTS = ['tempo', 'data', 'aleatorio'] as const;

export type Cut = (typeof CUTS)[number];

/** As it is chosen and told on a terminal. */
export const cutNames: Readonly<Record<Cut, Text>> = {
  tempo: { pt: 'tempo', en: 'time' },
  data: { pt: 'data', en: 'date' },
  aleatorio: { pt: 'aleatorio', en: 'random' },
};

export interface CandidateTable {
  readonly cases: number;
  readonly lines: readonly {
    readonly name: string;
    readonly chosen?: string;
    readonly hitRateAt10: Estimate;
    readonly ndcgAt10: Estimate;
  }[];
}

/** Best first; films and users by their numbers. */
export interface PersonalList {
  readonly user: number;
  readonly films: Uint32Array;
  readonly scores: Float32Array;
}

export interface EvaluatedData {
  readonly name: string;
  readonly users: number;
  readonly films: number;
  readonly trainRatings: number;
  readonly testRatings: number;
  readonly cut: Cut;
  readonly seeds: readonly number[];
}

export interface QualityLine extends Readonly<Record<UserMeasure, Estimate>> {
  readonly name: string;
  readonly chosen?: string;
  readonly coverage: number;
  readonly gini: number;
  readonly users: number;
  /** Standard deviation of NDCG@10 over the random starts, and their number; null for one start. */
  readonly starts: { readonly count: number; readonly deviation: number } | null;
}

export interface Comparison {
  readonly ours: string;
  readonly with: string;
  readonly difference: Estimate;
  readonly ratio: Estimate;
}

export interface Leaning {
  /** -1 (long tail) to 1 (hits). */
  readonly popularity: number;
  readonly ndcgAt10: Estimate;
  readonly coverage: number;
  readonly longTail: Estimate;
}

export interface EaseRefused {
  readonly films: number;
  readonly most: number;
}

export interface ColdFilmTable {
  /** Films hidden in each repetition. */
  readonly hiddenFilms: number;
  readonly users: number;
  readonly lines: readonly { readonly name: string; readonly auc: Estimate }[];
  /** The first line against each other, users in pairs. */
  readonly differences: readonly { readonly with: string; readonly difference: Estimate }[];
}

export interface ColdUserTable {
  readonly users: number;
  readonly known: readonly number[];
  /** NDCG@10 for each number of known ratings. */
  readonly lines: readonly { readonly name: string; readonly ndcgAt10: readonly Estimate[] }[];
}
