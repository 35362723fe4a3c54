import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { KindCounts } from '../report/import-report';
import type { Kind } from '../reading/rows';

export const jobStates = ['na_fila', 'executando', 'concluida', 'falhou'] as const;
export type JobState = (typeof jobStates)[number];

export interface JobOptions {
  readonly dryRun: boolean;
  readonly existing: 'refuse-demo' | 'keep' | 'replace';
  /** Top of the scale of the ratings; found out when it is null. */
  readonly scale: number | null;
}

/** What is kept of an import: no content of rows, which may be about people who have been deleted since. */
export interface JobReport {
  readonly contagens: Partial<Record<Kind, KindCounts>>;
  readonly rejeitadas: readonly { readonly arquivo: string; readonly linha: number; readonly motivo: string }[];
  readonly avisos: readonly string[];
  readonly sem_uso: readonly string[];
}

/** An uploaded file, and what becomes of it. */
@Entity('importacoes')
export class ImportJob {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'estado', type: 'text' })
  state!: JobState;

  /** Name of the file, as it was uploaded. */
  @Column({ name: 'arquivo', type: 'text' })
  file!: string;

  @Column({ name: 'opcoes', type: 'simple-json' })
  options!: JobOptions;

  /** The process that has the file. */
  @Column({ name: 'dono', type: 'text' })
  owner!: string;

  /** When the owner was last heard of, in milliseconds since 1970. */
  @Column({ name: 'batida_em', type: 'bigint' })
  beatAt!: number;

  @Column({ name: 'percentual', type: 'integer' })
  percent!: number;

  /** Rows done so far. */
  @Column({ name: 'linhas', type: 'bigint' })
  rows!: number;

  @Column({ name: 'relatorio', type: 'simple-json', nullable: true })
  report!: JobReport | null;

  /** Why it failed, in Portuguese. */
  @Column({ name: 'erro', type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'criada_em', type: 'bigint' })
  createdAt!: number;

  @Column({ name: 'iniciada_em', type: 'bigint', nullable: true })
  startedAt!: number | null;

  @Column({ name: 'terminada_em', type: 'bigint', nullable: true })
  endedAt!: number | null;
}
