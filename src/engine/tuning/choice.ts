import { mean } from '../evaluation/evaluate';
import type { TrainingParameters } from '../model/parameters';

/** Distances differ by rounding. */
const SAME_DISTANCE = 1e-9;

/** Some parameters, and how the held-out ratings judged them. */
export interface Candidate {
  readonly changes: Partial<TrainingParameters>;
  readonly ndcg: Float64Array;
  /** From what there was before, see `distanceOf`. */
  readonly distance: number;
}

/** One line of the table that a tuning leaves. */
export interface TuningRow {
  readonly stage: TuningStage;
  readonly changes: Partial<TrainingParameters>;
  /** Mean over the validation users. */
  readonly ndcgAt10: number;
  /** Difference to the first candidate of the stage, and the standard error of it over the users. */
  readonly difference: number;
  readonly standardError: number;
  readonly chosen: boolean;
}

export type TuningStage = 'film weights' | 'blocks' | 'next films' | 'taste centroids' | 'weights';

/** Two candidates are told apart when they differ by more standard errors than this. */
const STANDARD_ERRORS = 2;

/**
 * Choose the candidate nearest to what there was before (the first) among those that cannot be told from the best one: whose
 * difference to it is within two standard errors of that difference over the users. Of equally near ones the best. So a
 * gain that may be noise changes nothing, and a real one no more than it needs (the one-standard-error rule of L. Breiman
 * et al., "Classification and regression trees", 1984, with paired differences).
 */
export function choose(stage: TuningStage, candidates: readonly Candidate[]): { chosen: Candidate; rows: TuningRow[] } {
  const best = candidates.reduce((one, other) => (mean(other.ndcg) > mean(one.ndcg) ? other : one));
  const asGood = candidates.filter((candidate) => {
    const { difference, standardError } = pairedDifference(best, candidate);
    return difference <= STANDARD_ERRORS * standardError;
  });
  const chosen = asGood.reduce((one, other) => (isPreferred(other, one) ? other : one));
  const rows = candidates.map((candidate) => ({
    stage,
    changes: candidate.changes,
    ndcgAt10: mean(candidate.ndcg),
    ...pairedDifference(candidate, candidates[0]),
    chosen: candidate === chosen,
  }));
  return { chosen, rows };
}

function isPreferred(one: Candidate, other: Candidate): boolean {
  if (Math.abs(one.distance - other.distance) > SAME_DISTANCE) {
    return one.distance < other.distance;
  }
  return mean(one.ndcg) > mean(other.ndcg);
}

function pairedDifference(one: Candidate, other: Candidate): { difference: number; standardError: number } {
  const differences = one.ndcg.map((value, n) => value - other.ndcg[n]);
  const difference = mean(differences);
  const count = Math.max(1, differences.length);
  const squares = differences.map((value) => value - difference).reduce((sum, apart) => sum + apart * apart, 0);
  return { difference, standardError: Math.sqrt(squares) / count };
}
