import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { TrainingParameters } from '../../engine/model/parameters';
import type { ModelDrift } from './model-drift';
import type { ModelQuality } from './model-quality';
import type { ModelTuning } from './model-tuning';
import type { Rejection } from './rejection';

/** What was found out about a model before it was activated or, of a first one, since then. */
export interface ModelFindings {
  /** Null when it was not measured: a first model is measured while it is in use. */
  readonly quality: ModelQuality | null;
  /** Null while the default parameters are used. */
  readonly tuning: ModelTuning | null;
  /** What the times of the ratings tell; absent where an earlier release did not look. */
  readonly times?: 'order' | 'no order' | 'unknown';
  /** The newest measurement of how a model ages that there was when it was written; absent where none was made. */
  readonly drift?: ModelDrift | null;
  /** Why it was not activated; absent where it was, and where an earlier release rejected it. */
  readonly rejection?: Rejection;
}

/** One trained model: what it was made from and how good it is. Its numbers are in the two tables beside. */
@Entity('modelo_versoes')
export class ModelVersion {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  /** `pronto` can be activated; `rejeitado` cannot, for what its findings say. */
  @Column({ name: 'estado', type: 'text' })
  state!: 'pronto' | 'rejeitado';

  /** In Portuguese, for releases that know nothing of `rejection`. */
  @Column({ name: 'motivo', type: 'text', nullable: true })
  reason!: string | null;

  /** Format and meaning of the arrays: a server refuses versions of an engine that it is not. */
  @Column({ name: 'motor', type: 'integer' })
  engineVersion!: number;

  @Column({ name: 'parametros', type: 'simple-json' })
  parameters!: TrainingParameters;

  @Column({ name: 'metricas', type: 'simple-json' })
  findings!: ModelFindings;

  @Column({ name: 'usuarios', type: 'bigint' })
  userCount!: number;

  @Column({ name: 'filmes', type: 'bigint' })
  filmCount!: number;

  @Column({ name: 'avaliacoes', type: 'bigint' })
  ratingCount!: number;

  /** Of the data that it was made of: once they are replaced, it means nothing. */
  @Column({ name: 'geracao', type: 'bigint', default: 1 })
  generation!: number;

  /** SHA-256 over the checksums of all chunks, in order. */
  @Column({ name: 'soma', type: 'text' })
  checksum!: string;

  @Column({ name: 'criado_em', type: 'bigint' })
  createdAt!: number;

  /** When it last became the active one; null when it never was. */
  @Column({ name: 'ativado_em', type: 'bigint', nullable: true })
  activatedAt!: number | null;
}
