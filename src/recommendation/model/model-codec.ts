import type { Matrix32 } from '../../engine/linear-algebra/matrix';
import type { TasteModel } from '../../engine/model/model';
import { fromArrays, toArrays } from '../../engine/model/model-arrays';
import type { Text } from '../../http/language';
import { at } from '../../invariants';
import type { Centroid } from './centroid.entity';
import { DamagedModel } from './chunks';
import { ENGLISH_NAMES, englishNamesArray, storedLabels } from './group-labels';
import { groupLooks } from './group-looks';
import { assertRecord, groupNumber, RECORD_DIGEST, recordDigest } from './model-record';
import type { StoredModel, TrainedModel } from './model-store';
import type { ModelFindings } from './model-version.entity';
import { rejectionText, type Rejection } from './rejection';
import type { ServedModel } from './served-model';

/** Grows whenever the arrays of a model change their format or meaning: later versions are refused. */
export const ENGINE_VERSION = 4;

/** The oldest that is still read. */
const OLDEST_READ = 2;

/** Whether a model of this engine can be served. */
export function isRead(engineVersion: number): boolean {
  return engineVersion >= OLDEST_READ && engineVersion <= ENGINE_VERSION;
}

/** Name of the array with the film id of each column. */
export const FILM_IDS = 'filmIds';

/** A model, and what is kept of it beside its arrays. */
export interface NewModel {
  readonly taste: TasteModel;
  /** Film id of each column. */
  readonly filmIds: Float64Array;
  /** Number and name of each film group. */
  readonly groups: readonly { readonly id: number; readonly name: Text }[];
  readonly ratingCount: number;
  /** Of the data, as it was before they were read. */
  readonly generation: number;
  readonly findings: ModelFindings;
  readonly verdict: { readonly accepted: true } | { readonly accepted: false; readonly rejection: Rejection };
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A model as it is kept. */
export function encodeModel({
  taste,
  filmIds,
  groups,
  ratingCount,
  generation,
  findings,
  verdict,
  now,
}: NewModel): TrainedModel {
  const version = {
    state: verdict.accepted ? ('pronto' as const) : ('rejeitado' as const),
    reason: verdict.accepted ? null : rejectionText(verdict.rejection).pt,
    engineVersion: ENGINE_VERSION,
    parameters: taste.parameters,
    findings: verdict.accepted ? findings : { ...findings, rejection: verdict.rejection },
    userCount: taste.userCount,
    filmCount: taste.filmCount,
    ratingCount,
    generation,
    createdAt: now,
    activatedAt: verdict.accepted ? now : null,
  };
  const centroids = [
    ...centroidRows('gosto', taste.tasteCentroids, taste.tasteSizes, (index) => ({
      groupId: null,
      name: `gosto ${index}`,
    })),
    ...centroidRows('grupo', taste.groupCentroids, taste.groupSizes, (index) => ({
      groupId: groups[index].id,
      name: groups[index].name.pt,
    })),
  ];
  const ids = { name: FILM_IDS, rows: filmIds.length, cols: 1, data: filmIds };
  const english = englishNamesArray(groups.map(({ name }) => name));
  return { version, centroids, arrays: [...toArrays(taste), ids, english, recordDigest(version, centroids)] };
}

/** A stored model, ready to serve. Throws DamagedModel when it is unsound or of another engine version. */
export function decodeModel({ version, centroids, arrays }: StoredModel): ServedModel {
  if (!isRead(version.engineVersion))
    throw new DamagedModel(
      `version ${version.id} was made by engine ${version.engineVersion}, this is engine ${ENGINE_VERSION}: train again`,
    );
  // That it is sound was made sure before it was written (engine-worker.ts), and its checksums say that it is what was written: to go
  // through all numbers again would take a tenth of a start.
  const taste = orDamaged(() => fromArrays(arrays));
  const filmIds = arrays.find(({ name }) => name === FILM_IDS)?.data;
  if (!(filmIds instanceof Float64Array) || filmIds.length !== taste.filmCount)
    throw new DamagedModel(`version ${version.id} does not say which films its columns are`);
  const digest = arrays.find(({ name }) => name === RECORD_DIGEST);
  assertRecord(version, centroids, taste, digest);
  const groups = centroids.filter(({ kind }) => kind === 'grupo');
  const names = orDamaged(() =>
    storedLabels(
      groups.map(({ name }) => name),
      arrays.find(({ name }) => name === ENGLISH_NAMES),
    ),
  );
  const looks = groupLooks(groups.map((_, n) => pointOf(taste.groupPositions.row(n))));
  return {
    version,
    taste,
    filmIds,
    columnOf: new Map(Array.from(filmIds, (id, column) => [id, column])),
    groups: groups.map((group, n) => ({
      id: groupNumber(group),
      name: names[n],
      ownName: names[n],
      given: { name: null, englishName: null },
      size: group.size,
      look: at(looks, n, 'look of a group'),
    })),
  };
}

function pointOf([x, y]: Float32Array): { x: number; y: number } {
  return { x, y };
}

/** What is unsound in what was stored is damage. Throws DamagedModel. */
function orDamaged<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw new DamagedModel(error instanceof Error ? error.message : String(error));
  }
}

function centroidRows(
  kind: Centroid['kind'],
  centroids: Matrix32,
  sizes: Uint32Array,
  labelOf: (index: number) => Pick<Centroid, 'groupId' | 'name'>,
): Omit<Centroid, 'versionId'>[] {
  return Array.from(sizes, (size, index) => ({
    kind,
    index,
    ...labelOf(index),
    size,
    vector: Array.from(centroids.row(index)),
  }));
}
