import type { ScoreHistory } from './recommender';

/** EASE for one table and kind of preference. The ridge comes last: what all ridges share is made once. */
export type EaseSolver = (ridge: number) => ScoreHistory;
