import { parseRating, parseRef, parseSeconds, parseText } from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import { parseTitle } from '../reading/parse-title';
import type { Ref } from '../../identifiers/identifier';
import type { Format, FormatFile, HeaderlessFile } from './format';

const DELIMITER = '::';

/** Films are called by the digits of their ids of IMDb. */
const filmOf = (digits: string | undefined): Ref => parseRef(`imdb:${(digits ?? '').trim()}`, 'filme', 'filmes');

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do MovieTweetings', en: 'ratings of MovieTweetings' },
  required: ['usuario', 'filme', 'nota', 'quando'],
  createsUsers: true,
  scale: 10,
  toRow: (cells, reader) => ({
    usuario_id: parseRef(cells.usuario, 'usuario', 'usuarios'),
    filme_id: filmOf(cells.filme),
    ...parseRating(cells.nota),
    avaliado_em: reader.optional('avaliado_em', () => parseSeconds(cells.quando, reader.dates), null),
  }),
};

const movies: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'filmes do MovieTweetings', en: 'films of MovieTweetings' },
  required: ['filme', 'titulo', 'generos'],
  toRow: (cells) => {
    const { titulo, ano } = parseTitle(parseText(cells.titulo ?? '', 'titulo'));
    return { id: filmOf(cells.filme), titulo, ano, genero: parseGenres(cells.generos ?? '') };
  },
};

/** As MovieLens 1M, but for ids of seven digits and more, with zeros before: no film of MovieLens has such. */
const byLook: readonly HeaderlessFile[] = [
  { looks: /^\d+::\d{7,}::\d+::\d+/, file: ratings, delimiter: DELIMITER, columns: ratings.required },
  { looks: /^\d{7,}::.*::/, file: movies, delimiter: DELIMITER, columns: movies.required },
];

/** MovieTweetings: ratings from 0 to 10 that people tweeted, of films by their ids of IMDb. */
export const movieTweetings: Format = {
  files: [],
  headerless: {
    label: { pt: 'movies.dat, ratings.dat (MovieTweetings)', en: 'movies.dat, ratings.dat (MovieTweetings)' },
    files: new Map(),
    byLook,
  },
};
