import { HINT_HEADER } from '../http/headers';
import type { Language } from '../http/language';
import type { Head } from '../http/response-head.decorator';
import type { Ref } from '../identifiers/identifier';
import type { FilmFilter } from './film-filter';
import { matchesFilter, type SearchedFilm } from './film-matching';

/** A value that a filter asks for and no film has. */
export interface UnknownValue {
  /** The parameter. */
  readonly field: string;
  readonly value: string;
}

/** The values of a filter that no film has, of those that it names. Each costs a look at films until one has it. */
export function unknownValues(filter: FilmFilter, films: readonly SearchedFilm[]): UnknownValue[] {
  const { genero, sem_genero, idioma, pais, diretor, ator, somente, atributos = [] } = filter;
  const { ano_min, ano_max, duracao_max, classificacao_max } = filter;
  const none = (one: FilmFilter): boolean => !films.some(matchesFilter(one, 0));
  const unknown = (field: string, values: readonly string[], asFilter: (value: string) => FilmFilter): UnknownValue[] =>
    values.filter((value) => none(asFilter(value))).map((value) => ({ field, value }));
  const ids = somente && new Set<Ref>(films.map(({ id }) => id));
  return [
    ...unknown('genero', valuesIn(genero), (value) => ({ genero: value })),
    ...unknown('sem_genero', valuesIn(sem_genero), (value) => ({ genero: value })),
    ...unknown('idioma', valuesIn(idioma), (value) => ({ idioma: value })),
    ...unknown('pais', valuesIn(pais), (value) => ({ pais: value })),
    ...unknown('diretor', diretor === undefined ? [] : [diretor], (value) => ({ diretor: value })),
    ...unknown('ator', ator === undefined ? [] : [ator], (value) => ({ ator: value })),
    ...Object.entries({ ano_min, ano_max, duracao_max, classificacao_max }).flatMap(([field, value]) =>
      value !== undefined && none({ [field]: value }) ? [{ field, value: String(value) }] : [],
    ),
    ...(somente ?? []).filter((id) => !ids?.has(id)).map((id) => ({ field: 'somente', value: String(id) })),
    ...atributos.flatMap((condition): UnknownValue[] => {
      const field = `atributos.${condition.asked}`;
      if (condition.is === 'one of')
        return none({ atributos: [condition] }) ? [{ field, value: String(condition.value) }] : [];
      // Numbers that are too small are no mistake, an attribute that is none is.
      return none({ atributos: [{ ...condition, is: 'at least', value: -Infinity }] })
        ? [{ field, value: condition.name }]
        : [];
    }),
  ];
}

/** Values with commas between them; commas alone are one. */
function valuesIn(list: string | undefined): string[] {
  if (list === undefined) return [];
  const values = list
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return values.length > 0 ? values : [list];
}

/** So many values are told, … */
const MOST_TOLD = 5;
/** … and so much of each, in characters: a header has little room. */
const LONGEST_TOLD = 40;

/**
 * What the header says of values that no film has; null where there is none. ASCII, as headers are, in both languages: values
 * are written as in an address.
 */
export function filterHint(unknown: readonly UnknownValue[], language: Language): string | null {
  if (unknown.length === 0) return null;
  const told = unknown.slice(0, MOST_TOLD);
  const parts = [...new Set(told.map(({ field }) => field))].map((field) => {
    const values = told.filter((one) => one.field === field).map(({ value }) => inAscii(value));
    const text = { pt: 'nenhum filme com', en: 'no film with' }[language];
    const where = { pt: ' (ver GET /generos)', en: ' (see GET /generos)' }[language];
    return `${field}: ${text} ${values.join(', ')}${field.endsWith('genero') ? where : ''}`;
  });
  return [...parts, ...(told.length < unknown.length ? ['...'] : [])].join('; ');
}

function inAscii(value: string): string {
  const characters = Array.from(value);
  const shown = encodeURIComponent(characters.slice(0, LONGEST_TOLD).join(''));
  return characters.length > LONGEST_TOLD ? `${shown}...` : shown;
}

/** Set the header of an answer that has such values. */
export function tellHint(head: Head, unknown: readonly UnknownValue[], language: Language): void {
  const hint = filterHint(unknown, language);
  if (hint === null) return;
  head.set(HINT_HEADER, hint);
  head.vary('Accept-Language');
}
