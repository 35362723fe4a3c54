import { InvalidRatings } from '../errors';
import type { Random } from '../random';
import type { RatingRows } from '../ratings/rating-rows';
import { RatingTable } from '../ratings/rating-table';

/** Ratings to learn from, and ratings held out to be predicted. Users and films are the same in both. */
export interface Split {
  readonly train: RatingTable;
  readonly test: RatingTable;
}

/** A user with fewer ratings keeps all of them for training. */
const AT_LEAST = 5;

/**
 * Hold out each user's latest `share` of ratings (a whole number, at least one): what will this person like next? Of
 * ratings of the same moment the later in the input is held out first. users: one per user, 0 keeps all of that user's
 * ratings for training. O(ratings).
 */
export function splitLatest(table: RatingTable, share: number, users?: Uint8Array): Split {
  return splitEach(table, share, users, (test, _, end, heldOut) => test.fill(1, end - heldOut, end));
}

/** Hold out the same number of each user's ratings, drawn at random. O(ratings). */
export function splitRandom(table: RatingTable, share: number, random: Random, users?: Uint8Array): Split {
  return splitEach(table, share, users, (test, start, end, heldOut) => {
    for (const n of random.sample(end - start, heldOut)) {
      test[start + n] = 1;
    }
  });
}

/**
 * Each user's ratings in `count` parts drawn at random, as large as each other but for one rating; hold out one part after the
 * other, so that each rating is held out once. One split at a time is in memory. O(count ratings).
 */
export function* splitFolds(table: RatingTable, count: number, random: Random): Generator<Split> {
  const part = new Uint8Array(table.ratingCount).fill(count);
  for (let u = 0; u < table.userCount; u++) {
    const start = table.rowStart[u];
    const end = table.rowStart[u + 1];
    if (end - start >= AT_LEAST) {
      random
        .shuffle(Uint32Array.from({ length: end - start }, (_, n) => start + n))
        .forEach((at, n) => (part[at] = n % count));
    }
  }
  for (let held = 0; held < count; held++) {
    const test = part.map((one) => (one === held ? 1 : 0));
    yield { train: table.subset(complement(test)), test: table.subset(test) };
  }
}

/**
 * Hold out all ratings from this moment on, of everybody: what will people like who are served a model of that day? Users who
 * come later have nothing to learn from. Throws InvalidRatings for ratings without times. O(ratings).
 */
export function splitAtMoment(table: RatingTable, moment: number): Split {
  const { time } = table;
  if (!time) {
    throw new InvalidRatings('ratings without times have no moment to be split at');
  }
  const test = Uint8Array.from(time, (at) => (at >= moment ? 1 : 0));
  return { train: table.subset(complement(test)), test: table.subset(test) };
}

/** The moment from which on about this share of all ratings was given; null without times, or without ratings. */
export function momentOfLatest({ time }: RatingTable, share: number): number | null {
  const ascending = time?.slice().sort();
  return ascending?.at(Math.min(ascending.length - 1, Math.ceil((1 - share) * ascending.length))) ?? null;
}

/** Hold out the input rows with these numbers (0 is the first). O(ratings). Throws InvalidRatings. */
export function splitAtRows(rows: RatingRows, testRows: Iterable<number>): Split {
  const test = new Uint8Array(rows.user.length);
  for (const row of testRows) {
    if (!(row in test)) {
      throw new InvalidRatings(`row ${row} of ${test.length}`);
    }
    test[row] = 1;
  }
  return { train: RatingTable.fromRows(rows, complement(test)), test: RatingTable.fromRows(rows, test) };
}

function splitEach(
  table: RatingTable,
  share: number,
  users: Uint8Array | undefined,
  mark: (test: Uint8Array, start: number, end: number, heldOut: number) => void,
): Split {
  const test = new Uint8Array(table.ratingCount);
  for (let u = 0; u < table.userCount; u++) {
    const start = table.rowStart[u];
    const end = table.rowStart[u + 1];
    if (end - start >= AT_LEAST && (users?.[u] ?? 1)) {
      mark(test, start, end, Math.max(1, Math.floor(share * (end - start))));
    }
  }
  return { train: table.subset(complement(test)), test: table.subset(test) };
}

function complement(mask: Uint8Array): Uint8Array {
  return mask.map((held) => (held ? 0 : 1));
}
