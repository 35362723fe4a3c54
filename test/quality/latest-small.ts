import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RatingRows } from '../../src/engine/ratings';
import { sharedData } from '../support/needs';

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

function indexById(ids: number[]): Map<number, number> {
  return new Map([...new Set(ids)].sort((a, b) => a - b).map((id, index) => [id, index]));
}
