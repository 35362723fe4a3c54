import type { ToldOpinion } from '../events/spoken-events';

/** What one user has rated, oldest first: parallel arrays, one entry per rating; and what events say. */
export interface Profile {
  /** Grows with every change of the user's ratings, and with events that say something of a film. */
  readonly version: number;
  readonly filmIds: readonly number[];
  /** From 0 to 5. */
  readonly ratings: readonly number[];
  /** When, in milliseconds since 1970; null for a rating without a time, which counts as older than all others. */
  readonly times: readonly (number | null)[];
  /** What events say of films without a rating, by id of the film. */
  readonly told: readonly ToldOpinion[];
  /** Films that events took out of the user's lists, by id. */
  readonly gone: readonly number[];
}

/** Top of the rating scale. */
export const MAX_RATING = 5;

/** A film is liked from this rating on … */
export const LIKED_RATING = 3.5;

/** … and disliked below this one (see the engine's preference.ts). */
export const DISLIKED_RATING = 2.75;

/** … or, where an event tells of it, from this preference on, of -1 to 1: wanting to see a film is not having liked it. */
export const LIKED_PREFERENCE = 0.5;
