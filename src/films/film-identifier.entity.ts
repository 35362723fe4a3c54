import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Filme } from './filme.entity';

/** An id that a film has elsewhere: of one source, none is of two films. */
@Entity('identificadores_de_filmes')
@Index('identificadores_de_filmes_por_dono', ['filmId'])
export class FilmIdentifier {
  @PrimaryColumn({ name: 'fonte', type: 'text' })
  source!: string;

  @PrimaryColumn({ name: 'codigo', type: 'text' })
  code!: string;

  @Column({ name: 'filme_id', type: 'bigint' })
  filmId!: number;

  @ManyToOne(() => Filme, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'filme_id' })
  film!: Relation<Filme>;
}
