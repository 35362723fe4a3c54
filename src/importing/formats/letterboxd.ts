import type { Cells } from '../reading/records';
import type { FilmMention } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';
import type { Format, FormatFile } from './format';
import { eventBy, filmMention, ratingBy } from './tracker-rows';

const listed = ['Date', 'Name', 'Year', 'Letterboxd URI'];

const film = (cells: Cells, reader: RowReader): FilmMention =>
  filmMention(
    { titulo: cells.Name, ano: cells.Year, identifiers: [`letterboxd:${cells['Letterboxd URI'] ?? ''}`] },
    reader,
  );

/** In the diary the address is that of an entry, not of its film. */
const diaryFilm = (cells: Cells, reader: RowReader): FilmMention =>
  filmMention({ titulo: cells.Name, ano: cells.Year, identifiers: [] }, reader);

/** When a film was watched, or else written down. */
const watchedOn = (cells: Cells): string | undefined => [cells['Watched Date'], cells.Date].find(Boolean);

const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do Letterboxd', en: 'ratings of Letterboxd' },
  required: [...listed, 'Rating'],
  tracked: true,
  scale: 5,
  toRow: (cells, reader) => ratingBy(film(cells, reader), cells.Rating ?? '', cells.Date, reader),
};

const diary: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'diário do Letterboxd', en: 'diary of Letterboxd' },
  required: [...listed, 'Rating', 'Rewatch'],
  optional: ['Watched Date'],
  leavesOthers: true,
  tracked: true,
  scale: 5,
  toRow: (cells, reader) =>
    cells.Rating ? ratingBy(diaryFilm(cells, reader), cells.Rating, watchedOn(cells), reader) : null,
};

const diarySeen: FormatFile<'eventos'> = {
  kind: 'eventos',
  label: diary.label,
  required: diary.required,
  optional: diary.optional,
  leavesOthers: true,
  tracked: true,
  toRow: (cells, reader) => eventBy(diaryFilm(cells, reader), 'visto', watchedOn(cells), reader),
};

/** Files that only list films, and what being on the list says. */
const list = (pt: string, en: string, tipo: string, path?: RegExp): FormatFile<'eventos'> => ({
  kind: 'eventos',
  label: { pt: `${pt} do Letterboxd`, en: `${en} of Letterboxd` },
  required: listed,
  tracked: true,
  path,
  toRow: (cells, reader) => eventBy(film(cells, reader), tipo, cells.Date, reader),
});

/** An export of Letterboxd: ratings of half stars, the diary, and lists of what was watched, is to be watched, and was liked. */
export const letterboxd: Format = {
  files: [
    { ...diary, also: [diarySeen] },
    ratings,
    list('curtidos', 'likes', 'gostou', /(^|[/\\])likes?[/\\]|^films\.csv$|likes?/i),
    list('para ver', 'watchlist', 'quer_ver', /watchlist/i),
    list('vistos', 'watched films', 'visto'),
  ],
};
