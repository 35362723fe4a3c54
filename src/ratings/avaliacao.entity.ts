import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Filme } from '../films/filme.entity';
import { Usuario } from '../users/usuario.entity';

/** What one user thinks of one film: at most one rating for each pair. */
@Entity('avaliacoes')
// Likes are counted from the indexes alone.
@Index('avaliacoes_por_filme', ['filmId', 'rating'])
@Index('avaliacoes_por_data', ['ratedAt', 'filmId', 'rating'])
@Index('avaliacoes_por_recomendacao', ['recommendationId'], { where: 'recomendacao_id IS NOT NULL' })
export class Avaliacao {
  @PrimaryColumn({ name: 'usuario_id', type: 'bigint' })
  userId!: number;

  @PrimaryColumn({ name: 'filme_id', type: 'bigint' })
  filmId!: number;

  @ManyToOne(() => Usuario, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'usuario_id' })
  user!: Relation<Usuario>;

  @ManyToOne(() => Filme, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'filme_id' })
  film!: Relation<Filme>;

  /** From 0 to 5. */
  @Column({ name: 'avaliacao', type: 'float' })
  rating!: number;

  /** When, in milliseconds since 1970; null when the source did not say. */
  @Column({ name: 'avaliado_em', type: 'bigint', nullable: true })
  ratedAt!: number | null;

  /** The list that the film was in, as whoever sends it names it. */
  @Column({ name: 'recomendacao_id', type: 'text', nullable: true })
  recommendationId!: string | null;
}
