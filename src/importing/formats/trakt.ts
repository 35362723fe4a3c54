import { parseGenres } from '../reading/parse-genres';
import type { Cells } from '../reading/records';
import type { FilmMention } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';
import type { FormatFile } from './format';
import { eventBy, filmMention, ratingBy } from './tracker-rows';

interface TraktFilm {
  readonly title?: string;
  readonly year?: number | null;
  readonly genres?: readonly string[];
  readonly ids?: { readonly imdb?: string | null; readonly tmdb?: number | null; readonly trakt?: number | null };
}

function film(cells: Cells, reader: RowReader): FilmMention {
  const { title, year, genres = [], ids = {} } = JSON.parse(cells.movie ?? '{}') as TraktFilm;
  return filmMention(
    {
      titulo: title,
      ano: String(year ?? ''),
      identifiers: [
        ids.imdb ? `imdb:${ids.imdb}` : undefined,
        ids.tmdb ? `tmdb:${ids.tmdb}` : undefined,
        ids.trakt ? `trakt:${ids.trakt}` : undefined,
      ],
      genero: parseGenres(genres.join('|')),
    },
    reader,
  );
}

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do Trakt', en: 'ratings of Trakt' },
  required: ['movie', 'rating', 'rated_at'],
  tracked: true,
  scale: 10,
  toRow: (cells, reader) => ratingBy(film(cells, reader), cells.rating ?? '', cells.rated_at, reader),
};

const events = (pt: string, en: string, when: string, tipo: string): FormatFile<'eventos'> => ({
  kind: 'eventos',
  label: { pt: `${pt} do Trakt`, en: `${en} of Trakt` },
  required: ['movie', when],
  tracked: true,
  toRow: (cells, reader) => eventBy(film(cells, reader), tipo, cells[when], reader),
});

const files: readonly FormatFile[] = [
  ratings,
  events('histórico', 'history', 'watched_at', 'visto'),
  events('vistos', 'watched films', 'last_watched_at', 'visto'),
  events('para ver', 'watchlist', 'listed_at', 'quer_ver'),
];

/** What an array of Trakt is, of what one person rated, watched or wants to, and its films; null when it is something else. */
export function traktFile(
  entries: readonly Readonly<Record<string, unknown>>[],
): { readonly file: FormatFile; readonly entries: readonly Readonly<Record<string, unknown>>[] } | null {
  const films = entries.filter((entry) => typeof entry.movie === 'object' && entry.movie !== null);
  const file = files.find(({ required }) => required.every((name) => films.at(0)?.[name] !== undefined));
  return file ? { file, entries: films } : null;
}
