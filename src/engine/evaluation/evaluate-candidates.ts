import { log2 } from '../elementary';
import type { RatingTable } from '../ratings/rating-table';
import type { OnEvaluated } from './evaluate';
import { LIST_LENGTH } from './list-quality';
import type { Recommender } from './recommender';

/** A film that somebody rated, hidden among films that he or she did not: which of them is it? */
export interface CandidateCase {
  readonly user: number;
  /** The hidden film. */
  readonly film: number;
  readonly others: readonly number[];
}

export interface CandidateRow {
  readonly name: string;
  readonly chosen?: string;
  /** 1 where the hidden film is among the first ten of its candidates, else 0: cases. */
  readonly hitRateAt10: Float64Array;
  /** 1 / log2(place + 1) where it is, the first place being 1: cases. */
  readonly ndcgAt10: Float64Array;
}

/** Cases between two pauses for other work. */
const CASES_AT_ONCE = 200;

/**
 * The leave-one-out test with given negatives (X. He et al., "Neural collaborative filtering", WWW 2017): only the candidates of
 * a case are ranked, by somebody who knows the user's ratings in `train`. Candidates of equal score come before the hidden film,
 * so that saying nothing earns nothing. Figures of it compare only where the candidates are the same: easy ones make any
 * recommender good (W. Krichene, S. Rendle, "On sampled metrics for item recommendation", KDD 2020).
 */
export async function evaluateCandidates(
  train: RatingTable,
  cases: readonly CandidateCase[],
  recommenders: readonly Recommender[],
  onProgress: OnEvaluated = () => undefined,
): Promise<CandidateRow[]> {
  const rows: CandidateRow[] = [];
  for (const recommender of recommenders) {
    onProgress(recommender.name, rows.length / recommenders.length);
    const { score, chosen } = await recommender.fit(train);
    const hitRateAt10 = new Float64Array(cases.length);
    const ndcgAt10 = new Float64Array(cases.length);
    for (const [n, { user, film, others }] of cases.entries()) {
      if (n % CASES_AT_ONCE === CASES_AT_ONCE - 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      const scores = score(train.history(user));
      const place = others.reduce((before, other) => before + (scores[other] >= scores[film] ? 1 : 0), 1);
      if (place <= LIST_LENGTH) {
        hitRateAt10[n] = 1;
        ndcgAt10[n] = 1 / log2(place + 1);
      }
    }
    rows.push({ name: recommender.name, ...(chosen === undefined ? {} : { chosen }), hitRateAt10, ndcgAt10 });
  }
  onProgress('done', 1);
  return rows;
}
