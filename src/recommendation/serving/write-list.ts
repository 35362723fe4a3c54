import type { IdentifiedFilm } from '../../films/film-row';
import type { ListFormat } from './list-format';
import type { RadarrFilmDto, TraktFilmDto, TraktListDto } from './list-format.dto';

type Film = Pick<IdentifiedFilm, 'id' | 'titulo' | 'ano' | 'poster_url' | 'identificadores'>;

/** A list in the format of somebody else. */
interface WrittenList<Listed> {
  readonly text: string;
  /** Those of its films that it has. */
  readonly films: readonly Listed[];
}

/** A list as others read it, of the films of which it is known what they are called there; in their order. */
export function writeList<Listed extends Film>(films: readonly Listed[], format: ListFormat): WrittenList<Listed> {
  const identified = films
    .map((film) => ({ film, codes: codesOf(film) }))
    .filter(({ codes }) => isUsable(codes, format));
  const text =
    format === 'radarr'
      ? JSON.stringify(identified.map(radarrFilm))
      : format === 'trakt'
        ? JSON.stringify({ movies: identified.map(traktFilm) } satisfies TraktListDto)
        : letterboxdTable(identified);
  return { text, films: identified.map(({ film }) => film) };
}

interface Codes {
  readonly imdb?: string;
  readonly tmdb?: number;
  readonly letterboxd?: string;
}

interface Identified {
  readonly film: Film;
  readonly codes: Codes;
}

/** The first code of each source. */
function codesOf({ identificadores = [] }: Film): Codes {
  const codeOf = (source: string): string | undefined =>
    identificadores.find((one) => one.startsWith(`${source}:`))?.slice(source.length + 1);
  const tmdb = codeOf('tmdb');
  return {
    imdb: codeOf('imdb'),
    tmdb: tmdb === undefined ? undefined : Number(tmdb),
    letterboxd: codeOf('letterboxd'),
  };
}

function isUsable({ imdb, tmdb, letterboxd }: Codes, format: ListFormat): boolean {
  return imdb !== undefined || tmdb !== undefined || (format === 'letterboxd' && letterboxd !== undefined);
}

/** Radarr reads `imdb_id` of a "StevenLu" list, and of its custom lists `id`, which is that of TMDB. */
function radarrFilm({ film, codes: { imdb, tmdb } }: Identified): RadarrFilmDto {
  return {
    title: film.titulo,
    ...(imdb !== undefined && { imdb_id: imdb }),
    ...(tmdb !== undefined && { tmdb_id: tmdb, id: tmdb }),
    ...(film.poster_url !== undefined && { poster_url: film.poster_url }),
  };
}

function traktFilm({ film, codes: { imdb, tmdb } }: Identified): TraktFilmDto {
  return {
    title: film.titulo,
    ...(film.ano !== null && { year: film.ano }),
    ids: { ...(imdb !== undefined && { imdb }), ...(tmdb !== undefined && { tmdb }) },
  };
}

/** The columns that Letterboxd's importer knows a film by. */
const columns = ['LetterboxdURI', 'tmdbID', 'imdbID', 'Title', 'Year'];

function letterboxdTable(films: readonly Identified[]): string {
  const rows = films.map(({ film, codes: { letterboxd, tmdb, imdb } }) => [
    letterboxd === undefined ? '' : letterboxdAddress(letterboxd),
    tmdb ?? '',
    imdb ?? '',
    film.titulo,
    film.ano ?? '',
  ]);
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function letterboxdAddress(code: string): string {
  return code.startsWith('boxd.it/') ? `https://${code}` : `https://letterboxd.com/film/${code}/`;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
