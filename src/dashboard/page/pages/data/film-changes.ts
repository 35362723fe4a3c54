import type { Film } from '../../api/answer-types';
import { fold } from '../../ui/pickers';

/** What is to change in many films; what is left out stays as it is. Empty texts take out what there is. */
export interface FilmChanges {
  readonly genero?: { readonly how: GenreChange; readonly names: string };
  readonly ano?: string;
  readonly atributo?: { readonly key: string; readonly value: string };
  /** Days, 2026-11-01: from the beginning of the first to the end of the last. */
  readonly disponivel_de?: string;
  readonly disponivel_ate?: string;
}

export const genreChanges = ['add', 'remove', 'replace'] as const;
export type GenreChange = (typeof genreChanges)[number];

/** A row of `POST /filmes/lote` that changes a film that is there. */
interface BatchRow {
  readonly id: number;
  readonly titulo: string;
  readonly [field: string]: unknown;
}

/** What is sent to change a film, and what to take it back: only the fields that are touched. */
export function rowsOf(film: Film, changes: FilmChanges): { readonly after: BatchRow; readonly before: BatchRow } {
  const { id, titulo } = film;
  const touched: [string, unknown, unknown][] = [];
  const { genero, ano, atributo, disponivel_de: from, disponivel_ate: until } = changes;
  if (genero) touched.push(['genero', film.genero, genresOf(film.genero, genero.how, genero.names)]);
  if (ano !== undefined) touched.push(['ano', film.ano, ano === '' ? null : Number(ano)]);
  if (atributo)
    touched.push(['atributos', film.atributos ?? null, attributesOf(film.atributos, atributo.key, atributo.value)]);
  if (from !== undefined) touched.push(['disponivel_de', film.disponivel_de ?? null, momentOf(from, '00:00:00.000')]);
  if (until !== undefined)
    touched.push(['disponivel_ate', film.disponivel_ate ?? null, momentOf(until, '23:59:59.999')]);
  return {
    before: { id, titulo, ...Object.fromEntries(touched.map(([name, was]) => [name, was])) },
    after: { id, titulo, ...Object.fromEntries(touched.map(([name, , becomes]) => [name, becomes])) },
  };
}

function genresOf(own: string, how: GenreChange, names: string): string {
  const given = listOf(names);
  const among = (list: readonly string[], name: string): boolean => list.some((one) => fold(one) === fold(name));
  const had = listOf(own);
  switch (how) {
    case 'add':
      return [...had, ...given.filter((name) => !among(had, name))].join(', ');
    case 'remove':
      return had.filter((name) => !among(given, name)).join(', ');
    case 'replace':
      return given.join(', ');
  }
}

function listOf(names: string): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function attributesOf(own: Film['atributos'], key: string, value: string): object | null {
  const rest = Object.fromEntries(Object.entries(own ?? {}).filter(([name]) => name !== key));
  const attributes = value === '' ? rest : { ...rest, [key]: valueOf(value) };
  return Object.keys(attributes).length === 0 ? null : attributes;
}

/** Numbers, true and false are what they look like; all else is text. */
function valueOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const value = Number(text);
  return String(value) === text.trim() ? value : text;
}

/** In the reader's time, as ISO 8601. */
function momentOf(day: string, time: string): string | null {
  return day === '' ? null : new Date(`${day}T${time}`).toISOString();
}
