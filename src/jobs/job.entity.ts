import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

export const jobStates = ['na_fila', 'executando', 'concluido', 'falhou'] as const;
export type JobState = (typeof jobStates)[number];

/** The states of a job that has not ended. */
export const openStates: JobState[] = ['na_fila', 'executando'];

/**
 * Long work in the background: waiting, under way, done or failed. What it is asked to do, how far it is beyond its
 * percentage, and what came of it are JSON, each kind's own.
 */
@Entity('trabalhos')
@Index('trabalhos_um_executa', ['kind'], { unique: true, where: "estado = 'executando'" })
// Under a condition that PostgreSQL writes in words of its own: only the migration can say it.
@Index('trabalhos_um_treino', { synchronize: false })
export class Job {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  /** Name of its kind. */
  @Column({ name: 'tipo', type: 'text' })
  kind!: string;

  @Column({ name: 'estado', type: 'text' })
  state!: JobState;

  /** The process that answers for it; null while any may take it. */
  @Column({ name: 'dono', type: 'text', nullable: true })
  owner!: string | null;

  @Column({ name: 'pedido', type: 'simple-json' })
  request!: unknown;

  @Column({ name: 'percentual', type: 'integer' })
  percent!: number;

  /** What else there is to say of how far it is; null before it has said so. */
  @Column({ name: 'andamento', type: 'simple-json', nullable: true })
  progress!: unknown;

  /** What came of it; null unless it is done, or has something to tell though it failed. */
  @Column({ name: 'resultado', type: 'simple-json', nullable: true })
  result!: unknown;

  /** Why it failed, in Portuguese. */
  @Column({ name: 'erro', type: 'text', nullable: true })
  error!: string | null;

  /** The same in English, where whoever noted it could say it. */
  @Column({ name: 'erro_ingles', type: 'text', nullable: true })
  errorEnglish!: string | null;

  @Column({ name: 'pedido_em', type: 'bigint' })
  requestedAt!: number;

  /** Name of the key that came with the request; null where none did, or when that was not kept yet. */
  @Column({ name: 'pedido_por', type: 'text', nullable: true })
  requestedBy!: string | null;

  @Column({ name: 'iniciado_em', type: 'bigint', nullable: true })
  startedAt!: number | null;

  /** Last sign of life, by the clock of the database; null while it waits for whoever takes it. */
  @Column({ name: 'batida_em', type: 'bigint', nullable: true })
  beatAt!: number | null;

  @Column({ name: 'terminado_em', type: 'bigint', nullable: true })
  endedAt!: number | null;
}

/** A job of a kind of which it is known what its JSON holds. */
export type JobOf<Request, Progress, Result> = Job & {
  request: Request;
  progress: Progress | null;
  result: Result | null;
};
