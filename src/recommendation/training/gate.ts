import type { Estimate } from '../../engine/evaluation/bootstrap';
import type { ModelQuality } from '../model/model-quality';

/** What the gate looks at: NDCG@10 on held-out ratings, with 95 % intervals over the users. */
export interface Candidate {
  readonly ours: Estimate;
  readonly popular: Estimate;
  /** Users that the means are over. */
  readonly users: number;
  /** Ratings it was trained on. */
  readonly ratingCount: number;
}

export type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/** With fewer users than this the figures say nothing. */
export const FEWEST_USERS = 30;

/** A model may be this much worse than the active one: less is noise. */
const TOLERANCE = 0.02;

/** Figures of data that has grown or shrunk by more than this factor do not compare. */
const COMPARABLE = 1.5;

/**
 * Whether a newly trained model may become the active one: better than popularity, and not worse than the active model by
 * more than 2 % and beyond its interval. Quality of the active model is what it had when it was measured itself.
 */
export function judge(candidate: Candidate | null, active: Candidate | null): Verdict {
  if (!candidate || candidate.users < FEWEST_USERS) return { accepted: true };
  const { ours, popular } = candidate;
  if (ours.value <= popular.value)
    return rejected(`NDCG@10 de ${shown(ours)} não passa do de filmes populares, ${shown(popular)}`);
  if (!active || active.users < FEWEST_USERS || !comparable(candidate, active)) return { accepted: true };
  const lowest = Math.min(active.ours.value * (1 - TOLERANCE), active.ours.low);
  if (ours.value < lowest)
    return rejected(
      `NDCG@10 de ${shown(ours)} é pior que o do modelo ativo, ${shown(active.ours)}, além de 2 % e do intervalo dele`,
    );
  return { accepted: true };
}

/** What the gate looks at in a measured model; null for one that was not measured, or on too few users. */
export function candidateOf(quality: ModelQuality | null, ratingCount: number): Candidate | null {
  const ours = quality?.table.find(({ role }) => role === 'model');
  const popular = quality?.table.find(({ role }) => role === 'baseline');
  if (!quality || !ours || !popular) return null;
  return { ours: ours.ndcgAt10, popular: popular.ndcgAt10, users: quality.users, ratingCount };
}

function comparable(a: Candidate, b: Candidate): boolean {
  return Math.max(a.ratingCount, b.ratingCount) <= COMPARABLE * Math.min(a.ratingCount, b.ratingCount);
}

function rejected(reason: string): Verdict {
  return { accepted: false, reason };
}

function shown({ value }: Estimate): string {
  return value.toLocaleString('pt-BR', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
}
