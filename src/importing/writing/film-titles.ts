import type { FilmMention } from '../reading/rows';
import { titleKeys } from '../reading/title-key';

/** A film as the catalogue calls it. */
export interface TitledFilm {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number | null;
}

/** The films of one key of titles: by year the first of each, so that many with one title are as quick to look through as few. */
interface Alike {
  /** Smallest id of each year. */
  readonly byYear: Map<number | null, number>;
  /** The only film; null where there are several. */
  only: number | null;
}

/** Films by the keys of their titles. */
export type FilmTitles = Map<string, Alike>;

export const ALL_TITLES = 'SELECT id, titulo, ano FROM filmes';

export function rememberTitle(titles: FilmTitles, { id, titulo, ano }: TitledFilm): void {
  for (const key of titleKeys(titulo)) {
    const alike = titles.get(key);
    if (!alike) {
      titles.set(key, { byYear: new Map([[ano, id]]), only: id });
      continue;
    }
    alike.byYear.set(ano, Math.min(id, alike.byYear.get(ano) ?? id));
    if (alike.only !== id) alike.only = null;
  }
}

/** A film of that title and year; of a year off by one where no other fits; null when there is none, or several. */
export function filmByTitle(
  titles: FilmTitles,
  { titulo = '', outros = [], ano = null }: Pick<FilmMention, 'titulo' | 'outros' | 'ano'>,
): number | null {
  const alike = [titulo, ...outros].flatMap(titleKeys).flatMap((key) => titles.get(key) ?? []);
  const first = (...years: (number | null)[]): number | null => {
    const ids = alike.flatMap(({ byYear }) => years.flatMap((year) => byYear.get(year) ?? []));
    return ids.length > 0 ? Math.min(...ids) : null;
  };
  if (ano === null) {
    const [id, ...others] = new Set(alike.map(({ only }) => only));
    return others.length === 0 ? (id ?? null) : null;
  }
  const undated = alike.every(({ byYear }) => [...byYear.keys()].every((year) => year === null));
  return first(ano) ?? first(ano - 1, ano + 1) ?? (undated ? first(null) : null);
}
