import { toldPreference } from '../../engine/ratings/preference';
import type { UserHistory } from '../../engine/ratings/rating-table';
import type { Circumstances } from '../../engine/scoring/score-parts';
import type { ToldOpinion } from '../../events/spoken-events';
import { at } from '../../invariants';
import { MAX_RATING, type Profile } from '../../ratings/profile';
import type { FilmIndex } from './film-index';

/** What is recommended to one person, and from what. */
export interface FilmScores {
  readonly index: FilmIndex;
  readonly profile: Profile;
  /** Place of each film of the profile, -1 for none: looked up once, since that takes as long as ranking does. */
  readonly rated: Int32Array;
  /** Whether the model knows the person's taste; else the films are popular ones. */
  readonly byTaste: boolean;
  /** By place: films are recommended in this order, the highest first. */
  readonly order: Float32Array;
  /** By place: what is told of a film. */
  readonly shown: Float32Array;
  /** By place: the order for who asks neither for hits nor for the long tail. */
  readonly plain: Float32Array;
  /** What else the scores by taste were made from. */
  readonly circumstances: Circumstances;
}

/** A history of which is known what each entry comes from. */
export interface ServedHistory extends UserHistory {
  /** What an event said, null for a rating: one for each entry. */
  readonly told: readonly (ToldOpinion | null)[];
}

/**
 * What the engine needs of a profile, oldest first: the films that the model knows, which stand at the places of its columns, as
 * they were rated or as events tell.
 */
export function historyOf({ index, profile, rated }: Pick<FilmScores, 'index' | 'profile' | 'rated'>): ServedHistory {
  const { ratings, times, told } = profile;
  const history = {
    film: [] as number[],
    rating: [] as number[],
    time: [] as number[],
    told: [] as (ToldOpinion | null)[],
  };
  const add = (film: number, rating: number, time: number, by: ToldOpinion | null): void => {
    if (film < 0 || !index.isKnown(film)) return;
    history.film.push(film);
    history.rating.push(rating);
    history.time.push(time);
    history.told.push(by);
  };
  const timeOf = (n: number): number => times[n] ?? -Infinity;
  // Ratings are in order already.
  if (told.length === 0) rated.forEach((film, n) => add(film, at(ratings, n, 'rating'), timeOf(n), null));
  else {
    const entries = Array.from(
      rated,
      (film, n) => [film, at(ratings, n, 'rating'), timeOf(n), null] as Parameters<typeof add>,
    );
    for (const one of told)
      entries.push([index.placeOf(one.filmId) ?? -1, toldPreference(one.preference), one.at, one]);
    // Two that are not in time, which subtracting cannot compare, stay in their order.
    entries.sort(([, , a], [, , b]) => (a < b ? -1 : a > b ? 1 : 0));
    for (const entry of entries) add(...entry);
  }
  return { ...history, top: MAX_RATING };
}
