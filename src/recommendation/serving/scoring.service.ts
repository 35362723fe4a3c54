import { Injectable } from '@nestjs/common';
import { scoreFilms } from '../../engine/scoring/score';
import type { Profile } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import { historyOf, type FilmScores } from './film-scores';
import { LikeCounts } from './like-counts';
import type { ServingState } from './serving-state';
import type { PersonState } from './serving-states';

/** Scores all films for somebody: by taste, or as popular while nothing is known of them or no model is trained. */
@Injectable()
export class ScoringService {
  constructor(
    private readonly ratings: RatingsService,
    private readonly likeCounts: LikeCounts,
  ) {}

  /** For a user, from the ratings as they are now. Kept until anything that they are made of changes. Throws UserNotFound. */
  async forUser(userId: number, { state, versions }: PersonState): Promise<FilmScores> {
    const known = state.scores.get(userId, versions);
    if (known) return known;
    const profile = await this.ratings.profileOf(userId);
    const read = { profile: profile.version, erasures: versions.erasures };
    // Of requests that came together, the first has scored by now.
    const meanwhile = state.scores.get(userId, read);
    if (meanwhile) return meanwhile;
    const scores = await this.forProfile(profile, state);
    // What is popular is the same for everybody; before the first model no version tells of the likes that it is made of.
    if (scores.byTaste) state.scores.set(userId, scores, read);
    return scores;
  }

  /** For these ratings, of whomever. */
  async forProfile(profile: Profile, { index, rising }: ServingState): Promise<FilmScores> {
    const { model } = index;
    const rated = index.placesOf(profile.filmIds);
    if (!model) {
      const likes = await this.likeCounts.byFilm();
      const order = Float32Array.from(index.ids, (id) => likes.get(id) ?? 0);
      return {
        index,
        profile,
        rated,
        byTaste: false,
        order,
        shown: order,
        plain: order,
        circumstances: {},
      };
    }
    const history = historyOf({ index, profile, rated });
    if (history.film.length > 0) {
      const circumstances = rising ? { trend: rising } : {};
      const order = scoreFilms(model.taste, history, index.newColumns, circumstances);
      return { index, profile, rated, byTaste: true, order, shown: order, plain: order, circumstances };
    }
    const { order, likes } = index.popularity(model);
    return { index, profile, rated, byTaste: false, order, shown: likes, plain: order, circumstances: {} };
  }
}
