import { InvalidIdentifier, parseIdentifier } from '../../identifiers/identifier';
import { parseMoment, parseRating, parseRequired, parseText, parseYear } from '../reading/parse-cells';
import { OWNER, type FilmMention, type RowByKind } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';

/** What a column is called that says whose a rating is. */
export const userColumn = [
  ...[
    'user',
    'uid',
    'user_name',
    'username',
    'user_email',
    'email',
    'person',
    'viewer',
    'member',
    'reviewer',
    'customer_id',
  ],
  ...['usuario_id', 'usuario', 'pessoa', 'cliente'],
];

/** What a column of films is called. */
export const filmColumn = ['film_id', 'item_id', 'movie', 'item', 'film', 'iid', 'filme_id', 'filme', 'anime_id'];

/** What a column of ratings is called. */
export const ratingColumn = ['score', 'stars', 'liked', 'avaliacao', 'nota', 'gostou'];

/** What a column is called that says when a film was watched; one that is called `watched` may say whether. */
export const watchedColumn = [
  ...['watched_on', 'watched_at', 'date_watched', 'last_watched_at', 'seen_at', 'viewed_at'],
  ...['assistido_em', 'assistiu_em', 'visto_em'],
];

/** Columns that tables have beside ratings, and that say nothing of them. */
export const unusedAliases = {
  review: [
    'comment',
    'comments',
    'note',
    'notes',
    'comentário',
    'comentários',
    'resenha',
    'crítica',
    'observações',
    'obs',
  ],
  tags: [],
  country: ['countries', 'país', 'países'],
  runtime: ['duration', 'minutes', 'duração'],
  platform: ['where', 'streaming', 'service', 'plataforma', 'onde', 'onde_vi'],
  url: ['link', 'poster'],
};
export const unusedColumns = Object.keys(unusedAliases);

/** What a column is called that says when something was rated. */
export const ratingTime = [
  ...['time', 'datetime', 'date', 'day', 'date_rated', 'rated_at', 'rated_on', 'created_at', 'unix_timestamp'],
  ...['avaliado_em', 'data', 'data_da_nota', 'dia', 'criado_em'],
];

/**
 * A film as a tracker tells of it, or what is none: an episode that is called like a film is not that film. Throws InvalidCell when
 * it has no title.
 */
export function filmMention(
  {
    titulo,
    kind,
    ano,
    identifiers,
    ...more
  }: {
    /** What it is, where that is no film. */
    kind?: string;
    titulo: string | undefined;
    ano: string | undefined;
    identifiers: readonly (string | undefined)[];
    outros?: readonly string[];
    genero?: string;
    diretor?: string;
  },
  reader: RowReader,
): FilmMention {
  const name = parseRequired(titulo, 'titulo');
  const known = {
    ano: reader.optional('ano', () => parseYear(ano), null),
    identifiers: identifiers.flatMap((one) => (one === undefined ? [] : identifierOf(one))),
  };
  return kind === undefined ? { titulo: name, ...known, ...more } : { noFilm: `${name} (${kind})`, ...known };
}

/** An id elsewhere of a film, if it is one. */
function identifierOf(text: string): string[] {
  try {
    return [parseIdentifier(text, 'filmes')];
  } catch (error) {
    if (!(error instanceof InvalidIdentifier)) throw error;
    return [];
  }
}

export function ratingBy(
  film: FilmMention,
  rating: string,
  when: string | undefined,
  reader: RowReader,
): RowByKind['avaliacoes'] {
  const avaliado_em = reader.optional('avaliado_em', () => parseMoment(when, 'avaliado_em', reader.dates), null);
  return { usuario_id: 0, filme_id: 0, ...parseRating(rating), avaliado_em, mentions: { film, user: OWNER } };
}

export function eventBy(
  film: FilmMention,
  tipo: string,
  when: string | undefined,
  reader: RowReader,
): RowByKind['eventos'] {
  const quando = reader.optional('quando', () => parseMoment(when, 'quando', reader.dates), null) ?? -1;
  return {
    id: '',
    usuario_id: 0,
    filme_id: 0,
    tipo: parseText(tipo, 'tipo'),
    valor: null,
    quando,
    recomendacao_id: null,
    mentions: { film, user: OWNER },
  };
}
