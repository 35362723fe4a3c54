import { sameWord, searchText } from '../database/fold';
import type { FilmFilter } from './film-filter';
import type { StoredFilm } from './film-row';

/** What is searched of a film. */
export type SearchedFilm = Pick<
  StoredFilm,
  | 'id'
  | 'genero'
  | 'ano'
  | 'duracao'
  | 'idioma'
  | 'pais'
  | 'classificacao'
  | 'disponivel_de'
  | 'disponivel_ate'
  | 'atributos'
> & {
  readonly busca_titulo: string;
  readonly busca_genero: string;
  readonly busca_diretor: string;
  readonly busca_atores: string;
};

type Check = (film: SearchedFilm) => boolean;

/** Whether a film is what a filter asks for, its title apart. now: in milliseconds since 1970. */
export function matchesFilter(filter: FilmFilter): Check {
  const checks: Check[] = [];
  const { genero, sem_genero, diretor, ator, idioma, pais, somente } = filter;
  if (genero !== undefined) checks.push(oneOf(genero, (film) => film.busca_genero));
  if (sem_genero !== undefined) {
    const unwanted = oneOf(sem_genero, (film) => film.busca_genero);
    checks.push((film) => !unwanted(film));
  }
  if (diretor !== undefined) checks.push(named(diretor, (film) => film.busca_diretor));
  if (ator !== undefined) checks.push(named(ator, (film) => film.busca_atores));
  if (idioma !== undefined) checks.push(oneOf(idioma, (film) => folded(film.idioma)));
  if (pais !== undefined) checks.push(oneOf(pais, (film) => folded(film.pais)));
  atLeast(checks, filter.ano_min, (film) => film.ano);
  atMost(checks, filter.ano_max, (film) => film.ano);
  atMost(checks, filter.duracao_max, (film) => film.duracao);
  atMost(checks, filter.classificacao_max, (film) => film.classificacao);
  if (somente !== undefined) {
    const wanted = new Set(somente);
    checks.push(({ id }) => wanted.has(id));
  }
  return (film) => checks.every((check) => check(film));
}

function atLeast(checks: Check[], least: number | undefined, of: (film: SearchedFilm) => number | null): void {
  if (least !== undefined) checks.push((film) => (of(film) ?? -Infinity) >= least);
}

function atMost(checks: Check[], most: number | undefined, of: (film: SearchedFilm) => number | null): void {
  if (most !== undefined) checks.push((film) => (of(film) ?? Infinity) <= most);
}

function folded(list: string | null): string {
  return list === null ? '|' : `|${list.split(',').map(searchText).join('|')}|`;
}

/** One of several values, spaces apart: `sci-fi` is `scifi`. */
function oneOf(values: string, of: (film: SearchedFilm) => string): Check {
  const wanted = values
    .split(',')
    .map((value) => searchText(value).replaceAll(' ', ''))
    .filter((value) => value !== '');
  return (film) => {
    const list = of(film).replaceAll(' ', '');
    return wanted.some((value) => list.includes(`|${value}|`));
  };
}

/** Somebody with all of these words in the name, in any order: `Kubrick, Stanley`. */
function named(name: string, of: (film: SearchedFilm) => string): Check {
  const words = searchText(name).split(' ');
  return (film) => {
    const list = of(film);
    // Most have not even one of the words.
    if (!words.some((word) => list.includes(word))) return false;
    return list.split('|').some((one) => {
      const parts = one.split(' ');
      return words.every((word) => parts.some((part) => sameWord(part, word)));
    });
  };
}
