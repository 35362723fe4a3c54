import { parseText } from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import type { Cells } from '../reading/records';
import type { FilmMention } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';
import type { Format, FormatFile } from './format';
import { eventBy, filmMention, ratingBy } from './tracker-rows';

/** Titles that are no films: series, episodes, games, podcasts and music videos. */
const NO_FILM = /series|episode|game|podcast|music/i;

function film(cells: Cells, reader: RowReader): FilmMention {
  const original = cells['Original Title'];
  return filmMention(
    {
      titulo: cells.Title,
      kind: NO_FILM.test(cells['Title Type'] ?? '') ? cells['Title Type'] : undefined,
      ano: cells.Year,
      identifiers: [`imdb:${cells.Const ?? ''}`],
      outros: original ? [original] : [],
      genero: reader.optional('genero', () => parseGenres(cells.Genres ?? ''), ''),
      diretor: reader.optional('diretor', () => parseText(cells.Directors ?? '', 'diretor'), ''),
    },
    reader,
  );
}

const optional = ['Original Title', 'Title Type', 'Genres', 'Directors', 'Date Rated'];

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do IMDb', en: 'ratings of IMDb' },
  required: ['Const', 'Your Rating', 'Title', 'Year'],
  optional,
  leavesOthers: true,
  tracked: true,
  scale: 10,
  toRow: (cells, reader) =>
    cells['Your Rating'] ? ratingBy(film(cells, reader), cells['Your Rating'], cells['Date Rated'], reader) : null,
};

const watchlist: FormatFile<'eventos'> = {
  kind: 'eventos',
  label: { pt: 'lista do IMDb', en: 'watchlist of IMDb' },
  required: ['Position', 'Const', 'Created', 'Title', 'Year'],
  optional: ['Your Rating', ...optional],
  leavesOthers: true,
  tracked: true,
  toRow: (cells, reader) =>
    cells['Your Rating'] ? null : eventBy(film(cells, reader), 'quer_ver', cells.Created, reader),
};

/** What IMDb exports of one person. A film of the watchlist that was rated was seen. */
export const imdb: Format = {
  files: [{ ...watchlist, also: [{ ...ratings, optional: [...optional, 'Position', 'Created'] }] }, ratings],
};
