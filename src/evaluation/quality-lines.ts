import { difference, estimate, ratio, resample, type Resampled } from '../engine/evaluation/bootstrap';
import { mean, measured, USER_MEASURES, type QualityRow, type UserMeasure } from '../engine/evaluation/evaluate';
import type { Random } from '../engine/random';
import type { Comparison, QualityLine } from './evaluation-result';

/** A row of the table, the mean of one or more random starts. */
export interface Repeated {
  readonly row: QualityRow;
  readonly isOurs: boolean;
  readonly ndcgOfStarts: readonly number[];
}

/** Every measure with its interval. The same users are drawn for all. */
export function qualityLines(repeated: readonly Repeated[], random: Random): QualityLine[] {
  const columns = repeated.flatMap(({ row }) => USER_MEASURES.map((measure) => measured(row, measure)));
  const resampled = resample(columns, random);
  return repeated.map(({ row, ndcgOfStarts }, n) => ({
    name: row.name,
    chosen: row.chosen,
    ...estimates(resampled, n * USER_MEASURES.length),
    coverage: row.coverage,
    gini: row.gini,
    users: row.users,
    starts: ndcgOfStarts.length > 1 ? { count: ndcgOfStarts.length, deviation: standardDeviation(ndcgOfStarts) } : null,
  }));
}

function estimates(resampled: Resampled, from: number): Pick<QualityLine, UserMeasure> {
  const of = (measure: UserMeasure) => estimate(resampled, from + USER_MEASURES.indexOf(measure));
  return {
    ndcgAt10: of('ndcgAt10'),
    netNdcgAt10: of('netNdcgAt10'),
    dislikedAt10: of('dislikedAt10'),
    likedAboveDisliked: of('likedAboveDisliked'),
    recallAt10: of('recallAt10'),
    hitRateAt10: of('hitRateAt10'),
    diversity: of('diversity'),
    novelty: of('novelty'),
    popularityRatio: of('popularityRatio'),
    longTail: of('longTail'),
  };
}

/** Our last row, the whole, against each row that is not ours: NDCG@10, users in pairs. */
export function compareOurs(repeated: readonly Repeated[], random: Random): Comparison[] {
  const ours = repeated.findLast(({ isOurs }) => isOurs);
  if (!ours) return [];
  const others = repeated.filter(({ isOurs }) => !isOurs);
  const columns = [ours, ...others].map(({ row }) => measured(row, 'ndcgAt10'));
  const resampled = resample(columns, random);
  return others.map(({ row }, n) => ({
    ours: ours.row.name,
    with: row.name,
    difference: difference(resampled, 0, n + 1),
    ratio: ratio(resampled, 0, n + 1),
  }));
}

/** Of a sample: over n - 1. */
function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1));
}
