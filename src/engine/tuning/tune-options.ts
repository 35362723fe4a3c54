import type { Team } from '../team';
import type { TuningStage } from './choice';

export interface TuneOptions {
  /** Hold out each user's latest ratings, or random ones. Ratings without times are always drawn at random. */
  readonly heldOut?: 'latest' | 'random';
  readonly team?: Team;
  /** Called before each candidate; true ends the tuning with the best of those measured. */
  readonly shouldStop?: () => boolean;
  /** Called with the share of the work done, 0..1. */
  readonly onProgress?: (stage: TuningStage | 'done', fraction: number) => void;
}
