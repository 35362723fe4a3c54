import { sameGroups } from '../../engine/training/same-groups';
import { DamagedModel } from '../model/chunks';
import { FILM_IDS } from '../model/model-codec';
import { groupNumber } from '../model/model-record';
import type { ModelStore } from '../model/model-store';

/** Film groups: of each film, by id, the index of its group; and the number of each group. */
export interface NumberedGroups {
  readonly filmIds: ArrayLike<number>;
  readonly filmGroup: ArrayLike<number>;
  readonly ids: readonly number[];
}

/**
 * Numbers of the groups of a new model: a group that is one of the active model keeps its number, the others get the next
 * ones, from `last` + 1 on, that no group has had.
 */
export function groupIds(
  { filmIds, filmGroup, count }: Omit<NumberedGroups, 'ids'> & { readonly count: number },
  active: NumberedGroups | null,
  last: number,
): number[] {
  const groupBefore = new Map<number, number>();
  for (let n = 0; active && n < active.filmIds.length; n += 1) groupBefore.set(active.filmIds[n], active.filmGroup[n]);
  const before: number[] = [];
  const after: number[] = [];
  for (let n = 0; n < filmIds.length; n += 1) {
    const group = groupBefore.get(filmIds[n]);
    if (group === undefined) continue;
    before.push(group);
    after.push(filmGroup[n]);
  }
  const known = active?.ids ?? [];
  const same = sameGroups({ before, after, countBefore: known.length, countAfter: count });
  let next = last;
  return Array.from(same, (index) => known[index] ?? (next += 1));
}

/** The film groups of a version that was kept; null when it cannot be read, which must not stop a new training. */
export async function storedGroups(store: ModelStore, versionId: number): Promise<NumberedGroups | null> {
  try {
    const arrays = await store.arrays(versionId, [FILM_IDS, 'filmGroup']);
    const named = (name: string): ArrayLike<number> => arrays.find((array) => array.name === name)?.data ?? [];
    const filmGroup = named('filmGroup');
    const ids = (await store.groups(versionId)).map(groupNumber);
    const count = Array.from(filmGroup).reduce((most, group) => Math.max(most, group + 1), 0);
    return ids.length === count ? { filmIds: named(FILM_IDS), filmGroup, ids } : null;
  } catch (error) {
    if (error instanceof DamagedModel) return null;
    throw error;
  }
}
