import { parseRating, parseRef, parseSeconds, parseYear } from '../reading/parse-cells';
import { parseTitle } from '../reading/parse-title';
import type { Cells } from '../reading/records';
import type { RowReader } from '../reading/row-reader';
import type { Format, FormatFile } from './format';
import { filmMention, ratingColumn, ratingTime, unusedAliases, unusedColumns, userColumn } from './tracker-rows';

const common = {
  kind: 'avaliacoes',
  optional: ['timestamp'],
  aliases: {
    userId: userColumn,
    rating: ratingColumn,
    timestamp: ratingTime,
  },
  createsUsers: true,
  rating: 'rating',
} as const;

const timeIn = (cells: Cells, reader: RowReader): number | null =>
  reader.optional('avaliado_em', () => parseSeconds(cells.timestamp, reader.dates), null);

export const titledRatings: FormatFile<'avaliacoes'> = {
  ...common,
  label: { pt: 'notas por título', en: 'ratings by title' },
  required: ['userId', 'title', 'rating'],
  optional: ['year', ...common.optional, ...unusedColumns],
  aliases: {
    ...common.aliases,
    title: ['titulo', 'movie_title', 'film_title', 'movie_name', 'film_name', 'nome_do_filme'],
    year: ['ano', 'release_year'],
    ...unusedAliases,
  },
  toRow: (cells, reader) => {
    const { titulo, ano } = parseTitle(cells.title ?? '');
    const year = reader.optional('ano', () => parseYear(cells.year), null) ?? ano;
    return {
      usuario_id: parseRef(cells.userId, 'userId', 'usuarios'),
      filme_id: 0,
      ...parseRating(cells.rating),
      avaliado_em: timeIn(cells, reader),
      mentions: { film: filmMention({ titulo, ano: String(year ?? ''), identifiers: [] }, reader) },
    };
  },
};

/** Films by ids that are not ours: numbers of TMDB, say, would else be taken for these. */
const byIdOf = (source: 'imdb' | 'tmdb', name: string): FormatFile<'avaliacoes'> => ({
  ...common,
  label: { pt: `notas por id do ${name}`, en: `ratings by id of ${name}` },
  required: ['userId', `${source}Id`, 'rating'],
  toRow: (cells, reader) => ({
    usuario_id: parseRef(cells.userId, 'userId', 'usuarios'),
    filme_id: parseRef(`${source}:${cells[`${source}Id`] ?? ''}`, `${source}Id`, 'filmes'),
    ...parseRating(cells.rating),
    avaliado_em: timeIn(cells, reader),
  }),
});

/** What many people rated, as in a spreadsheet: films by their titles, and best with their years, or by ids elsewhere. */
export const ratingsByTitle: Format = { files: [titledRatings, byIdOf('imdb', 'IMDb'), byIdOf('tmdb', 'TMDB')] };
