import type { TrainingParameters } from '../../engine/model/parameters';
import type { TuningRow } from '../../engine/tuning/choice';

/** How the parameters of a model were chosen. Kept with the version; routine trainings go on with the same choice. */
export interface ModelTuning {
  /** As asked for: a training on less data shrinks some of them. */
  readonly parameters: TrainingParameters;
  /** Ratings there were when they were chosen. */
  readonly ratingCount: number;
  readonly table: readonly TuningRow[];
}
