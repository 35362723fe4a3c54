import { closeSync, openSync, readSync } from 'node:fs';
import type { RatingRows } from '../src/engine/ratings/rating-rows';
import { known } from '../src/invariants';

const CHUNK = 1 << 20;
const COMMA = 44;
const POINT = 46;
const ZERO = 48;
const LINE_END = 10;

/**
 * The ratings of a plain `ratings.csv` (userId,movieId,rating,timestamp) in typed arrays, without an object for each row.
 * Users and films are numbered in the order of their ids. The file is read twice, a megabyte at a time.
 */
export function readRatingsFile(path: string): RatingRows {
  let lines = 0;
  forEachChunk(path, (chunk) => {
    for (let at = chunk.indexOf(LINE_END); at >= 0; at = chunk.indexOf(LINE_END, at + 1)) lines++;
  });
  const count = lines - 1;
  const user = new Uint32Array(count);
  const film = new Uint32Array(count);
  const rating = new Float32Array(count);
  const time = new Float64Array(count);
  const targets = [user, film, rating, time];
  let row = -1;
  let column = 0;
  let value = 0;
  let scale = 0;
  forEachChunk(path, (chunk) => {
    for (const byte of chunk) {
      if (byte === COMMA || byte === LINE_END) {
        if (row >= 0) targets[column][row] = scale > 0 ? value / scale : value;
        value = 0;
        scale = 0;
        column = byte === COMMA ? column + 1 : 0;
        if (byte === LINE_END) row++;
      } else if (byte === POINT) {
        scale = 1;
      } else if (byte >= ZERO && byte <= ZERO + 9) {
        value = 10 * value + byte - ZERO;
        scale *= 10;
      }
    }
  });
  return {
    userCount: numberById(user),
    filmCount: numberById(film),
    user,
    film,
    rating,
    time,
    top: 5,
  };
}

function forEachChunk(path: string, use: (chunk: Buffer) => void): void {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK);
  try {
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) use(buffer.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

/** Replace ids by their places among the ids, ascending. Result: how many there are. */
function numberById(ids: Uint32Array): number {
  const ascending = Uint32Array.from(new Set(ids)).sort();
  const place = new Map(Array.from(ascending, (id, n) => [id, n]));
  for (let n = 0; n < ids.length; n++) ids[n] = known(place, ids[n], 'id');
  return ascending.length;
}
