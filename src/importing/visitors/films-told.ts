import type { Pace } from '../../access/heavy-work';
import type { FilmMention, Mentions, RatingInput, Table } from '../reading/rows';
import { OUR_SCALE, rescale, scaleTo } from '../reading/scale';

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
  for (const table of tables.filter(({ tracked }) => tracked))
    for await (const batch of table.read()) {
      rows += batch.accepted.length + batch.refused.length;
      if (rows > most) return null;
      await pace(() => {
        if (isRatings(table)) {
          const scale = typeof table.scale === 'number' ? scaleTo(table.scale) : OUR_SCALE;
          for (const { row } of rescale({ ...batch, accepted: batch.accepted as never }, scale, false).accepted)
            rate(told, row);
        } else
          for (const { row } of batch.accepted) {
            const { mentions, tipo } = row as { mentions?: Mentions; tipo?: string };
            if (mentions?.film && tipo !== undefined) toldOf(told, mentions.film).kinds.add(tipo);
          }
      });
    }
  return [...told.values()];
}

function isRatings(table: Table): table is Table<'avaliacoes'> {
  return table.kind === 'avaliacoes';
}

function rate(told: Map<string, TrackedFilm>, { mentions, avaliacao, avaliado_em }: RatingInput): void {
  if (!mentions?.film) return;
  const one = toldOf(told, mentions.film);
  if (one.rating === null || (avaliado_em ?? 0) >= (one.rating.at ?? 0))
    one.rating = { value: avaliacao, at: avaliado_em };
}

/** By title and year: the diary of Letterboxd has no ids. */
function toldOf(told: Map<string, TrackedFilm>, film: FilmMention): TrackedFilm {
  const key = `${film.titulo ?? ''} ${film.ano ?? ''}`;
  const before = told.get(key);
  if (before) return before;
  const one: TrackedFilm = { film, rating: null, kinds: new Set() };
  told.set(key, one);
  return one;
}
