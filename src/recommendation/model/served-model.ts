import type { TasteModel } from '../../engine/model/model';
import type { Text } from '../../http/language';
import type { GivenName } from './given-name.entity';
import type { GroupLook } from './group-looks';
import type { ModelVersion } from './model-version.entity';

/** A film group as people are shown it. */
export interface FilmGroup {
  /** Stays the same from one training to the next. */
  readonly id: number;
  /** What it is called: as editors say, and else as the model does. */
  readonly name: Text;
  /** What the model calls it. */
  readonly ownName: Text;
  /** What editors call it. */
  readonly given: Pick<GivenName, 'name' | 'englishName'>;
  /** How many films the model put into it. */
  readonly size: number;
  readonly look: GroupLook;
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
