import { sameWord, searchText } from '../database/fold';
import type { FilmFilter } from './film-filter';
import type { Ref } from '../identifiers/identifier';
import { meets } from './attribute-filter';
import type { Attributes, StoredFilm } from './film-row';

/** What is searched of a film. */
export type SearchedFilm = Pick<
  StoredFilm,
  'id' | 'genero' | 'ano' | 'duracao' | 'idioma' | 'pais' | 'classificacao' | 'disponivel_de' | 'disponivel_ate'
> & {
  readonly atributos: Attributes | null;
  readonly busca_titulo: string;
  readonly busca_genero: string;
  readonly busca_diretor: string;
  readonly busca_atores: string;
};

type Check = (film: SearchedFilm) => boolean;

/** Whether a film is what a filter asks for, its title apart. now: in milliseconds since 1970. */
export function matchesFilter(filter: FilmFilter, now: number): Check {
  const checks: Check[] = [];
  const { genero, sem_genero, diretor, ator, idioma, pais, somente } = filter;
  if (genero !== undefined) checks.push(oneOf(genero, (film) => film.busca_genero));
  if (sem_genero !== undefined) {
    const unwanted = oneOf(sem_genero, (film) => film.busca_genero);
    checks.push((film) => !unwanted(film));
  }
  if (diretor !== undefined) checks.push(named(diretor, (film) => film.busca_diretor));
  if (ator !== undefined) checks.push(named(ator, (film) => film.busca_atores));
  if (idioma !== undefined) checks.push(oneOf(idioma, (film) => film.idioma, folded));
  if (pais !== undefined) checks.push(oneOf(pais, (film) => film.pais, folded));
  atLeast(checks, filter.ano_min, (film) => film.ano);
  atMost(checks, filter.ano_max, (film) => film.ano);
  atMost(checks, filter.duracao_max, (film) => film.duracao);
  atMost(checks, filter.classificacao_max, (film) => film.classificacao);
  if (somente !== undefined) {
    const wanted = new Set<Ref>(somente);
    checks.push(({ id }) => wanted.has(id));
  }
  const { disponivel } = filter;
  if (disponivel !== undefined) checks.push((film) => isAvailable(film, now) === disponivel);
  for (const condition of filter.atributos ?? []) {
    const met = meets(condition);
    checks.push(({ atributos }) => met(atributos));
  }
  return (film) => checks.every((check) => check(film));
}

/** From the one moment on until before the other. */
function isAvailable({ disponivel_de: from, disponivel_ate: until }: SearchedFilm, now: number): boolean {
  return (from ?? -Infinity) <= now && now < (until ?? Infinity);
}

function atLeast(checks: Check[], least: number | undefined, of: (film: SearchedFilm) => number | null): void {
  if (least !== undefined) checks.push((film) => (of(film) ?? -Infinity) >= least);
}

function atMost(checks: Check[], most: number | undefined, of: (film: SearchedFilm) => number | null): void {
  if (most !== undefined) checks.push((film) => (of(film) ?? Infinity) <= most);
}

function folded(list: string): string {
  return `|${list.split(',').map(searchText).join('|')}|`;
}

/** One of several values, spaces apart: `sci-fi` is `scifi`. asSearched: makes `|a|b|` of what a film has. */
function oneOf(
  values: string,
  of: (film: SearchedFilm) => string | null,
  asSearched = (list: string): string => list,
): Check {
  const wanted = values
    .split(',')
    .map((value) => `|${searchText(value).replaceAll(' ', '')}|`)
    .filter((value) => value !== '||');
  // Many films have the same.
  const known = new Map<string, boolean>();
  return (film) => {
    const own = of(film);
    if (own === null) return false;
    const before = known.get(own);
    if (before !== undefined) return before;
    const list = asSearched(own).replaceAll(' ', '');
    const fits = wanted.some((value) => list.includes(value));
    known.set(own, fits);
    return fits;
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
