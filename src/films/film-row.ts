import { fold, foldList } from '../database/fold';

/** A film as it is stored, searched and answered: the column names are the JSON names. */
export interface FilmRow {
  id: number;
  titulo: string;
  genero: string;
  diretor: string;
  atores: string;
  ano: number | null;
}

/** The columns of a {@link FilmRow}, for a SELECT. */
export const filmColumns = 'id, titulo, genero, diretor, atores, ano';

/** The longest texts of a film, in characters. */
export const longestInFilm = { titulo: 300, genero: 500, diretor: 1000, atores: 4000 } as const;

/** Films are older than this, and nobody announces one beyond. */
export const FIRST_YEAR = 1870;
export const LAST_YEAR = 2100;

/** The folded columns that searching uses, from the columns that people see. */
export function searchColumns(film: Omit<FilmRow, 'id'>) {
  return {
    busca_titulo: fold(film.titulo),
    busca_genero: foldList(film.genero),
    busca_diretor: foldList(film.diretor),
    busca_atores: foldList(film.atores),
  };
}
