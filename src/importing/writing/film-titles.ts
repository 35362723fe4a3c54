import type { FilmMention } from '../reading/rows';
import { titleKeys } from '../reading/title-key';

/** A film as the catalogue calls it. */
export interface TitledFilm {
  readonly id: number;
  readonly titulo: string;
  readonly ano: number | null;
}

/** Films by the keys of their titles. */
export type FilmTitles = Map<string, Pick<TitledFilm, 'id' | 'ano'>[]>;

export const ALL_TITLES = 'SELECT id, titulo, ano FROM filmes';

export function rememberTitle(titles: FilmTitles, { id, titulo, ano }: TitledFilm): void {
  for (const key of titleKeys(titulo)) {
    const before = titles.get(key);
    if (before) before.push({ id, ano });
    else titles.set(key, [{ id, ano }]);
  }
}

/** A film of that title and year; of a year off by one where no other fits; null when there is none, or several. */
export function filmByTitle(
  titles: FilmTitles,
  { titulo = '', outros = [], ano = null }: Pick<FilmMention, 'titulo' | 'outros' | 'ano'>,
): number | null {
  const alike = [titulo, ...outros].flatMap(titleKeys).flatMap((key) => titles.get(key) ?? []);
  const only = (fits: (year: number | null) => boolean): number | null => {
    const ids = new Set(alike.filter((film) => fits(film.ano)).map(({ id }) => id));
    return ids.size > 0 ? Math.min(...ids) : null;
  };
  if (ano === null) return new Set(alike.map(({ id }) => id)).size === 1 ? alike[0].id : null;
  return (
    only((year) => year === ano) ??
    only((year) => year !== null && Math.abs(year - ano) === 1) ??
    (alike.every((film) => film.ano === null) ? only((year) => year === null) : null)
  );
}
