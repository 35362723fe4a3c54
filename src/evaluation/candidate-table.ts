import { estimate, resample } from '../engine/evaluation/bootstrap';
import { meanPerUser, type OnEvaluated } from '../engine/evaluation/evaluate';
import { evaluateCandidates, type CandidateCase } from '../engine/evaluation/evaluate-candidates';
import type { Random } from '../engine/random';
import type { RatingTable } from '../engine/ratings/rating-table';
import type { Entry } from './evaluation-plan';
import type { CandidateTable } from './evaluation-result';

/** Hidden films found among given ones, by each recommender: the mean over its starts, with intervals over the cases. */
export async function candidateTable(
  train: RatingTable,
  cases: readonly CandidateCase[],
  entries: readonly Entry[],
  bootstrap: Random,
  onProgress: OnEvaluated,
): Promise<CandidateTable> {
  const rows = await evaluateCandidates(
    train,
    cases,
    entries.flatMap(({ starts }) => starts),
    onProgress,
  );
  let at = 0;
  const lines = entries.map(({ name, starts }) => {
    const ofEntry = rows.slice(at, (at += starts.length));
    return {
      name,
      chosen: ofEntry.find((row) => row.chosen !== undefined)?.chosen,
      columns: [
        meanPerUser(ofEntry.map((row) => row.hitRateAt10)),
        meanPerUser(ofEntry.map((row) => row.ndcgAt10)),
      ] as const,
    };
  });
  const resampled = resample(
    lines.flatMap(({ columns }) => columns),
    bootstrap,
  );
  return {
    cases: cases.length,
    lines: lines.map(({ name, chosen }, n) => ({
      name,
      chosen,
      hitRateAt10: estimate(resampled, 2 * n),
      ndcgAt10: estimate(resampled, 2 * n + 1),
    })),
  };
}
