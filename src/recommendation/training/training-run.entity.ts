import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const trainingStates = ['na_fila', 'executando', 'concluido', 'falhou'] as const;
export type TrainingState = (typeof trainingStates)[number];

/** By the schedule; no model yet; on the command line; by `POST /modelo/treinos`. */
export const trainingOrigins = ['agenda', 'primeiro', 'comando', 'pedido'] as const;
export type TrainingOrigin = (typeof trainingOrigins)[number];

/** Whether to choose the parameters anew; `auto`: when they never were, or the data has grown by half since. */
export const tunings = ['auto', 'sempre', 'nunca'] as const;
export type Tuning = (typeof tunings)[number];

/** One training: waiting, under way, done or failed. */
@Entity('treinos')
export class TrainingRun {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'estado', type: 'text' })
  state!: TrainingState;

  @Column({ name: 'origem', type: 'text' })
  origin!: TrainingOrigin;

  @Column({ name: 'ajuste', type: 'text' })
  tuning!: Tuning;

  @Column({ name: 'etapa', type: 'text' })
  stage!: string;

  @Column({ name: 'percentual', type: 'integer' })
  percent!: number;

  /** When it was asked for; the same as `startedAt` unless it had to wait. */
  @Column({ name: 'pedido_em', type: 'bigint' })
  requestedAt!: number;

  @Column({ name: 'iniciado_em', type: 'bigint', nullable: true })
  startedAt!: number | null;

  /** Last sign of life, by the clock of the database; null while it waits. */
  @Column({ name: 'batida_em', type: 'bigint', nullable: true })
  beatAt!: number | null;

  @Column({ name: 'terminado_em', type: 'bigint', nullable: true })
  endedAt!: number | null;

  @Column({ name: 'erro', type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'versao_id', type: 'bigint', nullable: true })
  versionId!: number | null;
}
