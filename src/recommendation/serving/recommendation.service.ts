import { Injectable } from '@nestjs/common';
import { popularFilms } from '../../engine/popular';
import { predictedScores } from '../../engine/predicted-scores';
import { scoreFilms } from '../../engine/score';
import { variedFilms } from '../../engine/varied';
import type { FilmFilter } from '../../films/film-filter';
import type { FilmRow } from '../../films/film-row';
import { FilmsService } from '../../films/films.service';
import type { Language } from '../../http/text';
import { MAX_RATING, type Profile } from '../../ratings/profile';
import { RatingsService } from '../../ratings/ratings.service';
import { ActiveModel } from '../model/active-model';
import type { ServedModel } from '../model/served-model';
import { ExplanationService, tasteReason } from './explanation.service';
import { NewFilms } from './new-films';
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

/** What somebody asks for. */
export interface Wish {
  readonly filter: FilmFilter;
  readonly limit: number;
  /** 0: what pleases most; 1: what differs most. */
  readonly variety: number;
  readonly explain: boolean;
  readonly language: Language;
}

/** A film with its score, and what else is told of it. */
type Scored = FilmRow & Pick<RecommendationDto, 'pontuacao' | 'ja_avaliado' | 'motivos'>;

/** Answers what a user will like. Never trains, and keeps nothing of a user. */
@Injectable()
export class RecommendationService {
  constructor(
    private readonly active: ActiveModel,
    private readonly ratings: RatingsService,
    private readonly films: FilmsService,
    private readonly popular: PopularFilms,
    private readonly explanations: ExplanationService,
    private readonly newFilms: NewFilms,
  ) {}

  /**
   * The best films for a user, from the ratings as they are now: by taste, or popular ones while nothing is known of the
   * user or no model is trained. Films rated already come last, and only when there are too few others.
   * Throws UserNotFound.
   */
  async forUser(userId: number, wish: Wish): Promise<RecommendationList> {
    const profile = await this.ratings.profileOf(userId);
    const model = this.active.current;
    const byTaste = model !== null && profile.filmIds.some((id) => model.columnOf.has(id));
    const fresh: Scored[] = model
      ? await this.ranked(model, profile, byTaste, wish)
      : (await this.popular.unratedBy(userId, wish.filter, wish.limit)).map(({ gostaram, ...film }) => ({
          ...film,
          pontuacao: gostaram,
        }));
    const missing = wish.limit - fresh.length;
    const again = missing > 0 ? await this.seenAlready(profile, wish.filter, missing) : [];
    const films = [...fresh, ...again].map(({ pontuacao, ja_avaliado, motivos, ...film }, n): RecommendationDto => ({
      ...film,
      posicao: n + 1,
      pontuacao: rounded(pontuacao),
      ...(ja_avaliado && { ja_avaliado }),
      ...(motivos && { motivos }),
    }));
    const origin = fresh.length === 0 && again.length > 0 ? 'rever' : byTaste ? 'modelo' : 'populares';
    return { films, origin, modelVersion: model?.version.id ?? null, profileVersion: profile.version };
  }

  /** Unrated films by score, those that came after the model among them. */
  private async ranked(model: ServedModel, profile: Profile, byTaste: boolean, wish: Wish): Promise<Scored[]> {
    const { limit, variety, language } = wish;
    const allowed = await this.films.idsMatching(wish.filter);
    const excluded = excludedColumns(model, profile, allowed);
    const history = historyOf(model, profile);
    const scores = byTaste ? scoreFilms(model.taste, history) : Float32Array.from(model.taste.likedCount);
    const order = (n: number) =>
      byTaste
        ? variedFilms(scores, model.taste.filmVectors, n, variety, { excluded })
        : popularFilms(model.taste, n, excluded);
    const known = await this.existing(model, order, limit);
    const columns = known.map(({ id }) => model.columnOf.get(id) ?? 0);
    const reasons =
      byTaste && wish.explain
        ? await this.explanations.reasons({ model, history, excluded, language }, columns)
        : undefined;
    const scored = known.map((film, n): Scored => ({ ...film, pontuacao: scores[columns[n]], motivos: reasons?.[n] }));
    const newcomers = await this.newcomers(model, profile, byTaste, allowed, wish);
    const all = [...scored, ...newcomers];
    // A varied list is in an order of its own: films that the model has not seen come after it.
    if (variety === 0) all.sort((a, b) => b.pontuacao - a.pontuacao);
    return all.slice(0, limit);
  }

  /** Films that came after the model, scored from their genres, directors and actors. */
  private async newcomers(
    model: ServedModel,
    profile: Profile,
    byTaste: boolean,
    allowed: readonly number[] | null,
    { explain, language }: Wish,
  ): Promise<Scored[]> {
    const rated = new Set(profile.filmIds);
    const letThrough = allowed && new Set(allowed);
    const films = (await this.newFilms.of(model)).filter(
      ({ film }) => !rated.has(film.id) && (letThrough?.has(film.id) ?? true),
    );
    if (!byTaste || films.length === 0) return films.map(({ film }) => ({ ...film, pontuacao: 0 }));
    const scores = predictedScores(
      model.taste,
      historyOf(model, profile),
      films.map(({ column }) => column),
    );
    return films.map(({ film }, n) => ({
      ...film,
      pontuacao: scores[n],
      ...(explain && { motivos: [tasteReason(1, language)] }),
    }));
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
    return films.map((film) => ({ ...film, pontuacao: rated.get(film.id) ?? 0, ja_avaliado: true }));
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
