import type { Estimate } from '../../engine/evaluation/bootstrap';

/** How an active model has aged: its quality on ratings that were made after its training. NDCG@10. */
export interface ModelDrift {
  /** The version that was measured. */
  readonly version: number;
  /** What it had on the ratings held out of its training; null when that was not measured. */
  readonly whenActivated: Estimate | null;
  /** On the newest ratings; null when too few users have made any. */
  readonly now: Estimate | null;
  /** Users that `now` is over, or would be. */
  readonly users: number;
  /** Milliseconds since 1970. */
  readonly measuredAt: number;
}
