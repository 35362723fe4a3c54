import { parquetWriteBuffer } from 'hyparquet-writer';
import { minimalStandard, movieLensLike } from './import-data';
import type { ZipEntry } from './import-zip';

const FILMS = 10_000;
const RATINGS_PER_USER = 165;

/** The same number of made-up ratings as others write them down: by format. */
export function otherFormats(ratings: number): Readonly<Record<string, readonly ZipEntry[]>> {
  return { netflix: netflixLike(ratings), gorse: gorseLike(ratings), parquet: parquetLike(ratings) };
}

interface Made {
  readonly film: number;
  readonly user: number;
  /** From 1 to 5. */
  readonly rating: number;
  /** In seconds since 1970. */
  readonly at: number;
}

/** Ratings in the order of films, each film rated as often, no pair twice. */
function* madeUp(count: number): Generator<Made> {
  const random = minimalStandard(1);
  const users = Math.ceil(count / RATINGS_PER_USER);
  const perFilm = Math.ceil(count / FILMS);
  for (let done = 0, film = 1; done < count; film++) {
    const first = Math.floor(random() * users);
    for (let n = 0; n < perFilm && done < count; n++, done++)
      yield {
        film,
        user: 1 + ((first + n) % users),
        rating: 1 + Math.floor(random() * 5),
        at: 900_000_000 + Math.floor(random() * 800_000_000),
      };
  }
}

/** Lines in pieces of some thousands. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let some: string[] = [];
  for (const line of lines) {
    some.push(line);
    if (some.length < 5000) continue;
    yield some.join('');
    some = [];
  }
  yield some.join('');
}

function* upTo(count: number, line: (n: number) => string): Generator<string> {
  for (let n = 1; n <= count; n++) yield line(n);
}

function netflixLike(count: number): ZipEntry[] {
  function* blocks(): Generator<string> {
    let before = 0;
    for (const { film, user, rating, at } of madeUp(count)) {
      if (film !== before) yield `${film}:\n`;
      before = film;
      yield `${user},${rating},${new Date(at * 1000).toISOString().slice(0, 10)}\n`;
    }
  }
  const titles = upTo(FILMS, (n) => `${n},${1920 + (n % 100)},Made-up Film ${n}, The\n`);
  return [
    { name: 'movie_titles.csv', pieces: pieces(titles) },
    { name: 'combined_data_1.txt', pieces: pieces(blocks()) },
  ];
}

function gorseLike(count: number): ZipEntry[] {
  function* feedback(): Generator<string> {
    for (const { film, user, rating, at } of madeUp(count))
      yield `${JSON.stringify({
        ...{ FeedbackType: 'rating', UserId: `user-${user}`, ItemId: `film-${film}`, Value: rating },
        ...{ Timestamp: new Date(at * 1000).toISOString(), Comment: '' },
      })}\n`;
  }
  const items = upTo(FILMS, (n) => {
    const item = { ItemId: `film-${n}`, Categories: ['Action', 'Comedy'], Labels: { title: `Made-up Film ${n}` } };
    return `${JSON.stringify(item)}\n`;
  });
  return [
    { name: 'items.jsonl', pieces: pieces(items) },
    { name: 'feedback.jsonl', pieces: pieces(feedback()) },
  ];
}

function parquetLike(count: number): ZipEntry[] {
  function* file(): Generator<Buffer> {
    const [userId, movieId, rating, timestamp] = Array.from({ length: 4 }, () => new Int32Array(count));
    let n = 0;
    for (const made of madeUp(count)) {
      [userId[n], movieId[n], rating[n], timestamp[n]] = [made.user, made.film, made.rating, made.at];
      n++;
    }
    const columnData = Object.entries({ userId, movieId, rating, timestamp }).map(([name, data]) => ({
      name,
      data,
      type: 'INT32' as const,
    }));
    yield Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize: 100_000 }));
  }
  return [...movieLensLike(0).slice(0, 1), { name: 'ratings.parquet', pieces: file() }];
}
