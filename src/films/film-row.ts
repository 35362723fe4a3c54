import { searchList, searchText } from '../database/fold';

/** What a film is found and recommended by, as it is answered: the column names are the JSON names. */
interface DescribedFilm {
  id: number;
  titulo: string;
  genero: string;
  diretor: string;
  atores: string;
  ano: number | null;
}

/** What a team tells of a film besides, as it is answered. What is not known is left out. */
interface FilmExtras {
  poster_url?: string;
  sinopse?: string;
  /** In minutes. */
  duracao?: number;
  /** One or several, with ", " between them. */
  idioma?: string;
  /** One or several, with ", " between them. */
  pais?: string;
  /** From this age on, in years. */
  classificacao?: number;
  /** ISO 8601. */
  disponivel_de?: string;
  disponivel_ate?: string;
  atributos?: Attributes;
  /** Ids elsewhere. */
  identificadores?: string[];
  /** Of the cover: a path of ours, or an address elsewhere. */
  capa_url?: string;
}

/** What nobody but a team knows of its films. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A film as it is answered. */
export interface FilmRow extends DescribedFilm, FilmExtras {}

/** A film as it is stored; null: not known. */
export interface StoredFilm extends DescribedFilm {
  poster_url: string | null;
  sinopse: string | null;
  duracao: number | null;
  idioma: string | null;
  pais: string | null;
  classificacao: number | null;
  /** Milliseconds since 1970. */
  disponivel_de: number | null;
  disponivel_ate: number | null;
  /** JSON of {@link Attributes}. */
  atributos: string | null;
}

/** A film with its ids elsewhere. */
export type IdentifiedFilm = FilmRow;

/** The columns of {@link FilmExtras}, with their types. */
export const extraColumns = {
  poster_url: 'text',
  sinopse: 'text',
  duracao: 'integer',
  idioma: 'text',
  pais: 'text',
  classificacao: 'integer',
  disponivel_de: 'integer',
  disponivel_ate: 'integer',
  atributos: 'text',
} as const;

const extraNames = Object.keys(extraColumns) as (keyof typeof extraColumns)[];

/** The columns of a {@link StoredFilm}, for a SELECT. */
export const filmColumns = ['id, titulo, genero, diretor, atores, ano', ...extraNames].join(', ');

/** A film of which nothing but this is known. */
export function newFilm({ id, titulo }: { id: number; titulo: string }): StoredFilm {
  return {
    ...{ id, titulo, genero: '', diretor: '', atores: '', ano: null, poster_url: null, sinopse: null, duracao: null },
    ...{ idioma: null, pais: null, classificacao: null, disponivel_de: null, disponivel_ate: null, atributos: null },
  };
}

/** A stored film as it is answered. */
export function filmOf(stored: StoredFilm): FilmRow {
  const { id, titulo, genero, diretor, atores, ano } = stored;
  const film: FilmRow = { id, titulo, genero, diretor, atores, ano };
  for (const name of extraNames) {
    const value = stored[name];
    if (value === null || value === '') continue;
    const told =
      name === 'atributos'
        ? (JSON.parse(String(value)) as unknown)
        : name === 'disponivel_de' || name === 'disponivel_ate'
          ? new Date(Number(value)).toISOString()
          : value;
    Object.assign(film, { [name]: told });
  }
  return film;
}

/** The longest texts of a film, in characters. */
export const longestInFilm = {
  titulo: 300,
  genero: 500,
  diretor: 1000,
  atores: 4000,
  poster_url: 2000,
  sinopse: 5000,
  idioma: 200,
  pais: 300,
} as const;

/** Films are older than this, and nobody announces one beyond. */
export const FIRST_YEAR = 1870;
export const LAST_YEAR = 2100;

/** In minutes: longer than any film. */
export const LONGEST_FILM = 100_000;

/** The highest age from which on a film may be seen. */
export const HIGHEST_AGE = 99;

/** The columns that searching uses, from the columns that people see. */
export function searchColumns(film: Pick<FilmRow, 'titulo' | 'genero' | 'diretor' | 'atores'>) {
  return {
    busca_titulo: searchText(film.titulo),
    busca_genero: searchList(film.genero),
    busca_diretor: searchList(film.diretor),
    busca_atores: searchList(film.atores),
  };
}
