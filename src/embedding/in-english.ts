import { databaseTroubles } from '../http/problem.filter';
import { Problem } from '../http/problem';
import { troubleOf } from '../database/database-errors';
import type { FilmRow } from '../films/film-row';
import type { Origin, ReasonDto, RecommendationDto } from '../recommendation/serving/recommendation.dto';
import { CentroideError } from './centroide-error';
import { optionOf } from './named-queries';
import type { Film, Reason, ReasonKind, RecommendedFilm, Recommendations } from './recommendation-service';

const separated = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(', '));

const dated = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));

/** A film as routes answer it, in English names. */
export function filmInEnglish(film: FilmRow): Film {
  return {
    id: film.id,
    title: film.titulo,
    year: film.ano,
    genres: separated(film.genero),
    directors: separated(film.diretor),
    actors: separated(film.atores),
    identifiers: film.identificadores ?? [],
    languages: separated(film.idioma),
    countries: separated(film.pais),
    synopsis: film.sinopse ?? null,
    runtime: film.duracao ?? null,
    minimumAge: film.classificacao ?? null,
    posterUrl: film.poster_url ?? null,
    availableFrom: dated(film.disponivel_de),
    availableUntil: dated(film.disponivel_ate),
    attributes: film.atributos ?? {},
  };
}

const kinds: Readonly<Record<ReasonDto['tipo'], ReasonKind>> = {
  avaliacao: 'rating',
  evento: 'event',
  grupo: 'group',
  gosto: 'taste',
  popularidade: 'popularity',
  notas: 'ratings',
  em_alta: 'rising',
  contra: 'against',
};

function reasonInEnglish(reason: ReasonDto): Reason {
  const { filme_id: id, titulo: title } = reason;
  return {
    kind: kinds[reason.tipo],
    text: reason.texto,
    share: reason.parte,
    film: id === undefined || title === undefined ? null : { id, title },
    rating: reason.avaliacao ?? null,
    event: reason.evento ?? null,
    rankWithoutIt: reason.posicao_sem_ela ?? null,
  };
}

/** A film of a list, the same way. */
export function recommendedInEnglish(film: RecommendationDto): RecommendedFilm {
  return {
    ...filmInEnglish(film),
    rank: film.posicao,
    score: film.pontuacao,
    rated: film.ja_avaliado ?? false,
    because: film.porque ?? null,
    reasons: (film.motivos ?? []).map(reasonInEnglish),
  };
}

export const origins: Readonly<Record<Origin, Recommendations['origin']>> = {
  modelo: 'model',
  populares: 'popular',
  rever: 'again',
};

/** What routes would answer with a problem document, as an error of its own; anything else as it is. */
export function errorInEnglish(error: unknown): unknown {
  const problem = error instanceof Problem ? error : problemOfDatabase(error);
  if (!problem) return error;
  const values = problem.fields.flatMap(({ field, message }) =>
    field === undefined ? [] : [{ name: optionOf(field), message: message.en }],
  );
  const message = values.length === 0 ? problem.text.en : values.map((one) => `${one.name}: ${one.message}`).join('; ');
  const told = new CentroideError(message, problem.status, problem.kind, values);
  told.cause = error;
  return told;
}

function problemOfDatabase(error: unknown): Problem | null {
  const trouble = troubleOf(error);
  return trouble && databaseTroubles[trouble === 'disk-failing' ? 'damaged' : trouble];
}
