/** Quality of one recommender on held-out ratings: NDCG@10 with its 95 % bootstrap interval over users. */
export interface MeasuredQuality {
  readonly ndcgAt10: number;
  readonly low: number;
  readonly high: number;
}

/** What the gate looks at. */
export interface Candidate {
  readonly ours: MeasuredQuality;
  readonly popular: MeasuredQuality;
  /** Users that the means are over. */
  readonly users: number;
  /** Ratings it was trained on. */
  readonly ratingCount: number;
}

export type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/** With fewer users than this the figures say nothing. */
const FEWEST_USERS = 30;

/** A model may be this much worse than the active one: less is noise. */
const TOLERANCE = 0.02;

/** Figures of data that has grown or shrunk by more than this factor do not compare. */
const COMPARABLE = 1.5;

/**
 * Whether a newly trained model may become the active one: better than popularity, and not worse than the active model by
 * more than 2 % and beyond its interval. Quality of the active model is what it had when it was measured itself.
 */
export function judge(candidate: Candidate, active: Candidate | null): Verdict {
  if (candidate.users < FEWEST_USERS) return { accepted: true };
  const { ours, popular } = candidate;
  if (ours.ndcgAt10 <= popular.ndcgAt10)
    return rejected(`NDCG@10 de ${shown(ours)} não passa do de filmes populares, ${shown(popular)}`);
  if (!active || active.users < FEWEST_USERS || !comparable(candidate, active)) return { accepted: true };
  const lowest = Math.min(active.ours.ndcgAt10 * (1 - TOLERANCE), active.ours.low);
  if (ours.ndcgAt10 < lowest)
    return rejected(
      `NDCG@10 de ${shown(ours)} é pior que o do modelo ativo, ${shown(active.ours)}, além de 2 % e do intervalo dele`,
    );
  return { accepted: true };
}

function comparable(a: Candidate, b: Candidate): boolean {
  return Math.max(a.ratingCount, b.ratingCount) <= COMPARABLE * Math.min(a.ratingCount, b.ratingCount);
}

function rejected(reason: string): Verdict {
  return { accepted: false, reason };
}

function shown({ ndcgAt10 }: MeasuredQuality): string {
  return ndcgAt10.toLocaleString('pt-BR', { minimumFractionDigits: 4, maximumFractionDigits: 4 });
}
