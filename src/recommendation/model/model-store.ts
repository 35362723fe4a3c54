import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database';
import type { NamedArray } from '../../engine/model-arrays';
import { Centroid } from './centroid.entity';
import { checksumOf, DamagedModel, fromChunks, toChunks, type Chunk } from './chunks';
import { ModelVersion } from './model-version.entity';

/** A trained model, ready to be kept: its record, its centroids as rows and its arrays. */
export interface TrainedModel {
  readonly version: Omit<ModelVersion, 'id' | 'checksum'>;
  readonly centroids: readonly Omit<Centroid, 'versionId'>[];
  readonly arrays: readonly NamedArray[];
}

/** A model as it was kept. */
export interface StoredModel {
  readonly version: ModelVersion;
  readonly centroids: readonly Centroid[];
  readonly arrays: readonly NamedArray[];
}

/** Keeps model versions, and which of them is active. */
@Injectable()
export class ModelStore {
  constructor(private readonly database: Database) {}

  /** Write a model and make it the active one, in one transaction: others see all of it or nothing. */
  saveAndActivate(model: TrainedModel): Promise<number> {
    const chunks = [...toChunks(model.arrays)];
    return this.database.write(async (transaction) => {
      const inserted = await transaction.insert(ModelVersion, { ...model.version, checksum: checksumOf(chunks) });
      const versionId = Number(inserted.identifiers[0].id);
      for (let start = 0; start < model.centroids.length; start += CENTROID_ROWS)
        await transaction.insert(
          Centroid,
          model.centroids.slice(start, start + CENTROID_ROWS).map((centroid) => ({ ...centroid, versionId })),
        );
      for (const chunk of chunks) await insertChunk(transaction, versionId, chunk);
      await transaction.query(
        `INSERT INTO modelo_ativo (id, versao_id, ativado_em) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET versao_id = excluded.versao_id, ativado_em = excluded.ativado_em`,
        [versionId, model.version.createdAt],
      );
      return versionId;
    });
  }

  /** Number of the active version; null before the first training. */
  async activeVersion(): Promise<number | null> {
    const rows = await this.database.query<{ versao_id: number }>('SELECT versao_id FROM modelo_ativo');
    return rows.at(0)?.versao_id ?? null;
  }

  /** Read a version whole. Throws DamagedModel when what is stored is not what was written. */
  async load(versionId: number): Promise<StoredModel> {
    const version = await this.database.manager.findOneBy(ModelVersion, { id: versionId });
    if (!version) throw new DamagedModel(`version ${versionId} is gone`);
    const centroids = await this.database.manager.find(Centroid, {
      where: { versionId },
      order: { kind: 'ASC', index: 'ASC' },
    });
    const chunks = await this.database.query<Chunk>(
      `SELECT nome, parte, tipo, linhas, colunas, dados, sha256 FROM modelo_blocos
       WHERE versao_id = $1 ORDER BY nome, parte`,
      [versionId],
    );
    if (checksumOf(chunks) !== version.checksum)
      throw new DamagedModel(`version ${versionId} does not match its checksum`);
    return { version, centroids, arrays: fromChunks(chunks) };
  }
}

/** Rows per INSERT; each has six values, far from the limit of variables. */
const CENTROID_ROWS = 500;

function insertChunk(transaction: EntityManager, versionId: number, chunk: Chunk): Promise<unknown> {
  // Not an entity: bytes are BLOB on one database and BYTEA on the other.
  return transaction.query(
    `INSERT INTO modelo_blocos (versao_id, nome, parte, tipo, linhas, colunas, dados, sha256)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [versionId, chunk.nome, chunk.parte, chunk.tipo, chunk.linhas, chunk.colunas, chunk.dados, chunk.sha256],
  );
}
