import { bestFilms } from '../../engine/scoring/best-films';
import type { Showings } from '../../events/showings';
import type { FilmIndex } from './film-index';

/** How far films that were shown step back. */
export interface Rotation {
  /** 0: not at all; 1: by all of their lead after ten showings. */
  readonly strength: number;
  readonly showings: Showings;
}

/** A film's lead is counted from the film at this place of its list, or the last of a shorter one. */
const FAR = 100;

/** So many showings take half of a lead, and so many all of it. */
const HALF = 3;
const ALL = 10;

/** The share of its lead that a film loses by so many showings, 0..1: straight from 0 to a half at three and on to 1 at ten. */
export function lostShare(times: number): number {
  if (times <= HALF) return times / (2 * HALF);
  return Math.min(1, 0.5 + (times - HALF) / (2 * (ALL - HALF)));
}

/**
 * An order in which films that were shown step back: score - strength x lost share x lead, the lead being the score above that of
 * the 100th film (of the last, where there are fewer). excluded: by place, not 0 for films that are not in the list. O(films).
 */
export function stepBack(
  order: ArrayLike<number>,
  index: Pick<FilmIndex, 'placeOf'>,
  excluded: Uint8Array,
  { strength, showings }: Rotation,
): ArrayLike<number> {
  if (strength === 0 || showings.times.size === 0) return order;
  const far = bestFilms(order, FAR, { excluded }).at(-1);
  if (far === undefined) return order;
  const rotated = Float64Array.from(order);
  for (const [filmId, times] of showings.times) {
    const place = index.placeOf(filmId);
    if (place === undefined) continue;
    const lead = order[place] - order[far];
    if (lead > 0) rotated[place] -= strength * lostShare(times) * lead;
  }
  return rotated;
}
