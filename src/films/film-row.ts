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

/** The folded columns that searching uses, from the columns that people see. */
export function searchColumns(film: Omit<FilmRow, 'id'>) {
  return {
    busca_titulo: fold(film.titulo),
    busca_genero: foldList(film.genero),
    busca_diretor: foldList(film.diretor),
    busca_atores: foldList(film.atores),
  };
}
