import type { ReadingOptions } from '../reading/reading-options';
import { bareName, columnsIn, type FormatFile } from './format';

/** A file whose columns a person has named. */
export interface NamedFile {
  readonly file: FormatFile;
  /** In the order of the file, by the names of ours; null for one that is left out. */
  readonly columns: readonly (string | null)[];
  readonly hasHeader: boolean;
}

/** The columns of ratings without a header, unless somebody says otherwise. */
const USUAL = ['userId', 'movieId', 'rating', 'timestamp'];

/** What a file is by its first line and what a person says of its columns; null where that does not fit. */
export function namedFile(
  cells: readonly string[],
  { columns = {}, headerless = false }: ReadingOptions,
  files: readonly FormatFile[],
): NamedFile | null {
  const wanted = Object.entries(columns);
  if (wanted.length === 0) {
    const usual = headerless && (cells.length === 3 || cells.length === 4) ? USUAL.slice(0, cells.length) : null;
    const file = files.find(({ required }) => required.join() === USUAL.slice(0, 3).join());
    return usual && file ? { file, columns: usual, hasHeader: false } : null;
  }
  // Numbers are no names of columns.
  const names = headerless || cells.every((cell) => /^-?[\d.,]*$/.test(cell)) ? [] : cells;
  const places = wanted.map(([, column]) => placeOf(column, names, cells.length));
  if (places.includes(null)) return null;
  const numbered = wanted.every(([, column]) => /^\d+$/.test(column) && !names.includes(column));
  const hasHeader = !headerless && !(numbered && places.some((place) => /\d/.test(cells[place ?? 0] ?? '')));
  const renamed = cells.map((cell, n) => {
    const place = places.indexOf(n);
    return place >= 0
      ? wanted[place][0]
      : hasHeader && !wanted.some(([name]) => bareName(name) === bareName(cell))
        ? cell
        : '';
  });
  const fitting = files.flatMap((file) => {
    const { known, missing } = columnsIn(file, renamed, true);
    return missing.length === 0 && places.every((place) => known[place ?? 0] !== null)
      ? [{ file, columns: known }]
      : [];
  });
  const count = (known: readonly (string | null)[]): number => known.filter((name) => name !== null).length;
  const best = fitting.reduce<(typeof fitting)[number] | null>(
    (most, one) => (most && count(most.columns) >= count(one.columns) ? most : one),
    null,
  );
  return best && { ...best, hasHeader };
}

/** Of so many cells one must look like a title: ids have no spaces in them. */
const ONE_IN = 3;
const looksLikeTitle = /\p{L}[^\s]*\s+\S|\S\s+\S*\p{L}/u;

/** The same, or what it is if its column of films holds titles. rows: its first ones. */
export function titledFile(named: NamedFile, rows: readonly (readonly string[])[]): NamedFile {
  const { titled } = named.file;
  if (!titled) return named;
  const at = named.columns.indexOf(titled.column);
  const given = rows.map((cells) => (cells.at(at) ?? '').trim()).filter((cell) => cell !== '');
  const words = given.filter((cell) => looksLikeTitle.test(cell)).length;
  if (at < 0 || words === 0 || words * ONE_IN < given.length) return named;
  const columns = named.columns.map((one) => (one === null ? null : (titled.names[one] ?? one)));
  return { ...named, file: titled.file, columns };
}

/** Where a column is, by its name or its number. */
function placeOf(column: string, cells: readonly string[], count: number): number | null {
  const exact = cells.indexOf(column);
  const alike = exact >= 0 ? exact : cells.findIndex((cell) => bareName(cell) === bareName(column));
  if (alike >= 0) return alike;
  const number = /^\d+$/.test(column) ? Number(column) : 0;
  return number >= 1 && number <= count ? number - 1 : null;
}
