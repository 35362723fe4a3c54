import { bestFilms } from '../../engine/scoring/best-films';
import { variedFilms } from '../../engine/scoring/varied-films';
import { at } from '../../invariants';
import type { FilmIndex } from './film-index';
import type { FilmScores } from './film-scores';
import type { Origin } from './recommendation.dto';
import { stepBack, type Rotation } from './rotation';

/** Which films may be in a list, and how alike they may be. */
export interface Choice {
  /** Ids of the films that the filter lets through; null for all. */
  readonly allowed: readonly number[] | null;
  /** Ids of films that are not wanted. */
  readonly unwanted: readonly number[];
  /** Whether films that were rated compete with the others. */
  readonly includeRated: boolean;
  /** 0: what pleases most; 1: what differs most. */
  readonly variety: number;
  /** Whether the list must not show which films were rated. */
  readonly forPublic: boolean;
  /** How far films that were shown step back; null where nobody asks. */
  readonly rotation?: Rotation | null;
}

/** A whole list, of which pages are taken. */
export interface Ranking {
  readonly origin: Origin;
  /** By place: not 0 for films that are not in the list. */
  readonly excluded: Uint8Array;
  /** By place: what is told of a film. */
  readonly shown: Float32Array;
  /** The places of `count` films after the first `skip`, best first; of equal ones the lower place is first. */
  page(skip: number, count: number): Uint32Array;
}

/**
 * Rank what may be chosen: the films that somebody has not rated or, when they have rated all of them, those to see again,
 * best rated first.
 */
export function rank(scores: FilmScores, choice: Choice): Ranking {
  const { index, profile, rated, byTaste, order, shown } = scores;
  const open = (): Uint8Array => close(openPlaces(index, choice), index.placesOf(profile.gone));
  const excluded = choice.includeRated ? open() : close(open(), rated);
  if (choice.forPublic) closeLowerHalf(scores, excluded);
  const again = excluded.includes(0) || choice.forPublic ? null : ratedOnly(scores, open());
  if (again) return again;
  const rotated = choice.rotation ? stepBack(order, index, excluded, choice.rotation) : order;
  return {
    origin: byTaste ? 'modelo' : 'populares',
    excluded,
    shown,
    page: (skip, count) =>
      byTaste
        ? variedFilms(rotated, index.vectors, count, choice.variety, { excluded, skip })
        : bestFilms(rotated, count, { excluded, skip }),
  };
}

/**
 * Exclude the half of the films not rated that please least: a film that is in no list may then be one of these as well as a
 * rated one. Before any filter, or a narrow one would ask about a single film, and whatever is asked for of popularity: of the
 * films that are in no list for any of it all would be rated ones.
 */
function closeLowerHalf({ index, profile, rated, plain }: FilmScores, excluded: Uint8Array): void {
  const closed = without(without(index.gone, rated), index.placesOf(profile.gone));
  const unrated = closed.reduce((count, one) => count + (one === 0 ? 1 : 0), 0);
  const upper = new Set(bestFilms(plain, Math.ceil(unrated / 2), { excluded: closed }));
  for (let place = 0; place < excluded.length; place++) if (!upper.has(place)) excluded[place] = 1;
}

/** The rated films among the open places; null when there is none. */
function ratedOnly({ profile, rated }: FilmScores, open: Uint8Array): Ranking | null {
  const excluded = new Uint8Array(open.length).fill(1);
  const rating = new Float32Array(open.length);
  rated.forEach((place, n) => {
    if (place < 0) return;
    excluded[place] = open[place];
    rating[place] = at(profile.ratings, n, 'rating');
  });
  if (!excluded.includes(0)) return null;
  return {
    origin: 'rever',
    excluded,
    shown: rating,
    page: (skip, count) => bestFilms(rating, count, { excluded, skip }),
  };
}

/** By place: 1 for films that are deleted, not let through or not wanted. */
export function openPlaces(index: FilmIndex, { allowed, unwanted }: Pick<Choice, 'allowed' | 'unwanted'>): Uint8Array {
  if (!allowed) return without(index.gone, index.placesOf(unwanted));
  const open = new Uint8Array(index.gone.length).fill(1);
  for (const id of allowed) {
    const place = index.placeOf(id);
    if (place !== undefined) open[place] = index.gone[place];
  }
  return close(open, index.placesOf(unwanted));
}

/** The same without these places; -1 is none. */
export function without(open: Uint8Array, places: Iterable<number>): Uint8Array {
  return close(open.slice(), places);
}

/** These places closed, too; -1 is none. */
function close(open: Uint8Array, places: Iterable<number>): Uint8Array {
  for (const place of places) if (place >= 0) open[place] = 1;
  return open;
}
