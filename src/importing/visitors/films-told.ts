import type { Pace } from '../../access/heavy-work';
import { isRatings, type Batch, type FilmMention, type RatingInput, type RowByKind, type Table } from '../reading/rows';
import { detectScale, OUR_SCALE, rescale, scaleTo, type FoundScale } from '../reading/scale';

/** A film as a tracker tells of it, and what it says of it. */
export interface TrackedFilm {
  readonly film: FilmMention;
  /** From 0 to 5, and when, in milliseconds since 1970; the newest one. */
  rating: { readonly value: number; readonly at: number | null } | null;
  /** Kinds of events. */
  readonly kinds: Set<string>;
}

/** What those of the tables that belong to one person say, by film; null where they have more than so many rows. */
export async function filmsTold(tables: readonly Table[], pace: Pace, most: number): Promise<TrackedFilm[] | null> {
  const told = new Map<string, TrackedFilm>();
  let rows = 0;
  for (const table of tables.filter(({ tracked }) => tracked)) {
    const scale = isRatings(table) ? await scaleOf(table) : OUR_SCALE;
    for await (const batch of table.read()) {
      rows += batch.accepted.length + batch.refused.length;
      if (rows > most) return null;
      await pace(() => {
        if (table.kind === 'avaliacoes') addRatings(told, batch as Batch<RatingInput>, scale);
        else addEvents(told, batch as Batch<RowByKind['eventos']>);
      });
    }
  }
  return [...told.values()];
}

function scaleOf(table: Table<'avaliacoes'>): Promise<FoundScale> | FoundScale {
  return typeof table.scale === 'number' ? scaleTo(table.scale) : detectScale(table);
}

function addRatings(told: Map<string, TrackedFilm>, batch: Batch<RatingInput>, scale: FoundScale): void {
  const { accepted, unrated } = rescale(batch, scale, false);
  for (const { row } of unrated) if (row.mentions?.film) toldOf(told, row.mentions.film).kinds.add('visto');
  for (const { row } of accepted) {
    if (!row.mentions?.film) continue;
    const one = toldOf(told, row.mentions.film);
    if (one.rating === null || (row.avaliado_em ?? 0) >= (one.rating.at ?? 0))
      one.rating = { value: row.avaliacao, at: row.avaliado_em };
  }
}

function addEvents(told: Map<string, TrackedFilm>, { accepted }: Batch<RowByKind['eventos']>): void {
  for (const { row } of accepted) if (row.mentions?.film) toldOf(told, row.mentions.film).kinds.add(row.tipo);
}

/** By title and year: the diary of Letterboxd has no ids. What is no film has no title here. */
function toldOf(told: Map<string, TrackedFilm>, film: FilmMention): TrackedFilm {
  const key = film.titulo === undefined ? film.identifiers.join() : `${film.titulo} ${film.ano ?? ''}`;
  const before = told.get(key);
  if (before) return before;
  const one: TrackedFilm = { film, rating: null, kinds: new Set() };
  told.set(key, one);
  return one;
}
