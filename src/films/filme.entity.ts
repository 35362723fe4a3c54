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

  @Column({ name: 'poster_url', type: 'text', nullable: true })
  posterUrl!: string | null;

  @Column({ name: 'sinopse', type: 'text', nullable: true })
  synopsis!: string | null;

  /** In minutes. */
  @Column({ name: 'duracao', type: 'integer', nullable: true })
  duration!: number | null;

  @Column({ name: 'idioma', type: 'text', nullable: true })
  languages!: string | null;

  @Column({ name: 'pais', type: 'text', nullable: true })
  countries!: string | null;

  /** From this age on, in years. */
  @Column({ name: 'classificacao', type: 'integer', nullable: true })
  age!: number | null;

  /** In milliseconds since 1970, like the next. */
  @Column({ name: 'disponivel_de', type: 'bigint', nullable: true })
  availableFrom!: number | null;

  @Column({ name: 'disponivel_ate', type: 'bigint', nullable: true })
  availableUntil!: number | null;

  /** A JSON object. */
  @Column({ name: 'atributos', type: 'text', nullable: true })
  attributes!: string | null;

  // Folded copies for searching without accents, case or punctuation, kept by `searchColumns` wherever a film is written.
  @Column({ name: 'busca_titulo', type: 'text', collation: 'C', select: false })
  searchTitle!: string;

  @Column({ name: 'busca_genero', type: 'text', select: false })
  searchGenres!: string;

  @Column({ name: 'busca_diretor', type: 'text', select: false })
  searchDirectors!: string;

  @Column({ name: 'busca_atores', type: 'text', select: false })
  searchActors!: string;
}
