import type { INestApplicationContext } from '@nestjs/common';
import type { Pace } from '../access/heavy-work';
import type { KeyIdentity } from '../access/identity';
import { Database } from '../database/database';
import { FilmLists } from '../films/film-lists';
import { FilmIdPipe, FilmRefPipe } from '../films/film-ref.pipe';
import { FilmsService } from '../films/films.service';
import { MODEL_VERSION_HEADER, ORIGIN_HEADER } from '../http/headers';
import { RatingsService } from '../ratings/ratings.service';
import { USUAL_LIMIT } from '../recommendation/lists/film-lists.dto';
import { SimilarFilms } from '../recommendation/lists/similar-films';
import { PersonLists } from '../recommendation/serving/person-lists';
import type { Origin, RecommendationDto, RecommendationQuery } from '../recommendation/serving/recommendation.dto';
import { UserIdPipe, UserRefPipe } from '../users/user-ref.pipe';
import { errorInEnglish, filmInEnglish, origins, recommendedInEnglish } from './in-english';
import { checkedRating, checkNames, invalid, queries } from './named-queries';
import {
  RecommendationService,
  type FoundFilms,
  type RateOptions,
  type Rating,
  type Recommendations,
  type RecommendedFilm,
  type RecommendOptions,
  type Ref,
  type SearchOptions,
  type SimilarFilm,
  type SimilarOptions,
  type TextLanguage,
} from './recommendation-service';

/** Between two pieces of work that takes long, all else goes on. */
const unhurried: Pace = async (piece) => {
  await new Promise((resolve) => setImmediate(resolve));
  return piece();
};

/** What the code of the process may: as with a key that reads and writes people. */
const application: KeyIdentity = { keyId: 0, name: 'RecommendationService', scope: 'escrita' };

const languages: readonly TextLanguage[] = ['en', 'pt'];

/** The services of a server in this process, for the other code of the process: what its controllers do, without HTTP. */
export class EmbeddedRecommendations extends RecommendationService {
  private readonly lists: PersonLists;
  private readonly films: FilmsService;
  private readonly filmLists: FilmLists;
  private readonly ratings: RatingsService;
  private readonly nearest: SimilarFilms;
  private readonly userIds: UserIdPipe;
  private readonly filmIds: FilmIdPipe;

  constructor(server: INestApplicationContext) {
    super();
    this.lists = server.get(PersonLists);
    this.films = server.get(FilmsService);
    this.filmLists = server.get(FilmLists);
    this.ratings = server.get(RatingsService);
    this.nearest = server.get(SimilarFilms);
    this.userIds = new UserIdPipe(server.get(Database));
    this.filmIds = new FilmIdPipe(server.get(Database));
  }

  recommend(user: Ref, { language, ...options }: RecommendOptions = {}): Promise<Recommendations> {
    return inEnglish(async () => {
      const { answer, noteShown } = await this.list(user, await queries.recommend(options), language);
      const version = answer.headers[MODEL_VERSION_HEADER] as string | undefined;
      return {
        films: filmsIn(answer.body).map(recommendedInEnglish),
        origin: origins[answer.headers[ORIGIN_HEADER] as Origin],
        modelVersion: version === undefined ? null : Number(version),
        recommendationId: noteShown(),
        next: answer.next,
      };
    });
  }

  rate(user: Ref, film: Ref, rating: number, { createUser, ...options }: RateOptions = {}): Promise<Rating> {
    return inEnglish(async () => {
      const userRef = new UserRefPipe().transform(String(user), { type: 'param', data: 'user' });
      const filmRef = new FilmRefPipe().transform(String(film), { type: 'param', data: 'film' });
      const { avaliacao, recomendacao_id, avaliado_em: at } = await checkedRating({ ...options, rating });
      const given = { rating: avaliacao, recommendationId: recomendacao_id ?? null };
      const put = await this.ratings.put(userRef, filmRef, given, { at, anyway: true }, createUser);
      const { userId, filmId, stands, earlier } = put;
      return { userId, filmId, ...told(stands), earlier: earlier && told(earlier) };
    });
  }

  explain(user: Ref, film: Ref, options: { readonly language?: TextLanguage } = {}): Promise<RecommendedFilm | null> {
    return inEnglish(async () => {
      checkNames(options, ['language']);
      const { id } = await this.films.get(await this.filmOf(film));
      const query = await queries.recommend({ only: [id], explain: true, includeRated: true, limit: 1 });
      const { answer } = await this.list(user, query, options.language);
      const only = filmsIn(answer.body).at(0);
      return only ? recommendedInEnglish(only) : null;
    });
  }

  similar(film: Ref, options: SimilarOptions = {}): Promise<readonly SimilarFilm[]> {
    return inEnglish(async () => {
      const { limite = USUAL_LIMIT, ...filter } = await queries.similar(options);
      const { films } = await this.nearest.to(await this.filmOf(film), filter, limite);
      return films.map((one) => ({ ...filmInEnglish(one), rank: one.posicao, similarity: one.similaridade }));
    });
  }

  search(text: string, options: SearchOptions = {}): Promise<FoundFilms> {
    return inEnglish(async () => {
      const { page } = await this.filmLists.of(await queries.search({ ...options, text }));
      const films = page.items.map(filmInEnglish);
      return { films, total: page.total ?? films.length, next: page.next };
    });
  }

  private async list(user: Ref, query: RecommendationQuery, language: TextLanguage = 'en') {
    if (!languages.includes(language))
      throw invalid('language', `got ${JSON.stringify(language)}; takes ${languages.join(' or ')}`);
    const userId = await this.userIds.transform(String(user), { type: 'param', data: 'user' });
    return this.lists.of(userId, query, { caller: application, language, pace: unhurried }, addressOf(query));
  }

  private filmOf(film: Ref): Promise<number> {
    return this.filmIds.transform(String(film), { type: 'param', data: 'film' });
  }
}

/** By what the answers that are kept are told apart: no route has such an address. */
function addressOf(query: RecommendationQuery): string {
  return `RecommendationService?${encodeURIComponent(JSON.stringify(query))}`;
}

/** Nobody else writes answers without a format. */
function filmsIn(body: Buffer): RecommendationDto[] {
  return JSON.parse(body.toString()) as RecommendationDto[];
}

function told({ rating, ratedAt }: { readonly rating: number; readonly ratedAt: number | null }) {
  return { rating, ratedAt: ratedAt === null ? null : new Date(ratedAt) };
}

async function inEnglish<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw errorInEnglish(error);
  }
}
