import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One training: under way, done or failed. */
@Entity('treinos')
export class TrainingRun {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'estado', type: 'text' })
  state!: 'executando' | 'concluido' | 'falhou';

  /** Who asked for it: `agenda`, `primeiro` (no model yet) or `comando`. */
  @Column({ name: 'origem', type: 'text' })
  origin!: TrainingOrigin;

  @Column({ name: 'etapa', type: 'text' })
  stage!: string;

  @Column({ name: 'percentual', type: 'integer' })
  percent!: number;

  @Column({ name: 'iniciado_em', type: 'bigint' })
  startedAt!: number;

  @Column({ name: 'terminado_em', type: 'bigint', nullable: true })
  endedAt!: number | null;

  @Column({ name: 'erro', type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'versao_id', type: 'bigint', nullable: true })
  versionId!: number | null;
}

export const trainingOrigins = ['agenda', 'primeiro', 'comando'] as const;
export type TrainingOrigin = (typeof trainingOrigins)[number];
