import { Injectable } from '@nestjs/common';
import { popularFilms } from '../../engine/popular';
import { bestFilms } from '../../engine/rank';
import { scoreFilms } from '../../engine/score';
import type { FilmFilter } from '../../films/film-filter';
import type { FilmRow } from '../../films/film-row';
import { FilmsService } from '../../films/films.service';
import { MAX_RATING, type Profile } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import { ActiveModel } from '../model/active-model';
import type { ServedModel } from '../model/served-model';
import { PopularFilms } from './popular-films';
import type { Origin, RecommendationDto } from './recommendation.dto';

export interface RecommendationList {
  readonly films: RecommendationDto[];
  readonly origin: Origin;
  /** Version of the model that ranked the films; null when none did. */
  readonly modelVersion: number | null;
  /** The user's ratings up to this version are in the answer. */
  readonly profileVersion: number;
}

/** A film with its score. */
type Scored = FilmRow & { pontuacao: number };

/** Answers what a user will like. Never trains, and keeps nothing of a user. */
@Injectable()
export class RecommendationService {
  constructor(
    private readonly active: ActiveModel,
    private readonly ratings: RatingsService,
    private readonly films: FilmsService,
    private readonly popular: PopularFilms,
  ) {}

  /**
   * The best `limit` films for a user, from the ratings as they are now: by taste, or popular ones while nothing is
   * known of the user or no model is trained. Films rated already come last, and only when there are too few others.
   * Throws UserNotFound.
   */
  async forUser(userId: number, filter: FilmFilter, limit: number): Promise<RecommendationList> {
    const profile = await this.ratings.profileOf(userId);
    const model = this.active.current;
    const byTaste = model !== null && profile.filmIds.some((id) => model.columnOf.has(id));
    const fresh = model
      ? await this.ranked(model, profile, byTaste, filter, limit)
      : (await this.popular.unratedBy(userId, filter, limit)).map(({ gostaram, ...film }) => ({
          ...film,
          pontuacao: gostaram,
        }));
    const again = fresh.length < limit ? await this.seenAlready(profile, filter, limit - fresh.length) : [];
    const films = [...fresh, ...again.map((film) => ({ ...film, ja_avaliado: true as const }))].map(
      ({ pontuacao, ...film }, n): RecommendationDto => ({ ...film, posicao: n + 1, pontuacao: rounded(pontuacao) }),
    );
    const origin = fresh.length === 0 && again.length > 0 ? 'rever' : byTaste ? 'modelo' : 'populares';
    return { films, origin, modelVersion: model?.version.id ?? null, profileVersion: profile.version };
  }

  /** Unrated films by score, then the ones that the model does not know yet. */
  private async ranked(
    model: ServedModel,
    profile: Profile,
    byTaste: boolean,
    filter: FilmFilter,
    limit: number,
  ): Promise<Scored[]> {
    const allowed = await this.films.idsMatching(filter);
    const excluded = excludedColumns(model, profile, allowed);
    const scores = byTaste
      ? scoreFilms(model.taste, historyOf(model, profile))
      : Float32Array.from(model.taste.likedCount);
    const order = (n: number) =>
      byTaste ? bestFilms(scores, n, { excluded }) : popularFilms(model.taste, n, excluded);
    const known = await this.existing(model, order, limit);
    const scored = known.map((film) => ({ ...film, pontuacao: scores[model.columnOf.get(film.id) ?? 0] ?? 0 }));
    if (scored.length === limit) return scored;
    const rated = new Set(profile.filmIds);
    const others = (allowed ?? (await this.films.allIds())).filter((id) => !model.columnOf.has(id) && !rated.has(id));
    const unknown = await this.films.byIds(others.slice(0, limit - scored.length));
    return [...scored, ...unknown.map((film) => ({ ...film, pontuacao: 0 }))];
  }

  /** The first `limit` films of an order that are still in the catalogue: a model outlives the films it was trained on. */
  private async existing(
    model: ServedModel,
    order: (n: number) => ArrayLike<number>,
    limit: number,
  ): Promise<FilmRow[]> {
    for (let asked = limit; ; asked *= 2) {
      const ids = Array.from(order(asked), (column) => model.filmIds[column] ?? 0);
      const films = await this.inOrder(ids);
      if (films.length >= limit || ids.length < asked) return films.slice(0, limit);
    }
  }

  /** Films to see again, the best rated first. */
  private async seenAlready(profile: Profile, filter: FilmFilter, limit: number): Promise<Scored[]> {
    const allowed = await this.films.idsMatching(filter);
    const rated = new Map(profile.filmIds.map((id, n) => [id, profile.ratings[n] ?? 0]));
    const ids = (allowed ?? profile.filmIds).filter((id) => rated.has(id));
    ids.sort((a, b) => (rated.get(b) ?? 0) - (rated.get(a) ?? 0) || a - b);
    const films = await this.inOrder(ids.slice(0, limit));
    return films.map((film) => ({ ...film, pontuacao: rated.get(film.id) ?? 0 }));
  }

  private async inOrder(ids: readonly number[]): Promise<FilmRow[]> {
    const found = new Map((await this.films.byIds(ids)).map((film) => [film.id, film]));
    return ids.flatMap((id) => found.get(id) ?? []);
  }
}

/** What the engine needs of a profile: the films that the model knows. */
function historyOf(model: ServedModel, profile: Profile) {
  const film: number[] = [];
  const rating: number[] = [];
  profile.filmIds.forEach((id, n) => {
    const column = model.columnOf.get(id);
    if (column === undefined) return;
    film.push(column);
    rating.push(profile.ratings[n] ?? 0);
  });
  return { film, rating, top: MAX_RATING };
}

/** 1 for each column that must not be recommended: rated, or not let through by the filter. */
function excludedColumns(model: ServedModel, profile: Profile, allowed: readonly number[] | null): Uint8Array {
  const excluded = new Uint8Array(model.filmIds.length);
  if (allowed) {
    excluded.fill(1);
    for (const id of allowed) {
      const column = model.columnOf.get(id);
      if (column !== undefined) excluded[column] = 0;
    }
  }
  for (const id of profile.filmIds) {
    const column = model.columnOf.get(id);
    if (column !== undefined) excluded[column] = 1;
  }
  return excluded;
}

function rounded(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}
