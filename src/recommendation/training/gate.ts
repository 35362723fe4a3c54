import type { Estimate } from '../../engine/evaluation/bootstrap';
import type { ModelQuality } from '../model/model-quality';
import type { Rejection } from '../model/rejection';

/** What the gate looks at: NDCG@10 on held-out ratings, with 95 % intervals over the users. */
export interface Candidate {
  readonly ours: Estimate;
  readonly popular: Estimate;
  /** Disliked films in the first ten, and the chance that a liked film scores above a disliked one; null: not measured. */
  readonly disliked: Estimate | null;
  readonly likedAboveDisliked: Estimate | null;
  /** Users that the chance is a mean over. */
  readonly dislikers: number;
  /** Users that the means are over. */
  readonly users: number;
  /** Ratings it was trained on. */
  readonly ratingCount: number;
}

export type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly rejection: Rejection };

/** With fewer users than this the figures say nothing. */
export const FEWEST_USERS = 30;

/** A model may be this much worse than the active one: less is noise. */
const TOLERANCE = 0.02;

/** Figures of data that has grown or shrunk by more than this factor do not compare. */
const COMPARABLE = 1.5;

/**
 * Whether a newly trained model may become the active one: better than popularity, and not worse than the active model by
 * more than 2 % and beyond its interval, nor in what people dislike beyond both intervals. Quality of the active model is what it had when it was measured itself.
 */
export function judge(candidate: Candidate | null, active: Candidate | null): Verdict {
  if (!candidate || candidate.users < FEWEST_USERS) return { accepted: true };
  const { ours, popular } = candidate;
  if (ours.value <= popular.value) return rejected('popular', ours, popular);
  if (!active || active.users < FEWEST_USERS || !comparable(candidate, active)) return { accepted: true };
  const lowest = Math.min(active.ours.value * (1 - TOLERANCE), active.ours.low);
  if (ours.value < lowest) return rejected('active', ours, active.ours);
  return judgeDislikes(candidate, active);
}

/**
 * Dislikes are worse beyond noise when each figure lies outside the other's interval: neither a lucky active model nor an
 * unlucky new one is enough.
 */
function judgeDislikes(candidate: Candidate, active: Candidate): Verdict {
  const above = (a: Estimate, b: Estimate): boolean => a.value > b.high && a.low > b.value;
  const { disliked, likedAboveDisliked: auc } = candidate;
  const fewDislikers = Math.min(candidate.dislikers, active.dislikers) < FEWEST_USERS;
  if (disliked && active.disliked && above(disliked, active.disliked))
    return rejected('dislikes', disliked, active.disliked);
  if (auc && active.likedAboveDisliked && !fewDislikers && above(active.likedAboveDisliked, auc))
    return rejected('order', auc, active.likedAboveDisliked);
  return { accepted: true };
}

/** What the gate looks at in a measured model; null for one that was not measured, or on too few users. */
export function candidateOf(quality: ModelQuality | null, ratingCount: number): Candidate | null {
  const ours = quality?.table.find(({ role }) => role === 'model');
  const popular = quality?.table.find(({ role }) => role === 'baseline');
  if (!quality || !ours || !popular) return null;
  return {
    ours: ours.ndcgAt10,
    popular: popular.ndcgAt10,
    disliked: ours.dislikedAt10 ?? null,
    likedAboveDisliked: ours.likedAboveDisliked ?? null,
    dislikers: ours.dislikers ?? 0,
    users: quality.users,
    ratingCount,
  };
}

function comparable(a: Candidate, b: Candidate): boolean {
  return Math.max(a.ratingCount, b.ratingCount) <= COMPARABLE * Math.min(a.ratingCount, b.ratingCount);
}

function rejected(kind: Exclude<Rejection['kind'], 'replaced'>, ours: Estimate, other: Estimate): Verdict {
  return { accepted: false, rejection: { kind, ours: ours.value, other: other.value } };
}
