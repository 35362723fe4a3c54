import type { UserHistory } from '../../engine/ratings/rating-table';
import type { HistoryParts } from '../../engine/scoring/score-parts';
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
  /** What the scores by taste were made from; null where it is not kept, and of popular films. */
  readonly parts: HistoryParts | null;
}

/** What the engine needs of a profile: the films that the model knows, which stand at the places of its columns. */
export function historyOf({ index, profile, rated }: Pick<FilmScores, 'index' | 'profile' | 'rated'>): UserHistory {
  const film: number[] = [];
  const rating: number[] = [];
  const time: number[] = [];
  rated.forEach((place, n) => {
    if (place < 0 || !index.isKnown(place)) return;
    film.push(place);
    rating.push(at(profile.ratings, n, 'rating'));
    time.push(profile.times[n] ?? -Infinity);
  });
  return { film, rating, time, top: MAX_RATING };
}
