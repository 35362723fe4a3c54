import type { RatingTable, UserHistory } from '../ratings/rating-table';

/**
 * Scores of all films for a user of whom nothing is known but this history, asked for at a moment, in milliseconds, where one is
 * known: what others liked before it may be known as well.
 */
export type ScoreHistory = (history: UserHistory, moment?: number) => ArrayLike<number>;

/** What a recommender has learned. */
export interface Trained {
  readonly score: ScoreHistory;
  /** What it chose on a held-out part of the training ratings, in words. */
  readonly chosen?: string;
}

/** Something that can be measured: it learns from a table, then scores one history at a time. */
export interface Recommender {
  readonly name: string;
  fit(train: RatingTable): Trained | Promise<Trained>;
}
