import type { INestApplicationContext } from '@nestjs/common';
import type { Pace } from '../access/heavy-work';
import { CLOCK, type Clock } from '../database/clock';
import { Database } from '../database/database';
import { ShownFilms } from '../events/shown-films';
import { ExposureLog } from '../experiments/exposure-log';
import { ListShaping, type Membership } from '../experiments/list-shaping';
import { FilmLists } from '../films/film-lists';
import { FilmIdPipe, FilmRefPipe } from '../films/film-ref.pipe';
import { FilmsService } from '../films/films.service';
import { RatingsService } from '../ratings/ratings.service';
import { USUAL_LIMIT } from '../recommendation/lists/film-lists.dto';
import { SimilarFilms } from '../recommendation/lists/similar-films';
import { HttpAnswerService } from '../recommendation/serving/http-answer.service';
import { listRequest } from '../recommendation/serving/list-request';
import { momentOf } from '../recommendation/serving/recommendation-cursor';
import type { RecommendationList } from '../recommendation/serving/recommendation-list';
import type { RecommendationQuery } from '../recommendation/serving/recommendation.dto';
import { RecommendationService as Lists } from '../recommendation/serving/recommendation.service';
import { ServingStates } from '../recommendation/serving/serving-states';
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

interface List {
  readonly userId: number;
  readonly list: RecommendationList;
  /** The experiments for which it counts. */
  readonly memberships: readonly Membership[];
}

/** The services of a server in this process, for the other code of the process: what its controllers do, without HTTP. */
export class EmbeddedRecommendations extends RecommendationService {
  private readonly now: Clock;
  private readonly films: FilmsService;
  private readonly filmLists: FilmLists;
  private readonly ratings: RatingsService;
  private readonly nearest: SimilarFilms;
  private readonly lists: Lists;
  private readonly answers: HttpAnswerService;
  private readonly states: ServingStates;
  private readonly shaping: ListShaping;
  private readonly exposures: ExposureLog;
  private readonly shown: ShownFilms;
  private readonly userIds: UserIdPipe;
  private readonly filmIds: FilmIdPipe;

  constructor(server: INestApplicationContext) {
    super();
    this.now = server.get<Clock>(CLOCK);
    this.films = server.get(FilmsService);
    this.filmLists = server.get(FilmLists);
    this.ratings = server.get(RatingsService);
    this.nearest = server.get(SimilarFilms);
    this.lists = server.get(Lists);
    this.answers = server.get(HttpAnswerService);
    this.states = server.get(ServingStates);
    this.shaping = server.get(ListShaping);
    this.exposures = server.get(ExposureLog);
    this.shown = server.get(ShownFilms);
    this.userIds = new UserIdPipe(server.get(Database));
    this.filmIds = new FilmIdPipe(server.get(Database));
  }

  recommend(user: Ref, { language, ...options }: RecommendOptions = {}): Promise<Recommendations> {
    return inEnglish(async () => {
      const { lembrar, ...query } = await queries.recommend(options);
      const { userId, list, memberships } = await this.list(user, query, language);
      const ids = list.films.map(({ id }) => id);
      const recommendationId = this.exposures.note(memberships, userId, ids);
      if (lembrar) this.shown.note(userId, ids);
      return {
        films: list.films.map(recommendedInEnglish),
        origin: origins[list.origin],
        modelVersion: list.modelVersion,
        recommendationId,
        next: list.next,
      };
    });
  }

  rate(user: Ref, film: Ref, rating: number, options: RateOptions = {}): Promise<Rating> {
    return inEnglish(async () => {
      checkNames(options, ['at', 'createUser']);
      const userRef = new UserRefPipe().transform(String(user), { type: 'param', data: 'user' });
      const filmRef = new FilmRefPipe().transform(String(film), { type: 'param', data: 'film' });
      const { avaliacao, avaliado_em: at } = await checkedRating(rating, options.at);
      const put = await this.ratings.put(userRef, filmRef, avaliacao, { at, anyway: true }, options.createUser);
      const { userId, filmId, earlier } = put;
      return {
        userId,
        filmId,
        rating: put.rating,
        ratedAt: dated(put.ratedAt),
        earlier: earlier && { rating: earlier.rating, ratedAt: dated(earlier.ratedAt) },
      };
    });
  }

  explain(user: Ref, film: Ref, options: { readonly language?: TextLanguage } = {}): Promise<RecommendedFilm | null> {
    return inEnglish(async () => {
      checkNames(options, ['language']);
      const { id } = await this.films.get(await this.filmOf(film));
      const query = await queries.recommend({ only: [id], explain: true, includeRated: true, limit: 1 });
      const { list } = await this.list(user, query, options.language);
      const only = list.films.at(0);
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

  /** As `GET /usuarios/{usuario_id}/recomendacoes` makes it for who may read the person. */
  private async list(user: Ref, query: RecommendationQuery, language: TextLanguage = 'en'): Promise<List> {
    if (!languages.includes(language))
      throw invalid('language', `got ${JSON.stringify(language)}; takes ${languages.join(' or ')}`);
    const userId = await this.userIds.transform(String(user), { type: 'param', data: 'user' });
    const { excluir = [], ...rest } = query;
    const unwanted = await this.films.numbersOf(excluir, () => 'excluir');
    const { imposed, memberships } = await this.shaping.of({ userId }, query);
    const asked = listRequest(rest, imposed, unwanted, language, unhurried, false);
    const rotation = await this.answers.rotationFor(userId, asked);
    const now = await this.states.ofUser(userId, momentOf(asked.cursor, this.now()), asked.model);
    return { userId, list: await this.lists.forUser(userId, asked, now, rotation), memberships };
  }

  private filmOf(film: Ref): Promise<number> {
    return this.filmIds.transform(String(film), { type: 'param', data: 'film' });
  }
}

const languages: readonly TextLanguage[] = ['en', 'pt'];

const dated = (moment: number | null): Date | null => (moment === null ? null : new Date(moment));

async function inEnglish<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw errorInEnglish(error);
  }
}
