import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Filme } from '../films/filme.entity';
import { Usuario } from '../users/usuario.entity';

/** Something that a person did with a film, or was shown. */
@Entity('eventos')
@Index('eventos_por_id', ['userId', 'id'], { unique: true })
@Index('eventos_por_usuario', ['userId', 'at', 'number'])
@Index('eventos_por_filme', ['filmId', 'at', 'number'])
@Index('eventos_por_tipo', ['kind', 'at', 'number'])
@Index('eventos_por_momento', ['at', 'number'])
@Index('eventos_por_recomendacao', ['recommendationId'], { where: 'recomendacao_id IS NOT NULL' })
export class Evento {
  /** In the order of writing: of two events of one moment the later. */
  @PrimaryGeneratedColumn({ name: 'numero', type: 'bigint' })
  number!: number;

  /** By which whoever sends it knows it: of one person, none is there twice. */
  @Column({ type: 'text' })
  id!: string;

  @Column({ name: 'usuario_id', type: 'bigint' })
  userId!: number;

  @Column({ name: 'filme_id', type: 'bigint' })
  filmId!: number;

  @ManyToOne(() => Usuario, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'usuario_id' })
  user!: Relation<Usuario>;

  @ManyToOne(() => Filme, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'filme_id' })
  film!: Relation<Filme>;

  /** One of the kinds in `config/signals.ts`, or of the setting SINAIS when it came. */
  @Column({ name: 'tipo', type: 'text' })
  kind!: string;

  /** How much of it, from 0 to 1; null is all. */
  @Column({ name: 'valor', type: 'float', nullable: true })
  value!: number | null;

  /** In milliseconds since 1970. */
  @Column({ name: 'quando', type: 'bigint' })
  at!: number;

  /** The list that the film was in, as whoever sends it names it. */
  @Column({ name: 'recomendacao_id', type: 'text', nullable: true })
  recommendationId!: string | null;
}
