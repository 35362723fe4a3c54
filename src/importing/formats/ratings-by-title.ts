import { parseRating, parseRef, parseSeconds, parseYear } from '../reading/parse-cells';
import { parseTitle } from '../reading/parse-title';
import type { Format, FormatFile } from './format';
import { filmMention } from './tracker-rows';

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas por título', en: 'ratings by title' },
  required: ['userId', 'title', 'rating'],
  optional: ['year', 'timestamp'],
  aliases: {
    userId: ['user', 'uid', 'usuario_id', 'usuario', 'pessoa'],
    title: ['titulo', 'movie_title', 'film_title'],
    rating: ['score', 'stars', 'avaliacao', 'nota'],
    year: ['ano', 'release_year'],
    timestamp: ['time', 'datetime', 'date', 'rated_at', 'unix_timestamp', 'avaliado_em', 'data'],
  },
  createsUsers: true,
  rating: 'rating',
  toRow: (cells, reader) => {
    const { titulo, ano } = parseTitle(cells.title ?? '');
    const year = reader.optional('ano', () => parseYear(cells.year), null) ?? ano;
    return {
      usuario_id: parseRef(cells.userId, 'userId', 'usuarios'),
      filme_id: 0,
      ...parseRating(cells.rating),
      avaliado_em: reader.optional('avaliado_em', () => parseSeconds(cells.timestamp, reader.dates), null),
      mentions: { film: filmMention({ titulo, ano: String(year ?? ''), identifiers: [] }, reader) },
    };
  },
};

/** What many people rated, as in a spreadsheet: films by their titles, and best with their years. */
export const ratingsByTitle: Format = { files: [ratings] };
