import { parseText } from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import { parseTitle } from '../reading/parse-title';
import type { Cells } from '../reading/records';
import type { FilmMention } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';
import type { Format, FormatFile } from './format';
import {
  eventBy,
  filmMention,
  ratingBy,
  ratingColumn,
  ratingTime,
  unusedAliases,
  unusedColumns,
  watchedColumn,
} from './tracker-rows';

/** What may say how a film was, by our names. */
const opinions = ['rating', 'rating10'];

const others = ['year', 'directors', 'genres', 'imdbID', 'tmdbID'];

/** Columns that such files have, and that say nothing of how the film was. */
const unused = ['letterboxdURI', 'rewatch', ...unusedColumns];

const titles = ['movie', 'film', 'movie_title', 'film_title', 'titulo', 'filme'];

const aliases = {
  rating: [...ratingColumn, 'my_rating', 'your_rating', 'my_score', 'minha_avaliacao', 'minha_nota', 'estrelas'],
  rating10: ['rating (1-10)', 'rating/10', 'nota10'],
  year: ['release_year', 'ano', 'ano de lançamento'],
  directors: ['director', 'directed_by', 'diretor', 'direção', 'diretores'],
  genres: ['genre', 'gênero', 'gêneros'],
  imdbID: ['imdb', 'const'],
  tmdbID: ['tmdb'],
  rewatch: ['rewatched'],
  ...unusedAliases,
};

/** Beside a rating a date is that of the rating, and a name that of the film. */
const besideRating = {
  title: [...titles, 'name', 'nome'],
  watchedDate: [...watchedColumn, ...ratingTime],
};

function film(cells: Cells, reader: RowReader): FilmMention {
  const { titulo, ano } = parseTitle(cells.title ?? '');
  return filmMention(
    {
      titulo,
      ano: [cells.year, String(ano ?? '')].find(Boolean),
      identifiers: [`imdb:${cells.imdbID ?? ''}`, `tmdb:${cells.tmdbID ?? ''}`],
      genero: reader.optional('genero', () => parseGenres(cells.genres ?? ''), ''),
      diretor: reader.optional('diretor', () => parseText(cells.directors ?? '', 'diretor'), ''),
    },
    reader,
  );
}

/** The rating in a row, with its scale where its column tells it; empty where there is none. */
function ratingIn({ rating, rating10 }: Cells): string {
  if (rating) return rating;
  return rating10 ? `${rating10}/10` : '';
}

function diary(required: readonly string[], called: FormatFile['aliases']): FormatFile {
  const all = [...opinions, 'watchedDate', ...others, ...unused];
  const columns = { required: ['title', ...required], optional: all.filter((name) => !required.includes(name)) };
  const common = { ...columns, aliases: { ...aliases, ...called }, tracked: true, unsigned: true } as const;
  const label = { pt: 'filmes de uma pessoa, por título', en: "one person's films, by title" };
  const seen: FormatFile<'eventos'> = {
    ...{ kind: 'eventos', label, ...common },
    toRow: (cells, reader) =>
      ratingIn(cells) === '' ? eventBy(film(cells, reader), 'visto', cells.watchedDate, reader) : null,
  };
  const ratings: FormatFile<'avaliacoes'> = {
    ...{ kind: 'avaliacoes', label, ...common },
    toRow: (cells, reader) => {
      const rating = ratingIn(cells);
      return rating === '' ? null : ratingBy(film(cells, reader), rating, cells.watchedDate, reader);
    },
  };
  return { ...ratings, also: [seen] };
}

/**
 * What one person saw and rated: a table of their own, or what trackers write for Letterboxd's import
 * (https://letterboxd.com/about/importing-data/). A film without a rating was seen.
 */
export const diaryByTitle: Format = {
  files: [
    ...opinions.map((one) => diary([one], besideRating)),
    diary(['watchedDate'], { title: titles, watchedDate: watchedColumn }),
  ],
};
