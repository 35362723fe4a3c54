import { toldPreference } from '../../engine/ratings/preference';
import type { UserHistory } from '../../engine/ratings/rating-table';
import type { Circumstances, HistoryParts } from '../../engine/scoring/score-parts';
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
  /** What the scores by taste were made from; null where it is not kept, and of popular films. */
  readonly parts: HistoryParts | null;
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
  const entries: { film: number; rating: number; time: number; told: ToldOpinion | null }[] = [];
  rated.forEach((film, n) => {
    const time = profile.times[n] ?? -Infinity;
    entries.push({ film, rating: at(profile.ratings, n, 'rating'), time, told: null });
  });
  for (const told of profile.told) {
    const film = index.placeOf(told.filmId) ?? -1;
    entries.push({ film, rating: toldPreference(told.preference), time: told.at, told });
  }
  // Ratings are in order already; and two that are not in time, which subtracting cannot compare, stay in it.
  if (profile.told.length > 0) entries.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  const known = entries.filter(({ film }) => film >= 0 && index.isKnown(film));
  return {
    film: known.map(({ film }) => film),
    rating: known.map(({ rating }) => rating),
    time: known.map(({ time }) => time),
    told: known.map(({ told }) => told),
    top: MAX_RATING,
  };
}
