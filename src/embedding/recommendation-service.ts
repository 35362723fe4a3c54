/** A film or a person: our number, or an id of your own, `source:code`, such as `app:42` or `imdb:tt0111161`. */
export type Ref = number | string;

/** The languages of texts. Genres are as the catalogue has them. */
export type TextLanguage = 'en' | 'pt';

export interface Film {
  readonly id: number;
  readonly title: string;
  readonly year: number | null;
  readonly genres: readonly string[];
  readonly directors: readonly string[];
  readonly actors: readonly string[];
  /** Ids elsewhere, each `source:code`. */
  readonly identifiers: readonly string[];
  readonly languages: readonly string[];
  readonly countries: readonly string[];
  readonly synopsis: string | null;
  /** In minutes. */
  readonly runtime: number | null;
  /** From this age on, in years. */
  readonly minimumAge: number | null;
  readonly posterUrl: string | null;
  readonly availableFrom: Date | null;
  readonly availableUntil: Date | null;
  /** What only you know of your films. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Which films; those that have all that is asked for. */
export interface FilmFilter {
  /** The title or a part of it. */
  readonly text?: string;
  /** One of these. */
  readonly genres?: readonly string[];
  /** None of these. */
  readonly withoutGenres?: readonly string[];
  readonly languages?: readonly string[];
  readonly countries?: readonly string[];
  readonly director?: string;
  readonly actor?: string;
  readonly yearFrom?: number;
  readonly yearTo?: number;
  /** In minutes. */
  readonly maxRuntime?: number;
  /** For somebody of this age, in years. */
  readonly forAge?: number;
  /** Of these films, up to 400. */
  readonly only?: readonly Ref[];
  /** By the dates from which, and until which, a film is available. */
  readonly available?: boolean;
  /** A value, or with `_min` and `_max` a number: `{ shelf: 'B3', price_max: 20 }`. */
  readonly attributes?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface RecommendOptions extends FilmFilter {
  /** How many films, 1 to 100; 5 if left out. */
  readonly limit?: number;
  /** 0: what pleases most; 1: what differs most. */
  readonly variety?: number;
  /** -1: films of the long tail; 1: hits. */
  readonly popularity?: number;
  /** Films that were shown often and not taken step back, 0 to 1. */
  readonly rotation?: number;
  /** Tell the reasons of each film. */
  readonly explain?: boolean;
  /** Films that were rated compete with the others. */
  readonly includeRated?: boolean;
  /** Not these, up to 400. */
  readonly exclude?: readonly Ref[];
  /** Note that these films were shown. */
  readonly remember?: boolean;
  /** `next` of the page before. */
  readonly cursor?: string;
  /** Of the reasons; `en` if left out. */
  readonly language?: TextLanguage;
}

export type ReasonKind =
  | 'rating'
  | 'event'
  | 'group'
  | 'taste'
  | 'popularity'
  | 'ratings'
  | 'rising'
  /** What speaks against the film. */
  | 'against';

export interface Reason {
  readonly kind: ReasonKind;
  readonly text: string;
  /** Of the score, to which all add up; below zero for what speaks against the film. */
  readonly share: number;
  /** The film that was rated, or that something was done with. */
  readonly film: { readonly id: number; readonly title: string } | null;
  readonly rating: number | null;
  /** Kind of the event, as it was told. */
  readonly event: string | null;
  /** Place that the film would have without that rating or event. */
  readonly rankWithoutIt: number | null;
}

export interface RecommendedFilm extends Film {
  /** Place in the list, from 1. */
  readonly rank: number;
  /** In standard deviations over all films; in a list of popular films, how many people like it. */
  readonly score: number;
  readonly rated: boolean;
  /** With `explain`: the main reason, in a sentence. */
  readonly because: string | null;
  /** With `explain`: by their share. */
  readonly reasons: readonly Reason[];
}

export interface Recommendations {
  readonly films: readonly RecommendedFilm[];
  /** Where the list comes from: the model, what most people like (no ratings, or no model yet), or films that are rated already. */
  readonly origin: 'model' | 'popular' | 'again';
  readonly modelVersion: number | null;
  /** Names this list, for events that tell what became of it; null where the person is in no experiment. */
  readonly recommendationId: string | null;
  /** The `cursor` of the next page; null on the last. */
  readonly next: string | null;
}

export interface RateOptions {
  /** When; now if left out, null for nobody knows. */
  readonly at?: Date | null;
  /** Of the list that the film was rated in. */
  readonly recommendationId?: string;
  /** A person with an id of your own who is not there yet is made. */
  readonly createUser?: boolean;
}

export interface Rating {
  readonly userId: number;
  readonly filmId: number;
  /** 0 to 5. */
  readonly rating: number;
  readonly ratedAt: Date | null;
  /** What stood there before; null for nothing. */
  readonly earlier: { readonly rating: number; readonly ratedAt: Date | null } | null;
}

export interface SimilarOptions extends FilmFilter {
  /** How many films, 1 to 100; 10 if left out. */
  readonly limit?: number;
}

export interface SimilarFilm extends Film {
  readonly rank: number;
  /** 0 to 1. */
  readonly similarity: number;
}

export interface SearchOptions extends Omit<FilmFilter, 'text'> {
  /** How many films, 1 to 1000; 100 if left out. */
  readonly limit?: number;
  readonly cursor?: string;
}

export interface FoundFilms {
  readonly films: readonly Film[];
  /** How many there are on all pages. */
  readonly total: number;
  readonly next: string | null;
}

/**
 * Centroide for the other code of an application: what its routes do, with typed results, past keys and limits. Every method
 * throws CentroideError.
 *
 * ```ts
 * @Controller('films')
 * export class FilmsController {
 *   constructor(private readonly recommendations: RecommendationService) {}
 *
 *   @Get('for-you')
 *   async forYou(@CurrentUser() user: User) {
 *     const { films } = await this.recommendations.recommend(`app:${user.id}`, { limit: 10, explain: true });
 *     return films.map(({ title, because }) => ({ title, because }));
 *   }
 * }
 * ```
 */
export abstract class RecommendationService {
  /** Films that a person will like, the best first, by the ratings as they are now. */
  abstract recommend(user: Ref, options?: RecommendOptions): Promise<Recommendations>;

  /** Rate a film, 0 to 5, in the place of what was there; the next list knows it. */
  abstract rate(user: Ref, film: Ref, rating: number, options?: RateOptions): Promise<Rating>;

  /** Why a film would be recommended to a person, or why not; null where there is nothing to say: it is out of their lists. */
  abstract explain(
    user: Ref,
    film: Ref,
    options?: { readonly language?: TextLanguage },
  ): Promise<RecommendedFilm | null>;

  /** The films nearest to a film, the most similar first. */
  abstract similar(film: Ref, options?: SimilarOptions): Promise<readonly SimilarFilm[]>;

  /** Films by their title, the best match first. */
  abstract search(text: string, options?: SearchOptions): Promise<FoundFilms>;
}
