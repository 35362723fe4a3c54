import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A film. `genres`, `directors` and `actors` hold several values separated by ", ". */
@Entity('filmes')
@Index('filmes_por_titulo', ['searchTitle', 'id'])
// By COALESCE(ano, 0) and id: an expression, which only the migration can say.
@Index('filmes_por_ano', { synchronize: false })
export class Filme {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: number;

  @Column({ name: 'titulo', type: 'text' })
  title!: string;

  @Column({ name: 'genero', type: 'text', default: '' })
  genres!: string;

  @Column({ name: 'diretor', type: 'text', default: '' })
  directors!: string;

  @Column({ name: 'atores', type: 'text', default: '' })
  actors!: string;

  @Column({ name: 'ano', type: 'integer', nullable: true })
  year!: number | null;

  // Folded copies for searching without accents or case, kept by `searchColumns` wherever a film is written.
  @Column({ name: 'busca_titulo', type: 'text', collation: 'C', select: false })
  searchTitle!: string;

  @Column({ name: 'busca_genero', type: 'text', select: false })
  searchGenres!: string;

  @Column({ name: 'busca_diretor', type: 'text', select: false })
  searchDirectors!: string;

  @Column({ name: 'busca_atores', type: 'text', select: false })
  searchActors!: string;
}
