import type { Language } from '../http/language';
import type { FilmRow } from './film-row';
import { genreName } from './genre-names';

/** What a film's words are made from: names with ", " between them. */
type DescribedFilm = Pick<FilmRow, 'genero' | 'diretor' | 'atores'>;

/** Actors that count: the first are the ones people know. */
const MOST_ACTORS = 5;

/** Words that tell the engine what a film is before anybody rates it: `g:drama`, `d:agnès varda`, `a:toshiro mifune`. */
export function filmTraits({ genero, diretor, atores }: DescribedFilm): string[] {
  return [
    ...names(genero).map((name) => `${GENRE}${name}`),
    ...names(diretor).map((name) => `d:${name}`),
    ...names(atores)
      .slice(0, MOST_ACTORS)
      .map((name) => `a:${name}`),
  ];
}

/** What the word of a genre begins with. */
export const GENRE = 'g:';

function names(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

export const traitKinds = ['genero', 'diretor', 'ator', 'decada'] as const;
export type TraitKind = (typeof traitKinds)[number];

/** What films may have in common, as people say it. */
export interface Trait {
  readonly kind: TraitKind;
  readonly name: string;
}

/** What a film's traits are read from. */
export type FilmWithTraits = DescribedFilm & Pick<FilmRow, 'ano'>;

/** The traits of a film, each once. */
export function traitsOf({ genero, diretor, atores, ano }: FilmWithTraits): Trait[] {
  const all = (kind: TraitKind, names: readonly string[]): Trait[] => names.map((name) => ({ kind, name }));
  return [
    ...all('genero', namesIn(genero)),
    ...all('diretor', namesIn(diretor)),
    ...all('ator', namesIn(atores).slice(0, MOST_ACTORS)),
    ...all('decada', ano === null ? [] : [`anos ${decadeOf(ano)}`]),
  ];
}

/** Tells traits of the same name and another kind apart. */
export function traitKey({ kind, name }: Trait): string {
  return `${kind}:${name}`;
}

function namesIn(list: string): string[] {
  return [...new Set(list.split(', ').filter(Boolean))];
}

/** 1987 -> 1980. */
function decadeOf(year: number): number {
  return Math.floor(year / 10) * 10;
}

/** What a trait is called in a language: `anos 1990` and `1990s`, and genres that both know. */
export function traitName({ kind, name }: Trait, language: Language): string {
  if (kind === 'genero') return genreName(name, language);
  return kind === 'decada' && language === 'en' ? `${name.replace(/^anos /, '')}s` : name;
}
