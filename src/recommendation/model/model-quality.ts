import type { Estimate } from '../../engine/evaluation/bootstrap';

/** Quality of one recommender on the held-out ratings. */
export interface QualityOf {
  readonly name: string;
  /** The model itself, one part of its score alone, or something simpler to compare with. */
  readonly role: 'model' | 'part' | 'baseline';
  /** Users that its means are over; absent in versions measured before some were measured on fewer: all. */
  readonly users?: number;
  readonly ndcgAt10: Estimate;
  /** NDCG@10 with disliked films counted as minus; absent in versions measured before it was. So are the next two. */
  readonly netNdcgAt10?: Estimate;
  /** Films in the first ten that turned out to be disliked. */
  readonly dislikedAt10?: Estimate;
  /** Chance that a liked film scores above a disliked one (AUC). */
  readonly likedAboveDisliked?: Estimate;
  /** Users who disliked a film that was held out: those that this chance is a mean over. */
  readonly dislikers?: number;
  readonly recallAt10: Estimate;
  readonly hitRateAt10: Estimate;
  /** Share of all films that are in somebody's list. */
  readonly coverage: number;
}

/** What was measured before a model was activated, or after it where it was the first, on ratings that it had not seen. Kept with the version. */
export interface ModelQuality {
  /** What was held out of each user's ratings: the latest fifth, or a random one where times are unknown. */
  readonly cut: 'latest' | 'random';
  /** Users that the means of the model itself are over. */
  readonly users: number;
  readonly table: readonly QualityOf[];
}

/** NDCG@10 of the model itself; null when too few users could be measured. */
export function ndcgOf({ table }: ModelQuality): Estimate | null {
  return table.find(({ role }) => role === 'model')?.ndcgAt10 ?? null;
}
