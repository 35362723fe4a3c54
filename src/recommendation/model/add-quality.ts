import type { EntityManager } from 'typeorm';
import { Centroid } from './centroid.entity';
import { checksumOf, toChunks, type Chunk } from './chunks';
import type { ModelQuality } from './model-quality';
import { recordDigest } from './model-record';
import { ModelVersion } from './model-version.entity';

/**
 * Write what was measured of a version after it was written, in a transaction. Nothing that it answers changes; but its record is under
 * its checksum, so that both are written anew. Resolves to the record.
 */
export async function addQuality(
  transaction: EntityManager,
  version: ModelVersion,
  quality: ModelQuality,
): Promise<ModelVersion> {
  const { id } = version;
  const findings = { ...version.findings, quality };
  const centroids = await transaction.findBy(Centroid, { versionId: id });
  for (const { nome, parte, dados, sha256 } of toChunks([recordDigest({ ...version, findings }, centroids)]))
    await transaction.query(
      'UPDATE modelo_blocos SET dados = $1, sha256 = $2 WHERE versao_id = $3 AND nome = $4 AND parte = $5',
      [dados, sha256, id, nome, parte],
    );
  const sums = await transaction.query<Pick<Chunk, 'nome' | 'parte' | 'sha256'>[]>(
    'SELECT nome, parte, sha256 FROM modelo_blocos WHERE versao_id = $1',
    [id],
  );
  const checksum = checksumOf(sums);
  await transaction.update(ModelVersion, { id }, { findings, checksum });
  return { ...version, findings, checksum };
}
