import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { scoresWithPredicted } from '../../engine/scoring/predicted-scores';
import type { UserHistory } from '../../engine/ratings/rating-table';
import { MAX_RATING, type Profile } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import type { ServedModel } from '../model/served-model';
import type { FilmIndex } from './film-index';
import { PopularFilms } from './popular-films';
import type { DataVersions } from './data-version.service';

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
}

/** Memory for scores, in bytes: those of 1,600 users on 9,700 films. */
const MEMORY = 64 * 1024 * 1024;

/** Scores of a user, and the deletions of users by then. */
interface Kept {
  readonly scores: FilmScores;
  readonly erasures: number;
}

/** Scores all films for somebody: by taste, or as popular while nothing is known of them or no model is trained. */
@Injectable()
export class ScoringService {
  private readonly kept = new LRUCache<number, Kept>({
    maxSize: MEMORY,
    sizeCalculation: ({ scores }) => 500 + 4 * scores.order.length + 20 * scores.profile.filmIds.length,
  });

  private index: FilmIndex | undefined;

  constructor(
    private readonly ratings: RatingsService,
    private readonly popular: PopularFilms,
  ) {}

  /** For a user, from the ratings as they are now. Kept until anything that they are made of changes. Throws UserNotFound. */
  async forUser(userId: number, index: FilmIndex, { profile: version, erasures }: DataVersions): Promise<FilmScores> {
    const known = this.keptOf(userId, index, version, erasures);
    if (known) return known;
    const profile = await this.ratings.profileOf(userId);
    // Of requests that came together, the first has scored by now.
    const meanwhile = this.keptOf(userId, index, profile.version, erasures);
    if (meanwhile) return meanwhile;
    const scores = await this.forProfile(profile, index);
    // Before the first model the likes of all people count, of which no version tells.
    if (scores.byTaste && this.index === index) this.kept.set(userId, { scores, erasures });
    return scores;
  }

  /** For these ratings, of whomever. */
  async forProfile(profile: Profile, index: FilmIndex): Promise<FilmScores> {
    const { model } = index;
    const rated = index.placesOf(profile.filmIds);
    if (!model) {
      const likes = await this.popular.likes();
      const order = Float32Array.from(index.ids, (id) => likes.get(id) ?? 0);
      return { index, profile, rated, byTaste: false, order, shown: order };
    }
    const history = historyOf({ index, profile, rated });
    if (history.film.length > 0) {
      const order = scoresOf(model, index, history);
      return { index, profile, rated, byTaste: true, order, shown: order };
    }
    const { order, likes } = index.popularity(model);
    return { index, profile, rated, byTaste: false, order, shown: likes };
  }

  private keptOf(userId: number, index: FilmIndex, version: number, erasures: number): FilmScores | undefined {
    if (this.index !== index) {
      // No scores of another model or catalogue hold any more.
      this.kept.clear();
      this.index = index;
    }
    const kept = this.kept.get(userId);
    return kept?.erasures === erasures && kept.scores.profile.version === version ? kept.scores : undefined;
  }
}

/** The score of each place. */
export function scoresOf(model: ServedModel, index: FilmIndex, history: UserHistory): Float32Array {
  return scoresWithPredicted(model.taste, history, index.newColumns);
}

/** What the engine needs of a profile: the films that the model knows. */
export function historyOf({ index, profile, rated }: Pick<FilmScores, 'index' | 'profile' | 'rated'>): UserHistory {
  const film: number[] = [];
  const rating: number[] = [];
  rated.forEach((place, n) => {
    if (place < 0 || !index.isKnown(place)) return;
    // What the model knows stands at the places of its columns.
    film.push(place);
    rating.push(profile.ratings[n] ?? 0);
  });
  return { film, rating, top: MAX_RATING };
}
