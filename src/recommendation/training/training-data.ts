import type { RatingRows } from '../../engine/ratings/rating-rows';
import { toldPreference } from '../../engine/ratings/preference';
import { MAX_RATING } from '../../ratings/profile';
import type { RatingStream, UserRatings } from '../../ratings/rating-stream';

/** Ratings, and what events say of other films, as the engine takes them, and the film id of each column. */
export interface TrainingData {
  readonly rows: RatingRows;
  /** Ascending. */
  readonly filmIds: Float64Array;
  /** How many users there are, where the ratings are those of a sample of them; null: of all. */
  readonly sampledOf: number | null;
}

/**
 * As many ratings as a trainer holds: 20 million fit into 1.2 GB (bench/RESULTS.md). Of more those of a sample of users are, in
 * whom the structure of the model is found; the others are added up as they pass by.
 */
export const MOST_RATINGS = 20_000_000;

/** Injection token: how many ratings are held at once, where it is not as many as usual. */
export const MOST_RATINGS_HELD = Symbol('MostRatingsHeld');

/** Room for users who rate more than others, beyond what their share would be. */
const SLACK = 1.05;

/** Of a rating without a time: it counts as the oldest. */
const LONG_AGO = -8.64e15;

/** Ratings that are added up together: enough for the work to be as fast as with all of them. */
const BATCH = 2_000_000;

/**
 * Read every rating, and what events say where there is none, or those of a sample of users if there are more than `most`. The columns are the films of the
 * catalogue, rated or not. Users and films get indices in order of their ids and the sample hangs on ids alone, so the
 * same data gives the same model.
 */
export async function readTrainingData(
  stream: RatingStream,
  catalogue: readonly { readonly id: number }[],
  most = MOST_RATINGS,
): Promise<TrainingData> {
  const filmIds = Float64Array.from(catalogue, ({ id }) => id);
  // Ratings made while we read are left for the next training.
  const total = await stream.count();
  const rows = new GrowingRows(columnsOf(filmIds), Math.min(total, Math.ceil(SLACK * most)));
  for await (const one of stream.users({ share: most / total })) {
    if (rows.fits(one)) rows.add(one);
  }
  return { filmIds, rows: rows.taken(), sampledOf: total > most ? await stream.userCount() : null };
}

/** The ratings of these users, as `readTrainingData` has them, some users at a time, each whole. filmIds: of the columns. */
export async function* ratingBatches(
  users: AsyncIterable<UserRatings>,
  filmIds: ArrayLike<number>,
  size = BATCH,
): AsyncGenerator<RatingRows> {
  const columnOf = columnsOf(filmIds);
  let rows = new GrowingRows(columnOf, size);
  for await (const one of users) {
    if (!rows.fits(one)) {
      yield rows.taken();
      rows = new GrowingRows(columnOf, Math.max(size, sizeOf(one)));
    }
    rows.add(one);
  }
  yield rows.taken();
}

function columnsOf(filmIds: ArrayLike<number>): ReadonlyMap<number, number> {
  return new Map(Array.from(filmIds, (id, column) => [id, column]));
}

function sizeOf({ filmIds, told }: UserRatings): number {
  return filmIds.length + told.length;
}

/** Ratings of one user after the other, up to as many as there is room for. */
class GrowingRows {
  private readonly user: Uint32Array;
  private readonly film: Uint32Array;
  private readonly rating: Float32Array;
  private readonly time: Float64Array;
  private userCount = 0;
  private count = 0;
  private timed = false;

  constructor(
    private readonly columnOf: ReadonlyMap<number, number>,
    capacity: number,
  ) {
    this.user = new Uint32Array(capacity);
    this.film = new Uint32Array(capacity);
    this.rating = new Float32Array(capacity);
    this.time = new Float64Array(capacity);
  }

  /** Whether there is room for the whole of a user. */
  fits(one: UserRatings): boolean {
    return this.count + sizeOf(one) <= this.user.length;
  }

  add({ filmIds, ratings, times, told }: UserRatings): void {
    for (let n = 0; n < filmIds.length; n += 1) this.put(filmIds[n], ratings[n], times[n]);
    for (const { filmId, preference, at } of told) this.put(filmId, toldPreference(preference), at);
    this.userCount += 1;
  }

  taken(): RatingRows {
    const { userCount, count } = this;
    return {
      userCount,
      filmCount: this.columnOf.size,
      user: this.user.subarray(0, count),
      film: this.film.subarray(0, count),
      rating: this.rating.subarray(0, count),
      time: this.timed ? this.time.subarray(0, count) : null,
      top: MAX_RATING,
    };
  }

  private put(filmId: number, rating: number, time: number): void {
    const column = this.columnOf.get(filmId);
    if (column === undefined) return;
    const at = this.count++;
    this.user[at] = this.userCount;
    this.film[at] = column;
    this.rating[at] = rating;
    this.timed ||= !Number.isNaN(time);
    this.time[at] = Number.isNaN(time) ? LONG_AGO : time;
  }
}
