import type { TrainingParameters } from '../parameters';

/** Some parameters, and how the held-out ratings judged them. */
export interface Candidate {
  readonly changes: Partial<TrainingParameters>;
  readonly ndcg: Float64Array;
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

/** A gain counts when it is more standard errors than this: of many candidates without any, one will seem to have a small one. */
const STANDARD_ERRORS = 2;

/**
 * Choose the candidate with the largest mean, unless its difference to the first, which is what there was before, is below
 * twice the standard error of that difference over the users: what cannot be told from noise stays as it was.
 */
export function choose(stage: TuningStage, candidates: readonly Candidate[]): { chosen: Candidate; rows: TuningRow[] } {
  const compared = candidates.map((candidate) => ({ candidate, ...pairedDifference(candidate, candidates[0]) }));
  const best = compared.reduce((one, other) => (other.difference > one.difference ? other : one));
  const { candidate: chosen } = best.difference > STANDARD_ERRORS * best.standardError ? best : compared[0];
  const rows = compared.map(({ candidate, difference, standardError }) => ({
    stage,
    changes: candidate.changes,
    ndcgAt10: mean(candidate.ndcg),
    difference,
    standardError,
    chosen: candidate === chosen,
  }));
  return { chosen, rows };
}

function pairedDifference(one: Candidate, other: Candidate): { difference: number; standardError: number } {
  const differences = one.ndcg.map((value, n) => value - other.ndcg[n]);
  const difference = mean(differences);
  const count = Math.max(1, differences.length);
  const squares = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0);
  return { difference, standardError: Math.sqrt(squares) / count };
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
