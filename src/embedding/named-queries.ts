import type { Type } from '@nestjs/common';
import { RecommendationQuery } from '../recommendation/serving/recommendation.dto';
import { FilmListQuery } from '../films/film-list.query';
import { PutRatingBody } from '../ratings/rating.dto';
import { SimilarFilmsQuery } from '../recommendation/lists/film-lists.dto';
import { validationPipe } from '../http/validation.pipe';
import { CentroideError } from './centroide-error';
import type {
  FilmFilter,
  RateOptions,
  RecommendOptions,
  SearchOptions,
  SimilarOptions,
} from './recommendation-service';

/** Names in English, and those that routes have for the same. */
type Names<Options> = Readonly<Record<keyof Required<Options>, string>>;

const filter: Names<FilmFilter> = {
  text: 'busca',
  genres: 'genero',
  withoutGenres: 'sem_genero',
  languages: 'idioma',
  countries: 'pais',
  director: 'diretor',
  actor: 'ator',
  yearFrom: 'ano_min',
  yearTo: 'ano_max',
  maxRuntime: 'duracao_max',
  forAge: 'classificacao_max',
  only: 'somente',
  available: 'disponivel',
  attributes: 'atributos',
};

const recommend: Names<Omit<RecommendOptions, 'language'>> = {
  ...filter,
  limit: 'limite',
  variety: 'diversidade',
  popularity: 'popularidade',
  rotation: 'rotacao',
  explain: 'explicar',
  includeRated: 'incluir_avaliados',
  exclude: 'excluir',
  remember: 'lembrar',
  cursor: 'cursor',
};

const similar: Names<SimilarOptions> = { ...filter, limit: 'limite' };

const search: Names<SearchOptions & Pick<FilmFilter, 'text'>> = { ...filter, limit: 'limite', cursor: 'cursor' };

type GivenRating = Omit<RateOptions, 'createUser'> & { readonly rating: number };

const rate: Names<GivenRating> = { rating: 'avaliacao', at: 'avaliado_em', recommendationId: 'recomendacao_id' };

const pipe = validationPipe();

/** Options as a request would have them in its address, checked as such a request is. Throw InvalidFields, CentroideError. */
export const queries = {
  recommend: (options: object) => checked(RecommendationQuery, options, recommend),
  similar: (options: object) => checked(SimilarFilmsQuery, options, similar),
  search: (options: object) => checked(FilmListQuery, options, search),
};

/** A rating as a request would have it in its body, checked the same way. Throws InvalidFields, CentroideError. */
export function checkedRating(given: GivenRating): Promise<PutRatingBody> {
  checkNames(given, Object.keys(rate));
  const { rating, at, recommendationId } = given;
  const body = {
    avaliacao: rating,
    ...(at !== undefined && { avaliado_em: momentOf(at) }),
    ...(recommendationId !== undefined && { recomendacao_id: recommendationId }),
  };
  return pipe.transform(body, { type: 'body', metatype: PutRatingBody }) as Promise<PutRatingBody>;
}

/** As JSON has it; what is no moment is told as it came. */
function momentOf(at: unknown): unknown {
  if (!(at instanceof Date)) return at;
  return Number.isNaN(at.getTime()) ? String(at) : at.toISOString();
}

/** An option that is undefined is not given. */
async function checked<Query>(
  query: Type<Query>,
  options: object,
  names: Readonly<Record<string, string>>,
): Promise<Query> {
  checkNames(options, Object.keys(names));
  const asked: Record<string, string> = {};
  const given = (Object.entries(options) as [string, unknown][]).filter(([, value]) => value !== undefined);
  for (const [option, value] of given) {
    if (option === 'attributes') Object.assign(asked, attributesIn(value));
    // An empty list asks for nothing. Only `only` would then let all films through, where it means none: that is refused.
    else if (option === 'only' || !isEmptyList(value)) asked[names[option]] = String(value);
  }
  return pipe.transform(asked, { type: 'query', metatype: query }) as Promise<Query>;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function attributesIn(attributes: unknown): Record<string, string> {
  if (typeof attributes !== 'object' || attributes === null) return { atributos: String(attributes) };
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [`${filter.attributes}.${name}`, String(value)]),
  );
}

/** JavaScript takes any name. Throws CentroideError for one that is not known. */
export function checkNames(options: object, known: readonly string[]): void {
  const option = Object.keys(options).find((name) => !known.includes(name));
  if (option !== undefined) throw invalid(option, `is no option; there are ${known.join(', ')}`);
}

export function invalid(name: string, message: string): CentroideError {
  return new CentroideError(`${name}: ${message}`, 422, 'valor-invalido', [{ name, message }]);
}

/** What a field of a request is called here. */
export function optionOf(field: string): string {
  const [name, ...parts] = field.split('.');
  const known = Object.entries<string>({ ...recommend, ...rate }).find(([, of]) => of === name);
  return [known?.[0] ?? name, ...parts].join('.');
}
