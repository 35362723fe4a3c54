import type { Ref } from '../../identifiers/identifier';
import type { Accepted, Kind, RowByKind, Table } from '../reading/rows';

/**
 * Where films come with the numbers of TMDB and something else speaks of them by those of MovieLens, as in The Movies Dataset,
 * the same number is of two films. With a file of links, which has both, neither number is taken as ours: films are
 * `tmdb:862`, ratings are of `movielens:1`, and the links say that these are one. In the order of loading.
 */
export function joinedByLinks(tables: readonly Table[]): Table[] {
  const links = tables.filter(({ companion }) => companion);
  const described = tables.filter(({ kind, filmNumbers }) => kind === 'filmes' && filmNumbers === 'tmdb');
  if (links.length === 0 || described.length === 0) return [...tables];
  const own = tables.filter(({ kind, filmNumbers }) => kind === 'filmes' && filmNumbers === 'movielens');
  const first: readonly Table[] = own.length > 0 ? [...own, ...links, ...described] : [...described, ...links];
  const others = tables.filter((table) => !first.includes(table));
  // Films of MovieLens keep their numbers: the links add to them what they are elsewhere.
  const isNamed = ({ filmNumbers }: Table): boolean => filmNumbers === 'tmdb' || (own.length === 0 && !!filmNumbers);
  return [...first, ...others].map((table) => (isNamed(table) ? named(table) : table));
}

function named<K extends Kind>(table: Table<K>): Table<K> {
  return {
    ...table,
    read: async function* (onBytes) {
      for await (const { accepted, refused } of table.read(onBytes))
        yield { accepted: accepted.flatMap((one) => renamed(table, one) ?? []), refused };
    },
  };
}

/** The row with the name of its film in the place of the number; null for a link that leads nowhere. */
function renamed<K extends Kind>(table: Table, accepted: Accepted<RowByKind[K]>): Accepted<RowByKind[K]> | null {
  const row: { id?: Ref | null; filme_id?: Ref; identifiers?: readonly string[] } = accepted.row;
  const name = (ref: Ref): Ref => (typeof ref === 'number' ? `${table.filmNumbers ?? ''}:${ref}` : ref);
  if (row.filme_id !== undefined) return { ...accepted, row: { ...accepted.row, filme_id: name(row.filme_id) } };
  if (!table.companion) return { ...accepted, row: { ...accepted.row, id: name(row.id ?? 0) } };
  const known = ['tmdb:', 'imdb:'].map((source) => row.identifiers?.find((one) => one.startsWith(source)));
  const id = known.find((one) => one !== undefined);
  return id === undefined ? null : { ...accepted, row: { ...accepted.row, id } };
}
