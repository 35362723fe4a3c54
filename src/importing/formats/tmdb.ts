import { InvalidCell, parseId, parseRequired, parseText, parseYear } from '../reading/parse-cells';
import { parseGenres } from '../reading/parse-genres';
import type { Cells } from '../reading/records';
import type { Format, FormatFile } from './format';
import { identifierOf } from './ids-in-files';
import { filmMention, ratingBy } from './tracker-rows';

/** How many of a film's actors are kept. */
const MOST_ACTORS = 5;

const films: FormatFile<'filmes'> = {
  kind: 'filmes',
  filmNumbers: 'tmdb',
  label: { pt: 'filmes do TMDB (The Movies Dataset, TMDB 5000)', en: 'films of TMDB (The Movies Dataset, TMDB 5000)' },
  required: ['id', 'title', 'genres', 'original_title', 'release_date'],
  optional: ['imdb_id'],
  leavesOthers: true,
  toRow: (cells, reader) => ({
    id: parseId(cells.id, 'id'),
    titulo: parseRequired([cells.title, cells.original_title].find(Boolean), 'titulo'),
    genero: reader.optional('genero', () => parseGenres(cells.genres ?? ''), ''),
    ano: reader.optional('ano', () => parseYear(/\b\d{4}\b/.exec(cells.release_date ?? '')?.[0]), null),
    ...(cells.imdb_id && {
      identificadores: reader.optional('identificadores', () => [identifierOf(`imdb:${cells.imdb_id}`, 'filmes')], []),
    }),
  }),
};

/** Names in a list of JSON, or in Python's way of writing one, of those entries that are wanted. */
function names(text: string | undefined, wanted: RegExp | null): string[] {
  const entries = [...(text ?? '').matchAll(/\{[^{}]*\}/g)].map(([entry]) => entry);
  return entries
    .filter((entry) => wanted === null || wanted.test(entry))
    .map((entry) => /['"]name['"]\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/.exec(entry))
    .map((found) =>
      (found?.[1] ?? found?.[2] ?? '').replace(/\\u([0-9a-f]{4})/gi, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      ),
    )
    .map((name) => name.replace(/\\(.)/g, '$1').replace(/,\s*/g, ' ').trim())
    .filter((name) => name !== '');
}

const toRow = (id: string | undefined, cells: Cells) => {
  const directors = names(cells.crew, /['"]job['"]\s*:\s*['"]Director['"]/);
  if (cells.cast === undefined && cells.crew === undefined) throw new InvalidCell('sem elenco', 'without a cast');
  return {
    id: parseId(id, 'id'),
    diretor: parseText([...new Set(directors)].join(', '), 'diretor'),
    atores: parseText(names(cells.cast, null).slice(0, MOST_ACTORS).join(', '), 'atores'),
  };
};

const credits = (id: string): FormatFile<'elenco'> => ({
  kind: 'elenco',
  filmNumbers: 'tmdb',
  label: { pt: 'elenco do TMDB', en: 'cast of TMDB' },
  required: [id, 'cast', 'crew'],
  leavesOthers: true,
  toRow: (cells) => toRow(cells[id], cells),
});

/** What TMDB exports of one person. Its numbers of series are others than those of films. */
const ratings: FormatFile<'avaliacoes'> = {
  kind: 'avaliacoes',
  label: { pt: 'notas do TMDB', en: 'ratings of TMDB' },
  required: ['TMDb ID', 'IMDb ID', 'Type', 'Name', 'Release Date', 'Your Rating', 'Date Rated'],
  leavesOthers: true,
  tracked: true,
  scale: 10,
  toRow: (cells, reader) => {
    const isFilm = cells.Type === 'movie';
    const film = filmMention(
      {
        titulo: cells.Name,
        kind: isFilm ? undefined : cells.Type,
        ano: cells['Release Date']?.slice(0, 4),
        identifiers: [isFilm ? `tmdb:${cells['TMDb ID']}` : undefined, `imdb:${cells['IMDb ID']}`],
      },
      reader,
    );
    return cells['Your Rating'] ? ratingBy(film, cells['Your Rating'], cells['Date Rated'], reader) : null;
  },
};

/** What is made of TMDB: The Movies Dataset (`movies_metadata`, `credits`) and TMDB 5000, with lists in JSON. */
export const tmdb: Format = { files: [films, credits('id'), credits('movie_id'), ratings], useless: ['id,keywords'] };
