import type { TasteModel } from '../../engine/model/model';
import type { ModelVersion } from './model-version.entity';

/** A film group as people are shown it. */
export interface FilmGroup {
  /** Stays the same from one training to the next. */
  readonly id: number;
  readonly name: string;
  /** How many films the model put into it. */
  readonly size: number;
}

/** A model in memory, with what ties its columns to the catalogue. Never changed once made. */
export interface ServedModel {
  readonly version: ModelVersion;
  readonly taste: TasteModel;
  /** Film id of each column. */
  readonly filmIds: Float64Array;
  /** Column of each film id. */
  readonly columnOf: ReadonlyMap<number, number>;
  /** The shown film groups, by index: `taste.filmGroup` refers to them. */
  readonly groups: readonly FilmGroup[];
}
