import { Injectable } from '@nestjs/common';
import type { FilmRow } from '../../films/film-row';
import { FilmsService } from '../../films/films.service';
import type { Profile } from '../../ratings/profile';
import { ActiveModel } from '../model/active-model';
import { ExplanationService } from './explanation.service';
import { FilmIndexes, type FilmIndex } from './film-index';
import { FilmRows } from './film-rows';
import { ScoringService, type FilmScores } from './film-scores';
import { rank, type Ranking } from './ranking';
import { decodePlace, digest, encodePlace, type ListIdentity } from './recommendation-cursor';
import type { Origin, ReasonDto, RecommendationDto } from './recommendation.dto';
import { DataVersionService, type DataVersions } from './data-version.service';
import type { Wish } from './wish';

/** One page of what somebody will like. */
export interface RecommendationList {
  readonly films: RecommendationDto[];
  readonly origin: Origin;
  /** Version of the model that ranked the films; null when none did. */
  readonly modelVersion: number | null;
  /** The user's ratings up to this version are in the answer. */
  readonly profileVersion: number;
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** The state of things that an answer is made from, and that alone: with the same one the answer is the same. */
export interface State {
  readonly index: FilmIndex;
  readonly versions: DataVersions;
}

/** How often a page is made anew because films on it were deleted meanwhile. */
const ATTEMPTS = 5;

/** Answers what somebody will like. Never trains. */
@Injectable()
export class RecommendationService {
  constructor(
    private readonly active: ActiveModel,
    private readonly versions: DataVersionService,
    private readonly indexes: FilmIndexes,
    private readonly scoring: ScoringService,
    private readonly films: FilmsService,
    private readonly rows: FilmRows,
    private readonly explanations: ExplanationService,
  ) {}

  /** What the user's answers are made from now. Throws UserNotFound. */
  async stateOf(userId: number): Promise<State> {
    return this.stateAt(await this.versions.ofUser(userId));
  }

  /** A page for a user, from the ratings as they are now. Throws UserNotFound, InvalidFields, CursorExpired. */
  forUser(userId: number, wish: Wish, state?: State): Promise<RecommendationList> {
    return this.inOneState(
      () => this.stateOf(userId),
      async ({ index, versions }) => {
        const scores = await this.scoring.forUser(userId, index, versions);
        return this.page(scores, wish, `usuario ${userId} ${versions.erasures}`);
      },
      state,
    );
  }

  /** The same for somebody with these ratings, of whom nothing is kept. Throws InvalidFields, CursorExpired. */
  async forVisitor(ratingsAmong: (films: FilmIndex) => Profile, wish: Wish): Promise<RecommendationList> {
    return this.inOneState(
      async () => this.stateAt(await this.versions.ofNobody()),
      async ({ index }) => {
        const profile = ratingsAmong(index);
        const scores = await this.scoring.forProfile(profile, index);
        return this.page(scores, wish, JSON.stringify([profile.filmIds, profile.ratings]));
      },
    );
  }

  /** Make a page, again if a film was deleted between looking at the state and reading the film. */
  private async inOneState(
    look: () => Promise<State>,
    make: (state: State) => Promise<{ list: RecommendationList; whole: boolean }>,
    first?: State,
  ): Promise<RecommendationList> {
    for (let attempt = 1; ; attempt++) {
      const { list, whole } = await make(attempt === 1 && first ? first : await look());
      if (whole || attempt === ATTEMPTS) return list;
    }
  }

  private async stateAt(versions: DataVersions): Promise<State> {
    return { index: await this.indexes.at(this.active.current, versions.catalogue), versions };
  }

  private async page(scores: FilmScores, wish: Wish, who: string) {
    const { index, profile } = scores;
    const identity = identityOf(scores, wish, who);
    const skip = wish.cursor === undefined ? 0 : decodePlace(wish.cursor, identity);
    const { unwanted, includeRated, variety, limit } = wish;
    const allowed = await this.films.idsMatching(wish.filter);
    const ranking = rank(scores, { allowed, unwanted, includeRated, variety });
    const places = ranking.page(skip, limit + 1);
    const shown = Array.from(places.subarray(0, limit));
    const ids = shown.map((place) => index.ids[place]);
    const films = await this.rows.of(ids, index.catalogue);
    const reasons = await this.reasons(scores, ranking, shown, wish);
    const rated = includeRated || ranking.origin === 'rever' ? new Set(profile.filmIds) : new Set<number>();
    const placeOf = new Map(ids.map((id, n) => [id, n]));
    const list: RecommendationList = {
      films: films.map((film) => {
        const n = placeOf.get(film.id) ?? 0;
        return dto(film, skip + n + 1, ranking.shown[shown[n]], rated.has(film.id), reasons?.[n]);
      }),
      origin: ranking.origin,
      modelVersion: index.model?.version.id ?? null,
      profileVersion: profile.version,
      next: places.length > limit ? encodePlace(skip + limit, identity) : null,
    };
    return { list, whole: films.length === ids.length };
  }

  private async reasons(
    scores: FilmScores,
    { origin, excluded }: Ranking,
    places: readonly number[],
    { explain, language }: Wish,
  ): Promise<ReasonDto[][] | undefined> {
    if (!explain || origin !== 'modelo') return undefined;
    return this.explanations.reasons({ scores, excluded, language }, places);
  }
}

/** By what a cursor knows its list again. Language, explanations and the length of a page do not change a list. */
function identityOf({ index, profile, order }: FilmScores, wish: Wish, who: string): ListIdentity {
  const { filter, variety, unwanted, includeRated } = wish;
  const { model, catalogue } = index;
  return {
    wish: digest(JSON.stringify([who, Object.entries(filter).sort(), variety, unwanted, includeRated])),
    // Without a model the likes of all people make the list.
    state: digest(`${catalogue} ${profile.version} ${model ? model.version.id : digest(new Uint8Array(order.buffer))}`),
  };
}

function dto(
  film: FilmRow,
  place: number,
  score: number,
  rated: boolean,
  reasons: ReasonDto[] | undefined,
): RecommendationDto {
  return {
    ...film,
    posicao: place,
    pontuacao: rounded(score),
    ...(rated && { ja_avaliado: true as const }),
    ...(reasons && { motivos: reasons }),
  };
}

function rounded(score: number): number {
  return Math.round(score * 1e4) / 1e4;
}
