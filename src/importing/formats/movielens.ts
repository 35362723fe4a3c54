import { parseRating, parseRef, parseSeconds, parseText, parseYear, InvalidCell } from '../reading/parse-cells';
import type { Format, FormatFile, HeaderlessFile } from './format';
import { parseGenres } from '../reading/parse-genres';
import { parseTitle } from '../reading/parse-title';
import { identifierOf } from './ids-in-files';
import { titledRatings } from './ratings-by-title';
import { filmColumn, ratingColumn, ratingTime, userColumn } from './tracker-rows';

/** How many of a film's actors are kept: the first are the ones people know. */
const MOST_ACTORS = 5;

const movies: FormatFile<'filmes'> = {
  kind: 'filmes',
  filmNumbers: 'movielens',
  usualName: 'movies',
  label: { pt: 'filmes do MovieLens', en: 'films of MovieLens' },
  required: ['movieId', 'title', 'genres'],
  aliases: {
    movieId: ['id', ...filmColumn],
    title: ['name', 'movie_title', 'film_title', 'titulo'],
    genres: ['genre', 'class', 'categories', 'genero', 'generos'],
  },
  toRow: (cells) => ({
    id: parseRef(cells.movieId, 'movieId', 'filmes'),
    ...film(cells.title),
    genero: genres(cells.genres),
  }),
};

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  filmNumbers: 'movielens',
  usualName: 'ratings',
  label: { pt: 'avaliações do MovieLens', en: 'ratings of MovieLens' },
  required: ['userId', 'movieId', 'rating'],
  optional: ['timestamp'],
  aliases: {
    userId: userColumn,
    movieId: filmColumn,
    rating: ratingColumn,
    timestamp: ratingTime,
  },
  createsUsers: true,
  titled: { column: 'movieId', file: titledRatings, names: { movieId: 'title' } },
  rating: 'rating',
  toRow: (cells, reader) => ({
    usuario_id: parseRef(cells.userId, 'userId', 'usuarios'),
    filme_id: parseRef(cells.movieId, 'movieId', 'filmes'),
    ...parseRating(cells.rating),
    avaliado_em: reader.optional('avaliado_em', () => parseSeconds(cells.timestamp, reader.dates), null),
  }),
};

/** The same of a table that calls people by their names. Beside `movie_id` a name would be that of the film. */
const namedRatings: FormatFile<'avaliacoes'> = {
  ...ratings,
  usualName: undefined,
  filmNumbers: undefined,
  label: { pt: 'notas de pessoas pelo nome', en: 'ratings of people by name' },
  required: ['name', 'film', 'rating'],
  aliases: { ...ratings.aliases, name: ['nome'], film: ['movie', 'filme'] },
  titled: { column: 'film', file: titledRatings, names: { name: 'userId', film: 'title' } },
  toRow: ({ name, film: id, ...others }, reader) => ratings.toRow({ ...others, userId: name, movieId: id }, reader),
};

const credits: FormatFile<'elenco'> = {
  kind: 'elenco',
  filmNumbers: 'movielens',
  usualName: 'films',
  label: { pt: 'diretores e elenco', en: 'directors and cast' },
  required: ['movieId', 'directors', 'cast'],
  optional: ['title'],
  toRow: (cells) => ({
    id: parseRef(cells.movieId, 'movieId', 'filmes'),
    diretor: parseText(people(cells.directors).join(', '), 'diretor'),
    atores: parseText(people(cells.cast).slice(0, MOST_ACTORS).join(', '), 'atores'),
  }),
};

const links: FormatFile<'identificadores'> = {
  kind: 'identificadores',
  filmNumbers: 'movielens',
  usualName: 'links',
  companion: true,
  label: { pt: 'identificadores do MovieLens', en: 'identifiers of MovieLens' },
  required: ['movieId', 'imdbId', 'tmdbId'],
  toRow: (cells, reader) => {
    const id = parseRef(cells.movieId, 'movieId', 'filmes');
    const given = [
      typeof id === 'number' && `movielens:${id}`,
      cells.imdbId && `imdb:${cells.imdbId}`,
      cells.tmdbId && `tmdb:${cells.tmdbId}`,
    ];
    const identifiers = given.flatMap((one) =>
      one ? reader.optional('identificadores', () => [identifierOf(one, 'filmes')], []) : [],
    );
    return { id, identifiers };
  },
};

/** The genre columns of `u.item`, in their order. */
const genreFlags =
  'unknown,Action,Adventure,Animation,Children,Comedy,Crime,Documentary,Drama,Fantasy,Film-Noir,Horror,Musical,Mystery,Romance,Sci-Fi,Thriller,War,Western'.split(
    ',',
  );

const items: FormatFile<'filmes'> = {
  kind: 'filmes',
  label: { pt: 'filmes do MovieLens 100K', en: 'films of MovieLens 100K' },
  required: ['movieId', 'title', 'released', 'videoReleased', 'url', ...genreFlags],
  toRow: (cells, reader) => {
    const { titulo, ano } = film(cells.title);
    return {
      id: parseRef(cells.movieId, 'movieId', 'filmes'),
      titulo,
      ano: ano ?? reader.optional('ano', () => parseYear(/\d{4}$/.exec(cells.released ?? '')?.[0]), null),
      genero: genreFlags.filter((genre) => genre !== 'unknown' && cells[genre] === '1').join(', '),
    };
  },
};

const ratingColumns = [...ratings.required, 'timestamp'];

/** MovieLens, and the table of directors and cast that goes with it. The older editions have no headers. */
export const movieLens: Format = {
  files: [movies, ratings, namedRatings, credits, links],
  headerless: {
    label: {
      pt: 'movies.dat, ratings.dat (MovieLens 1M e 10M), u.item, u.data (100K)',
      en: 'movies.dat, ratings.dat (MovieLens 1M and 10M), u.item, u.data (100K)',
    },
    files: new Map<string, HeaderlessFile>([
      ['movies.dat', { looks: /::/, file: movies, delimiter: '::', columns: movies.required }],
      ['ratings.dat', { looks: /::/, file: ratings, delimiter: '::', columns: ratingColumns }],
      ['u.item', { file: items, delimiter: '|', columns: items.required }],
      ['u.data', { file: ratings, delimiter: '\t', columns: ratingColumns }],
    ]),
  },
  // Tags, the tag genome.
  useless: ['userId,movieId,tag,timestamp', 'movieId,tagId,relevance', 'tagId,tag'],
};

function film(text = ''): { titulo: string; ano: number | null } {
  const { titulo, ano } = parseTitle(text);
  if (titulo === '') throw new InvalidCell('título vazio', 'title is empty');
  return { titulo: parseText(titulo, 'titulo'), ano };
}

function genres(text = ''): string {
  return text.trim() === '(no genres listed)' ? '' : parseGenres(text);
}

/** The names in a list with `|` between them. ", " is what separates names here: "Robert Downey, Jr." loses his comma. */
function people(text = ''): string[] {
  return text
    .split('|')
    .map((name) => name.trim().replace(/,\s*/g, ' '))
    .filter((name) => name !== '');
}
