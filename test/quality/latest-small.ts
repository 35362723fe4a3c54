import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTitle } from '../../src/importing/reading/parse-title';
import type { RatingRows } from '../../src/engine/ratings/rating-rows';
import { projectRoot } from '../support/project-root';
import { sharedData } from '../support/requirements';

const folder = join(sharedData.folder, 'ml-latest-small');

let read: RatingRows | undefined;

/** MovieLens latest-small: users and films by ascending id, rows in the order of the file, which is read once. */
export function latestSmall(): RatingRows {
  read ??= readRatings();
  return read;
}

function readRatings(): RatingRows {
  const rows = readFileSync(join(folder, 'ratings.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const users = indexById(rows.map(([user]) => user));
  const films = indexById(rows.map(([, film]) => film));
  return {
    userCount: users.size,
    filmCount: films.size,
    user: Uint32Array.from(rows, ([user]) => users.get(user) ?? NaN),
    film: Uint32Array.from(rows, ([, film]) => films.get(film) ?? NaN),
    rating: Float32Array.from(rows, ([, , rating]) => rating),
    time: Float64Array.from(rows, ([, , , time]) => time),
    top: 5,
  };
}

/** Rows of the file that are held out. */
export function heldOutRows(split: 'time' | 'random'): number[] {
  return readFileSync(join(folder, `test-rows-${split}.txt`), 'utf8')
    .trim()
    .split('\n')
    .map(Number);
}

/** Genres, directors and the first five actors of each film, films by ascending id of those with a rating. */
export function latestSmallTraits(): string[][] {
  const table = (path: string): Record<string, string>[] => parse(readFileSync(path), { columns: true, bom: true });
  const ids = new Set(table(join(folder, 'ratings.csv')).map(({ movieId }) => movieId));
  const people = new Map(
    table(join(sharedData.folder, 'dbpedia-directors-cast/films.csv')).map((film) => [film.movieId, film]),
  );
  const films = table(join(folder, 'movies.csv')).filter(({ movieId }) => ids.has(movieId));
  const split = (prefix: string, text = ''): string[] =>
    text
      .split('|')
      .filter(Boolean)
      .map((word) => prefix + word);
  return films
    .sort((a, b) => Number(a.movieId) - Number(b.movieId))
    .map(({ movieId, genres }) => [
      ...split('g:', genres),
      ...split('d:', people.get(movieId)?.directors),
      ...split('a:', people.get(movieId)?.cast).slice(0, 5),
    ]);
}

/** Each film with a rating as a catalogue has it, by ascending id. */
export function latestSmallFilms(): {
  titulo: string;
  genero: string;
  diretor: string;
  atores: string;
  ano: number | null;
}[] {
  const rows: Record<string, string>[] = parse(readFileSync(join(folder, 'movies.csv')), { columns: true, bom: true });
  const ratings = readFileSync(join(folder, 'ratings.csv'), 'utf8').trim().split('\n').slice(1);
  const ids = new Set(ratings.map((line) => Number(line.split(',')[1])));
  return rows
    .filter(({ movieId }) => ids.has(Number(movieId)))
    .sort((a, b) => Number(a.movieId) - Number(b.movieId))
    .map(({ title, genres }) => ({
      ...parseTitle(title),
      ...{ genero: genres === '(no genres listed)' ? '' : genres.split('|').join(', '), diretor: '', atores: '' },
    }));
}

/** The tenth of the films that reference/cold_films.py hides: 1 for each. */
export function coldFilms(): Uint8Array {
  const hidden = JSON.parse(readFileSync(join(projectRoot(), 'test/quality/cold-films.json'), 'utf8')) as number[];
  return new Uint8Array(latestSmall().filmCount).map((_, f) => (hidden.includes(f) ? 1 : 0));
}

function indexById(ids: number[]): Map<number, number> {
  return new Map([...new Set(ids)].sort((a, b) => a - b).map((id, index) => [id, index]));
}
