import type { RatingTable, UserHistory } from '../ratings';

/** Scores of all films for a user of the training table: user's index there, and what the user has rated in it. */
export type ScoreUser = (user: number, history: UserHistory) => ArrayLike<number>;

/** Something that can be measured: it learns from a table, then scores one user at a time. */
export interface Recommender {
  readonly name: string;
  fit(train: RatingTable): ScoreUser | Promise<ScoreUser>;
}
