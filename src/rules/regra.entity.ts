import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Filme } from '../films/filme.entity';
import type { RuleKind } from './rule';
import type { StoredFields } from './rule-fields';

/** A rule of the editors, see `Rule`. */
@Entity('regras')
@Index('regras_por_filme', ['filmId'])
export class Regra {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'nome', type: 'text' })
  name!: string;

  @Column({ name: 'tipo', type: 'text' })
  kind!: RuleKind;

  /** 1 or 0. */
  @Column({ name: 'ativa', type: 'integer' })
  active!: number;

  /** In milliseconds since 1970, like the next. */
  @Column({ name: 'de', type: 'bigint', nullable: true })
  from!: number | null;

  @Column({ name: 'ate', type: 'bigint', nullable: true })
  until!: number | null;

  /** Whom it pins: it goes with its film. */
  @Column({ name: 'filme_id', type: 'bigint', nullable: true })
  filmId!: number | null;

  @ManyToOne(() => Filme, { onDelete: 'CASCADE', nullable: true })
  @JoinColumn({ name: 'filme_id' })
  film!: Relation<Filme> | null;

  /** What else it says, as it came. */
  @Column({ name: 'definicao', type: 'simple-json' })
  fields!: StoredFields;

  @Column({ name: 'criada_em', type: 'bigint' })
  createdAt!: number;

  @Column({ name: 'mudada_em', type: 'bigint' })
  changedAt!: number;
}
