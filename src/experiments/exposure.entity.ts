import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Usuario } from '../users/usuario.entity';
import { Experiment } from './experiment.entity';

/** A list that somebody in an experiment was answered. */
@Entity('exposicoes')
@Index('exposicoes_por_experimento', ['experimentId'])
@Index('exposicoes_por_usuario', ['userId'])
export class Exposure {
  @PrimaryGeneratedColumn({ name: 'numero', type: 'bigint' })
  number!: number;

  /** As the answer told it: of two experiments of one answer the same. */
  @Column({ name: 'recomendacao_id', type: 'text' })
  recommendationId!: string;

  @Column({ name: 'experimento_id', type: 'bigint' })
  experimentId!: number;

  @ManyToOne(() => Experiment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'experimento_id' })
  experiment!: Relation<Experiment>;

  /** Place of the variant. */
  @Column({ name: 'variante', type: 'bigint' })
  variant!: number;

  /** Who it was, as a number that only the experiment's salt gives: of a visitor nothing else is kept. */
  @Column({ name: 'pessoa', type: 'text' })
  person!: string;

  /** Null for a visitor. */
  @Column({ name: 'usuario_id', type: 'bigint', nullable: true })
  userId!: number | null;

  @ManyToOne(() => Usuario, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'usuario_id' })
  user!: Relation<Usuario> | null;

  /** In milliseconds since 1970. */
  @Column({ name: 'quando', type: 'bigint' })
  at!: number;

  /** Ids of the films, in their order, as JSON. */
  @Column({ name: 'filmes', type: 'text' })
  films!: string;
}
