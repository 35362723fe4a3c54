import { Readable } from 'node:stream';
import { parseGenres } from '../reading/parse-genres';
import type { Cells } from '../reading/records';
import type { FilmMention, Table } from '../reading/rows';
import type { RowReader } from '../reading/row-reader';
import type { Source } from '../reading/sources';
import { UnusableSource } from '../reading/unusable-source';
import { fileTable } from './file-table';
import type { FormatFile } from './format';
import { eventBy, filmMention, ratingBy } from './tracker-rows';

/** A file of one person is not larger. In bytes. */
const MOST = 200_000_000;

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

/** The tables in JSON of Trakt, an array of what one person rated, watched or wants to; none when it is something else. */
export async function traktTables(source: Source): Promise<Table[]> {
  if (source.size > MOST)
    throw new UnusableSource({
      pt: `${source.name}: JSON com mais de ${MOST} bytes; em NDJSON, uma linha por registro, pode ser maior`,
      en: `${source.name}: JSON of more than ${MOST} bytes; as NDJSON, a line a row, it may be larger`,
    });
  const entries = await entriesOf(source);
  const films = entries.filter((entry) => typeof entry.movie === 'object' && entry.movie !== null);
  const file = files.find(({ required }) => required.every((name) => films.at(0)?.[name] !== undefined));
  if (!file) return [];
  const text = films.map((entry) => `${JSON.stringify(entry)}\n`).join('');
  const lines = { ...source, open: () => Promise.resolve(Readable.from([Buffer.from(text)])) };
  return [fileTable(lines, file, { ndjson: true, lenient: true })];
}

async function entriesOf(source: Source): Promise<Record<string, unknown>[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of (await source.open()) as AsyncIterable<Buffer>) chunks.push(chunk);
  try {
    const value: unknown = JSON.parse(
      Buffer.concat(chunks)
        .toString()
        .replace(/^\ufeff/, ''),
    );
    const isEntry = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null;
    return Array.isArray(value) ? value.filter(isEntry) : [];
  } catch {
    return [];
  }
}
