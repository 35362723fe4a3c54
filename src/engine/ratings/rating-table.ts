import { InvalidRatings } from '../errors';
import { isLiked } from './preference';
import { sortedByUserAndTime } from './rating-order';
import { checkRows, type RatingRows } from './rating-rows';
import { sharedNumbers } from '../shared-numbers';
import { timesTellOrder } from './time-order';

/** What one user has rated, oldest first: all that a model needs to serve that user. */
export interface UserHistory {
  /** Film indices of the model. */
  readonly film: ArrayLike<number>;
  /** As in `RatingRows`. */
  readonly rating: ArrayLike<number>;
  /** When each was given, in any unit: ratings of one moment have no order among them. Null: all are of one moment. */
  readonly time: ArrayLike<number> | null;
  /** Top of the scale of these ratings. */
  readonly top: number;
}

/** Some of the ratings of a history, those at these places. */
export function someRatings({ film, rating, time, top }: UserHistory, places: ArrayLike<number>): UserHistory {
  const among = (values: ArrayLike<number>): number[] => Array.from(places, (n) => values[n]);
  return { film: among(film), rating: among(rating), time: time && among(time), top };
}

/**
 * Ratings by user, in compressed rows: those of user u are the entries `rowStart[u]` .. `rowStart[u + 1] - 1`, oldest
 * first. Ratings of the same moment keep the order of the input; of two ratings of a film by one user the later stays. The ratings
 * are in shared memory.
 */
export class RatingTable {
  constructor(
    readonly userCount: number,
    readonly filmCount: number,
    /** userCount + 1 */
    readonly rowStart: Uint32Array,
    readonly film: Uint32Array,
    readonly rating: Float32Array,
    readonly time: Float64Array | null,
    readonly top: number,
  ) {}

  /**
   * The table of those rows, or of the ones whose `keep` is not 0. Times that tell no order are left out, see `timesTellOrder`;
   * `ordered` says whether they do, where that is known of a whole that the rows are a part of.
   * O(n), and O(m log m) for a user with m rows that do not come in order of time. Throws InvalidRatings.
   */
  static fromRows(rows: RatingRows, keep?: Uint8Array, ordered?: boolean): RatingTable {
    checkRows(rows, keep);
    const { order, rowStart } = sortedByUserAndTime(rows, keep);
    const time = (ordered ?? timesTellOrder(rows, order, rowStart)) ? rows.time : null;
    return new RatingTable(
      rows.userCount,
      rows.filmCount,
      rowStart,
      gather(rows.film, order, sharedNumbers.uint32(order.length)),
      gather(rows.rating, order, sharedNumbers.float32(order.length)),
      time && gather(time, order, sharedNumbers.float64(order.length)),
      rows.top,
    );
  }

  get ratingCount(): number {
    return this.film.length;
  }

  /** The table of the entries whose `keep` is not 0, users and films unchanged. keep: one per entry. O(n). */
  subset(keep: Uint8Array): RatingTable {
    if (keep.length !== this.ratingCount) {
      throw new InvalidRatings(`keep has ${keep.length} elements for ${this.ratingCount} ratings`);
    }
    const rowStart = new Uint32Array(this.userCount + 1);
    const entries = new Uint32Array(keep.reduce((sum, kept) => sum + (kept ? 1 : 0), 0));
    let to = 0;
    for (let u = 0; u < this.userCount; u++) {
      for (let n = this.rowStart[u]; n < this.rowStart[u + 1]; n++) {
        if (keep[n]) {
          entries[to++] = n;
        }
      }
      rowStart[u + 1] = to;
    }
    return new RatingTable(
      this.userCount,
      this.filmCount,
      rowStart,
      gather(this.film, entries, sharedNumbers.uint32(to)),
      gather(this.rating, entries, sharedNumbers.float32(to)),
      this.time && gather(this.time, entries, sharedNumbers.float64(to)),
      this.top,
    );
  }

  /** The table without the ratings of these users, who keep their numbers. O(n). */
  withoutUsers(users: Iterable<number>): RatingTable {
    const keep = new Uint8Array(this.ratingCount).fill(1);
    for (const u of users) {
      keep.fill(0, this.rowStart[u], this.rowStart[u + 1]);
    }
    return this.subset(keep);
  }

  /** The same ratings, of which the moments are not known; the order stays. */
  withoutTimes(): RatingTable {
    const { userCount, filmCount, rowStart, film, rating, top } = this;
    return new RatingTable(userCount, filmCount, rowStart, film, rating, null, top);
  }

  /** What user u has rated: views of the table, not copies. */
  history(u: number): UserHistory {
    const start = this.rowStart[u];
    const end = this.rowStart[u + 1];
    return {
      film: this.film.subarray(start, end),
      rating: this.rating.subarray(start, end),
      time: this.time?.subarray(start, end) ?? null,
      top: this.top,
    };
  }

  /** For each entry where those of its user's next moment begin; without times a user has one moment. Result: entries. O(n). */
  momentEnds(): Uint32Array {
    const ends = sharedNumbers.uint32(this.ratingCount);
    for (let u = 0; u < this.userCount; u++) {
      let end = this.rowStart[u + 1];
      for (let n = end; n-- > this.rowStart[u];) {
        if (this.time && n + 1 < this.rowStart[u + 1] && this.time[n] !== this.time[n + 1]) {
          end = n + 1;
        }
        ends[n] = end;
      }
    }
    return ends;
  }

  /** Ratings, and likes, of each film. O(n). */
  countByFilm(): { rated: Uint32Array; liked: Uint32Array } {
    const rated = new Uint32Array(this.filmCount);
    const liked = new Uint32Array(this.filmCount);
    for (let n = 0; n < this.ratingCount; n++) {
      rated[this.film[n]]++;
      if (isLiked(this.rating[n], this.top)) {
        liked[this.film[n]]++;
      }
    }
    return { rated, liked };
  }
}

function gather<T extends Uint32Array | Float32Array | Float64Array>(from: T, order: Uint32Array, to: T): T {
  for (let n = 0; n < order.length; n++) {
    to[n] = from[order[n]];
  }
  return to;
}
