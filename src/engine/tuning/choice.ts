import { exp, log } from '../elementary';
import { mean } from '../evaluation/evaluate';
import type { TrainingParameters } from '../model/parameters';

/** Some parameters, and how the held-out ratings judged them. */
export interface Candidate {
  readonly changes: Partial<TrainingParameters>;
  /** Of each user, the same users in the same order for all candidates. */
  readonly quality: Float64Array;
}

/** A candidate of which is known as well how often what was liked scores above what was disliked. */
export interface SortedCandidate extends Candidate {
  /** AUC of each user who disliked something, the same users in the same order for all candidates. */
  readonly auc: Float64Array;
}

/** One line of the table that a tuning leaves. */
export interface TuningRow {
  readonly stage: TuningStage;
  readonly changes: Partial<TrainingParameters>;
  /** Mean over the validation users of the quality of their lists, see `Judgement`, or what the stage is judged by. */
  readonly ndcgAt10: number;
  /** Difference to the first candidate of the stage, and the standard error of it over the users. */
  readonly difference: number;
  readonly standardError: number;
  readonly chosen: boolean;
}

/** In the order in which they come; the names are those of `GET /modelo`. */
export const TUNING_STAGES = [
  'weights',
  'popularity',
  'ridge of blocks',
  'normalisation of users',
  'preference',
  'window',
  'next kept',
  'next shrinkage',
  'history decay',
  'half-life',
  'centring',
  'dislike',
  'tau',
  'ridge of read-out',
  'blocks',
  'dimensions',
  'trend',
  'last weights',
  'last popularity',
] as const;

export type TuningStage = (typeof TUNING_STAGES)[number];

/** A gain of which less than this share is expected to be real changes nothing that can only be taken or left. */
const LEAST_SHARE = 0.5;

/**
 * Share of a gain that is expected to be real, 0..1: 1 - (standard error / gain)^2, the positive part of the estimator of
 * W. James and C. Stein ("Estimation with quadratic loss", 1961). A gain as large as its error is none; at twice the error
 * three quarters of it are. Of the same users before and after.
 */
export function realShare(before: Float64Array, after: Float64Array): number {
  const { difference, standardError } = pairedDifference(after, before);
  const noise = standardError / difference;
  return difference > 0 ? Math.max(0, 1 - noise * noise) : 0;
}

/** Of these the best, and of equally good ones the first. */
export function bestOf<T extends Candidate>(candidates: readonly T[]): T {
  return candidates.reduce((one, other) => (mean(other.quality) > mean(one.quality) ? other : one));
}

/** The candidates that are no more below the best of them than a standard error of the difference. */
export function alikeTo<T extends Candidate>(best: Candidate, candidates: readonly T[]): T[] {
  return candidates.filter(({ quality }) => {
    const { difference, standardError } = pairedDifference(best.quality, quality);
    return difference <= standardError;
  });
}

/** What lists keep at least of what the best ones find, so that liked films are set above disliked ones. */
export const LEAST_KEPT = 0.995;

/**
 * Of the candidates that cannot be told from the best the one that best sets what was liked above what was disliked: of that
 * the lists, in which few of the films held out come up, say little. On a small set hardly anything can be told apart: so that
 * what is given up for it does not add up from stage to stage, LEAST_KEPT of the best is kept, or of `reached`, what was
 * found in the stages before, if that is more.
 */
export function preferred(candidates: readonly SortedCandidate[], reached = 0): SortedCandidate {
  return preferredOver(mean(bestOf(candidates).quality), candidates, reached);
}

/**
 * The same of very many candidates, of which the best owes some of its lead over `before`, what there was, to having been picked
 * from them: it counts with the part of that lead that is real.
 */
export function preferredOfMany(
  before: SortedCandidate,
  candidates: readonly SortedCandidate[],
  reached: number,
): SortedCandidate {
  const { quality } = bestOf(candidates);
  const lead = mean(quality) - mean(before.quality);
  return preferredOver(mean(before.quality) + realShare(before.quality, quality) * lead, candidates, reached);
}

/** worth: what the lists of the best candidate are taken to be worth. */
function preferredOver(worth: number, candidates: readonly SortedCandidate[], reached: number): SortedCandidate {
  const best = bestOf(candidates);
  const least = LEAST_KEPT * Math.max(reached, worth);
  return alikeTo(best, candidates)
    .filter(({ quality }) => mean(quality) >= least)
    .reduce((one, other) => (mean(other.auc) > mean(one.auc) ? other : one), best);
}

/** Share of the way to take to a preferred candidate: of what it gains in either the larger part that is real. */
export function shareTowards(before: SortedCandidate, candidate: SortedCandidate): number {
  return Math.max(realShare(before.quality, candidate.quality), realShare(before.auc, candidate.auc));
}

/**
 * Where to go from what there was before towards the best candidate: what can be taken in part as far as the gain is real,
 * what can only be taken or left when half of it is. So a gain that may be noise changes little, and a real one nearly all.
 */
export function shrunk(
  before: TrainingParameters,
  best: Partial<TrainingParameters>,
  share: number,
): Partial<TrainingParameters> {
  const changes: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(best)) {
    const from = before[key as keyof TrainingParameters];
    const between = betweenOf(key as keyof TrainingParameters);
    if (between && typeof from === 'number' && typeof value === 'number') {
      changes[key] = between(from, value, share);
    } else if (share >= LEAST_SHARE) {
      changes[key] = value;
    }
  }
  if (best.weights) {
    const { weights: from } = before;
    const to = best.weights;
    const next = linear(from.next, to.next, share);
    const tastes = linear(from.tastes, to.tastes, share);
    changes.weights = { tastes, blocks: tidy(1 - tastes - next), next };
  }
  return changes;
}

/** What is gained, less a standard error of it. Of the same users before and after. */
export function surely(after: Float64Array, before: Float64Array): number {
  const { difference, standardError } = pairedDifference(after, before);
  return difference - standardError;
}

/** The lines of a stage. */
export function rowsOf(stage: TuningStage, candidates: readonly Candidate[], chosen: Candidate): TuningRow[] {
  return candidates.map((candidate) => ({
    stage,
    changes: candidate.changes,
    ndcgAt10: mean(candidate.quality),
    ...pairedDifference(candidate.quality, candidates[0].quality),
    chosen: candidate === chosen,
  }));
}

type Between = (from: number, to: number, share: number) => number;

const linear: Between = (from, to, share) => tidy(from + share * (to - from));
const geometric: Between = (from, to, share) => Number((from * exp(share * log(to / from))).toPrecision(2));

function betweenOf(key: keyof TrainingParameters): Between | null {
  switch (key) {
    case 'tau':
    case 'ridgeW':
    case 'ridgeB':
    case 'nextShrinkage':
      return geometric;
    case 'userNormalisation':
    case 'historyDecay':
    case 'centring':
    case 'dislike':
    case 'biasWeight':
    case 'popularityWeight':
    case 'trendWeight':
      return linear;
    case 'nextKept':
      return (from, to, share) => Math.round(geometric(from, to, share));
    case 'popularityEnd':
      return (from, to, share) => Math.round(from + share * (to - from));
    default:
      return null;
  }
}

/** Two digits are more than can be told apart. */
function tidy(value: number): number {
  return Math.round(100 * value) / 100;
}

function pairedDifference(one: Float64Array, other: Float64Array): { difference: number; standardError: number } {
  const differences = one.map((value, n) => value - other[n]);
  const difference = mean(differences);
  const count = Math.max(1, differences.length);
  const squares = differences.map((value) => value - difference).reduce((sum, apart) => sum + apart * apart, 0);
  return { difference, standardError: Math.sqrt(squares) / count };
}
