import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ListParameters } from './list-parameters';

export const states = ['rascunho', 'rodando', 'encerrado'] as const;
export type ExperimentState = (typeof states)[number];

/** What a person may do with a film of a list; what each is made of stands in outcome-counts.ts. */
export const outcomes = ['aceitou', 'terminou', 'gostou', 'nao_gostou'] as const;
export type Outcome = (typeof outcomes)[number];

/** One way to make lists, with the share of people who get it. */
export interface Variant {
  readonly nome: string;
  readonly parte: number;
  readonly parametros: ListParameters;
}

/** Who takes part. */
export interface Participants {
  readonly visitantes: boolean;
  /** Share of those who might. */
  readonly parte: number;
  /** Number of ratings; null for no bound. */
  readonly notas_min: number | null;
  readonly notas_max: number | null;
}

const json = { to: (value: unknown) => JSON.stringify(value), from: (text: string): unknown => JSON.parse(text) };

/** A comparison of ways to make lists. */
@Entity('experimentos')
export class Experiment {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'nome', type: 'text' })
  name!: string;

  @Column({ name: 'estado', type: 'text' })
  state!: ExperimentState;

  /** The first is the control. */
  @Column({ name: 'variantes', type: 'text', transformer: json })
  variants!: Variant[];

  @Column({ name: 'participantes', type: 'text', transformer: json })
  participants!: Participants;

  /** For so long after the first list a person's doings count, in days. */
  @Column({ name: 'janela', type: 'bigint' })
  window!: number;

  /** The outcome that decides. */
  @Column({ name: 'desfecho', type: 'text' })
  outcome!: Outcome;

  /** By which people are given a variant: without it nobody can tell who has which. */
  @Column({ name: 'sal', type: 'text' })
  salt!: string;

  /** The variant whose parameters lists have by default since then; null where none was adopted. */
  @Column({ name: 'adotada', type: 'text', nullable: true })
  adopted!: string | null;

  /** Milliseconds since 1970, as the two below. */
  @Column({ name: 'criado_em', type: 'bigint' })
  createdAt!: number;

  @Column({ name: 'iniciado_em', type: 'bigint', nullable: true })
  startedAt!: number | null;

  @Column({ name: 'encerrado_em', type: 'bigint', nullable: true })
  endedAt!: number | null;
}

/** A day, in milliseconds. */
export const DAY = 86_400_000;
