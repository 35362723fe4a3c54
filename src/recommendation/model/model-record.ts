import { createHash } from 'node:crypto';
import type { Matrix32 } from '../../engine/linear-algebra/matrix';
import type { TasteModel } from '../../engine/model/model';
import type { NamedArray } from '../../engine/model/model-arrays';
import type { Centroid } from './centroid.entity';
import { DamagedModel } from './chunks';
import type { ModelVersion } from './model-version.entity';

/**
 * Name of the array that holds a digest of what is kept of a model beside its arrays. It lies among them, and so under
 * their checksum: programs of before know nothing of it, and models of before have none.
 */
export const RECORD_DIGEST = 'recordDigest';

/**
 * What is answered of a version that never changes: `drift` is found out later, and states come and go. When it was made is
 * left out: the same data and seed give the same bytes at any time.
 */
type Facts = Pick<
  ModelVersion,
  'engineVersion' | 'parameters' | 'findings' | 'userCount' | 'filmCount' | 'ratingCount'
>;
type Row = Omit<Centroid, 'versionId'>;

/** SHA-256 of the record and the centroids of a model, as an array. */
export function recordDigest(version: Facts, centroids: readonly Row[]): NamedArray {
  const { engineVersion, parameters, findings, userCount, filmCount, ratingCount } = version;
  const facts = [engineVersion, parameters, findings.quality, findings.tuning];
  const numbers = [userCount, filmCount, ratingCount];
  const rows = centroids.map(({ kind, index, groupId, name, size, vector }) =>
    JSON.stringify([kind, index, groupId, name, size, vector]),
  );
  const text = JSON.stringify([facts, numbers, rows.sort()]);
  const bytes = createHash('sha256').update(text).digest();
  const data = Uint32Array.from({ length: bytes.length / 4 }, (_, n) => bytes.readUInt32LE(4 * n));
  return { name: RECORD_DIGEST, rows: data.length, cols: 1, data };
}

/**
 * Throws DamagedModel unless the record and the centroids are those that were written with the arrays. Of a model without a
 * digest, made by an earlier release, all that the arrays say as well is compared.
 */
export function assertRecord(
  version: Facts,
  centroids: readonly Row[],
  taste: TasteModel,
  digest: NamedArray | undefined,
): void {
  const groups = centroids.filter(({ kind }) => kind === 'grupo');
  assertRows('gosto', centroids, taste.tasteCentroids, taste.tasteSizes);
  assertRows('grupo', centroids, taste.groupCentroids, taste.groupSizes);
  const ids = new Set(groups.map(groupNumber));
  if (ids.size !== groups.length || [...ids].some((id) => !(Number.isSafeInteger(id) && id > 0)))
    throw new DamagedModel('the numbers of its groups are not those of different groups');
  if (digest && String(recordDigest(version, centroids).data) !== String(digest.data))
    throw new DamagedModel('its record or its centroids are not what was written');
}

/** Number of a film group. A trainer of an earlier release leaves it out. */
export function groupNumber({ groupId, index }: Pick<Centroid, 'groupId' | 'index'>): number {
  return groupId ?? index + 1;
}

/** centroids: one a row; sizes: of each how many users or films are nearest to it. */
function assertRows(kind: Centroid['kind'], all: readonly Row[], centroids: Matrix32, sizes: Uint32Array): void {
  const rows = all.filter((row) => row.kind === kind);
  if (rows.length !== sizes.length) throw new DamagedModel(`${rows.length} rows of ${kind} instead of ${sizes.length}`);
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  for (const [n, size] of sizes.entries()) {
    const row = byIndex.get(n);
    const expected = centroids.row(n);
    const isSame =
      row?.size === size &&
      row.name !== '' &&
      Array.isArray(row.vector) &&
      row.vector.length === expected.length &&
      row.vector.every((value, d) => value === expected[d]);
    if (!isSame) throw new DamagedModel(`row ${n} of ${kind} is not what was written`);
  }
}
