import type { TasteModel } from '../../engine/model';
import type { Centroid } from './centroid.entity';
import type { ModelVersion } from './model-version.entity';

/** A model in memory, with what ties its columns to the catalogue. Never changed once made. */
export interface ServedModel {
  readonly version: ModelVersion;
  readonly taste: TasteModel;
  /** Film id of each column. */
  readonly filmIds: Float64Array;
  /** Column of each film id. */
  readonly columnOf: ReadonlyMap<number, number>;
  /** The shown film groups, by index. */
  readonly groups: readonly Centroid[];
}
