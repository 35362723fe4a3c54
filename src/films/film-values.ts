import { searchText } from '../database/fold';
import type { SearchedFilm } from './film-matching';

/** What films may have in common, for who limits how many of a kind come together: one of these, or an attribute. */
export const limitedBy = {
  pattern: /^(?:genero|diretor|ator|pais|idioma|atributos\.[\p{L}\p{N}_-]{1,60})$/u,
  accepted: {
    pt: 'genero, diretor, ator, pais, idioma, ou atributos.chave, como atributos.estudio',
    en: 'genero, diretor, ator, pais, idioma, or atributos.chave, like atributos.estudio',
  },
};

/** What a film has of it, folded; none where it is not known. by: what {@link limitedBy} takes. */
export function valuesOf(film: SearchedFilm, by: string): string[] {
  switch (by) {
    case 'genero':
      return inBars(film.busca_genero);
    case 'diretor':
      return inBars(film.busca_diretor);
    case 'ator':
      return inBars(film.busca_atores);
    case 'pais':
      return (film.pais ?? '').split(',').map(searchText).filter(Boolean);
    case 'idioma':
      return (film.idioma ?? '').split(',').map(searchText).filter(Boolean);
    default:
      return ofAttribute(film, by.slice('atributos.'.length));
  }
}

function inBars(list: string): string[] {
  return list.split('|').filter((value) => value !== '');
}

function ofAttribute({ atributos }: SearchedFilm, name: string): string[] {
  if (atributos === null || !Object.hasOwn(atributos, name)) return [];
  const own = atributos[name];
  return (Array.isArray(own) ? (own as unknown[]) : [own]).flatMap((value) =>
    typeof value === 'string' ? searchText(value) : typeof value === 'number' ? String(value) : [],
  );
}
