import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { counters } from '../../database/counters';
import { Database } from '../../database/database';
import { generationOf, heldGeneration } from '../../database/generation';
import type { NamedArray } from '../../engine/model/model-arrays';
import { versionsInUse } from '../../experiments/named-versions';
import { askForTraining } from '../../jobs/ask-for-training';
import { addQuality } from './add-quality';
import { announce } from '../../webhooks/announce';
import { Centroid } from './centroid.entity';
import { checksumOf, DamagedModel, fromChunks, toChunks, type Chunk } from './chunks';
import { GivenName } from './given-name.entity';
import { ModelVersion } from './model-version.entity';
import { OtherData, VersionPruned } from './model-problems';
import type { ModelQuality } from './model-quality';
import { rejectionText } from './rejection';

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

  /**
   * Write a model, in one transaction: others see all of it or nothing. One that is `pronto` becomes the active one with
   * it; a rejected one is kept to be looked at, and so is one whose data were replaced while it was made. What else belongs
   * to it is written `alongside`. Resolves to its record.
   */
  save(
    model: TrainedModel,
    alongside: (transaction: EntityManager, versionId: number) => Promise<void> = () => Promise.resolve(),
  ): Promise<ModelVersion> {
    const chunks = [...toChunks(model.arrays)];
    return this.database.write(async (transaction) => {
      const fits = model.version.generation === (await heldGeneration(transaction));
      const version = { ...(fits ? model.version : outOfDate(model.version)), checksum: checksumOf(chunks) };
      const inserted = await transaction.insert(ModelVersion, version);
      const versionId = Number(inserted.identifiers[0].id);
      for (let start = 0; start < model.centroids.length; start += CENTROID_ROWS)
        await transaction.insert(
          Centroid,
          model.centroids.slice(start, start + CENTROID_ROWS).map((centroid) => ({ ...centroid, versionId })),
        );
      for (const chunk of chunks) await insertChunk(transaction, versionId, chunk);
      const lastGroup = Math.max(0, ...model.centroids.map(({ groupId }) => groupId ?? 0));
      if (lastGroup > (await this.lastGroup())) await setLastGroup(transaction, lastGroup);
      if (version.activatedAt !== null) await this.setActive(transaction, versionId, version.activatedAt);
      await alongside(transaction, versionId);
      if (!fits) await askForTraining(transaction, this.database.dialect);
      return { ...version, id: versionId };
    });
  }

  /** Add to a version what was measured of it after it was written; what else belongs to that is written `alongside`. Resolves to its record. */
  addQuality(
    version: ModelVersion,
    quality: ModelQuality,
    alongside: (transaction: EntityManager, versionId: number) => Promise<void>,
  ): Promise<ModelVersion> {
    return this.database.write(async (transaction) => {
      const measured = await addQuality(transaction, version, quality);
      await alongside(transaction, version.id);
      return measured;
    });
  }

  /** Make a version the active one, on every replica. Throws OtherData, VersionPruned. */
  activate(versionId: number, now: number): Promise<void> {
    return this.database.write(async (transaction) => {
      const generation = await heldGeneration(transaction);
      if (!(await transaction.existsBy(ModelVersion, { id: versionId, generation }))) throw new OtherData(versionId);
      await this.setActive(transaction, versionId, now);
      await transaction.update(ModelVersion, { id: versionId }, { activatedAt: now });
      // Looked at last: from here on no pruning can come in between.
      const rows: unknown[] = await transaction.query('SELECT 1 FROM modelo_blocos WHERE versao_id = $1 LIMIT 1', [
        versionId,
      ]);
      if (rows.length === 0) throw new VersionPruned(versionId);
    });
  }

  /**
   * Remove the numbers of old versions; what was found out about them stays. Kept are the newest, rejected ones counted
   * too, the active one, the one that was active before it, and those that an experiment which runs names.
   */
  prune(): Promise<void> {
    return this.database.write(async (transaction) => {
      // Whoever activates a version changes this row as well: one waits for the other.
      await transaction.query('UPDATE modelo_ativo SET versao_id = versao_id');
      const inUse = [0, ...(await versionsInUse(transaction))].join(', ');
      for (const table of ['modelo_blocos', 'modelo_centroides'])
        await transaction.query(
          `DELETE FROM ${table} WHERE versao_id IN (SELECT id FROM modelo_versoes WHERE id NOT IN (${KEPT}) AND id NOT IN (${inUse}))`,
        );
    });
  }

  /** Numbers of the versions that are still there whole. */
  async unpruned(): Promise<ReadonlySet<number>> {
    const rows = await this.database.query<{ id: number }>(
      `SELECT id FROM modelo_versoes WHERE EXISTS (SELECT 1 FROM modelo_blocos WHERE versao_id = modelo_versoes.id)`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Of the data as they are now. */
  generation(): Promise<number> {
    return generationOf(this.database);
  }

  /** Number of the active version; null before the first training on the data as they are. */
  async activeVersion(): Promise<number | null> {
    // A trainer of an earlier release activates whatever it has made.
    const rows = await this.database.query<{ versao_id: number }>(
      `SELECT versao_id FROM modelo_ativo LEFT JOIN modelo_versoes ON modelo_versoes.id = versao_id
       WHERE geracao IS NULL OR geracao = (SELECT CAST(valor AS BIGINT) FROM sistema WHERE chave = '${counters.generation}')`,
    );
    return rows.at(0)?.versao_id ?? null;
  }

  /** The record of the active version; null before the first training, and where it cannot be read. */
  async activeRecord(): Promise<ModelVersion | null> {
    const id = await this.activeVersion();
    return id === null ? null : this.version(id).catch(nullIfDamaged);
  }

  /** All versions whose record can be read, the newest first. */
  async versions(): Promise<ModelVersion[]> {
    const all = await ofJson('some version', this.database.manager.find(ModelVersion, { order: { id: 'DESC' } })).catch(
      nullIfDamaged,
    );
    if (all) return all;
    const ids = await this.database.query<{ id: number }>('SELECT id FROM modelo_versoes ORDER BY id DESC');
    const found = await Promise.all(ids.map(({ id }) => this.version(id).catch(nullIfDamaged)));
    return found.filter((version) => version !== null);
  }

  /** The record of one version, without its arrays; null when there is none. Throws DamagedModel. */
  version(id: number): Promise<ModelVersion | null> {
    return ofJson(`version ${id}`, this.database.manager.findOneBy(ModelVersion, { id }));
  }

  /** The largest number that any film group has ever had; 0 before the first. */
  async lastGroup(): Promise<number> {
    const rows = await this.database.query<{ valor: string }>('SELECT valor FROM sistema WHERE chave = $1', [
      LAST_GROUP,
    ]);
    return Number(rows.at(0)?.valor ?? 0);
  }

  /** The film groups of a version, by index. Throws DamagedModel. */
  groups(versionId: number): Promise<Centroid[]> {
    const where = { versionId, kind: 'grupo' as const };
    return ofJson(`version ${versionId}`, this.database.manager.find(Centroid, { where, order: { index: 'ASC' } }));
  }

  /** What editors call film groups, by number. */
  givenNames(): Promise<GivenName[]> {
    return this.database.manager.find(GivenName, { order: { groupId: 'ASC' } });
  }

  /** Some arrays of a version, without the others. Throws DamagedModel. */
  async arrays(versionId: number, names: readonly string[]): Promise<NamedArray[]> {
    const places = names.map((_, n) => `$${n + 2}`).join(', ');
    return fromChunks(
      await this.database.query<Chunk>(
        `SELECT ${chunkColumns} FROM modelo_blocos WHERE versao_id = $1 AND nome IN (${places}) ORDER BY nome, parte`,
        [versionId, ...names],
      ),
    );
  }

  /** Read a version whole. Throws DamagedModel when what is stored is not what was written. */
  async load(versionId: number, isSecondLook = false): Promise<StoredModel> {
    const version = await this.version(versionId);
    if (!version) throw new DamagedModel(`version ${versionId} is gone`);
    const centroids = await ofJson(
      `version ${versionId}`,
      this.database.manager.find(Centroid, { where: { versionId }, order: { kind: 'ASC', index: 'ASC' } }),
    );
    const names = await this.database.query<Pick<Chunk, 'nome'>>(
      'SELECT DISTINCT nome FROM modelo_blocos WHERE versao_id = $1 ORDER BY nome',
      [versionId],
    );
    const arrays: NamedArray[] = [];
    const sums: Pick<Chunk, 'nome' | 'parte' | 'sha256'>[] = [];
    // Array by array: the chunks of all at once would be the model a second time, beside the one that serves.
    for (const { nome } of names) {
      const chunks = await this.database.query<Chunk>(
        `SELECT ${chunkColumns} FROM modelo_blocos WHERE versao_id = $1 AND nome = $2 ORDER BY parte`,
        [versionId, nome],
      );
      for (const { parte, sha256 } of chunks) sums.push({ nome, parte, sha256 });
      arrays.push(...fromChunks(chunks));
    }
    if (checksumOf(sums) !== version.checksum) {
      // What was measured of it may have been added between two statements.
      const now = await this.version(versionId);
      if (!isSecondLook && now?.checksum !== version.checksum) return this.load(versionId, true);
      throw new DamagedModel(`version ${versionId} does not match its checksum`);
    }
    return { version, centroids, arrays };
  }

  private async setActive(transaction: EntityManager, versionId: number, now: number): Promise<void> {
    await transaction.query(
      `INSERT INTO modelo_ativo (id, versao_id, ativado_em) VALUES (1, $1, $2)
       ON CONFLICT (id) DO UPDATE SET versao_id = excluded.versao_id, ativado_em = excluded.ativado_em`,
      [versionId, now],
    );
    const message = { type: 'modelo.ativado', data: { versao: versionId } } as const;
    await announce(transaction, this.database.dialect, message);
    await this.database.notify(transaction, 'modelo');
  }
}

/** What the rows of `whose` hold as JSON and cannot be read any more is damage. Throws DamagedModel. */
function ofJson<Rows>(whose: string, reading: Promise<Rows>): Promise<Rows> {
  return reading.catch((error: unknown) => {
    throw error instanceof SyntaxError ? new DamagedModel(`${whose} holds JSON that is none`) : error;
  });
}

function nullIfDamaged(error: unknown): null {
  if (error instanceof DamagedModel) return null;
  throw error;
}

/** A model that was made of data that are gone. */
function outOfDate(version: TrainedModel['version']): TrainedModel['version'] {
  const rejection = { kind: 'replaced' } as const;
  return {
    ...version,
    state: 'rejeitado',
    reason: rejectionText(rejection).pt,
    findings: { ...version.findings, rejection },
    activatedAt: null,
  };
}

const chunkColumns = 'nome, parte, tipo, linhas, colunas, dados, sha256';

/** Key in `sistema` of the largest number that any film group has ever had. */
const LAST_GROUP = 'ultimo_grupo';

function setLastGroup(transaction: EntityManager, id: number): Promise<unknown> {
  return transaction.query(
    `INSERT INTO sistema (chave, valor) VALUES ($1, $2) ON CONFLICT (chave) DO UPDATE SET valor = excluded.valor`,
    [LAST_GROUP, String(id)],
  );
}

/** How many of the newest versions can be activated again. */
const NEWEST_KEPT = 10;

/** The versions that are not pruned, as a subquery. */
const KEPT = `
  SELECT id FROM (SELECT id FROM modelo_versoes ORDER BY id DESC LIMIT ${NEWEST_KEPT}) AS newest
  UNION SELECT versao_id FROM modelo_ativo
  UNION SELECT id FROM (
    SELECT id FROM modelo_versoes
    WHERE ativado_em IS NOT NULL AND id NOT IN (SELECT versao_id FROM modelo_ativo)
    ORDER BY ativado_em DESC, id DESC LIMIT 1) AS before`.trim();

/** Rows per INSERT; each has seven values, far from the limit of variables. */
const CENTROID_ROWS = 500;

function insertChunk(transaction: EntityManager, versionId: number, chunk: Chunk): Promise<unknown> {
  // Not an entity: bytes are BLOB on one database and BYTEA on the other.
  return transaction.query(
    `INSERT INTO modelo_blocos (versao_id, nome, parte, tipo, linhas, colunas, dados, sha256)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [versionId, chunk.nome, chunk.parte, chunk.tipo, chunk.linhas, chunk.colunas, chunk.dados, chunk.sha256],
  );
}
