import { InvalidRatings } from '../errors';
import { isOpinion } from './preference';

/** Ratings as they come, in parallel arrays and any order. Row n is the n-th element of each. */
export interface RatingRows {
  readonly userCount: number;
  readonly filmCount: number;
  /** User index, 0 .. userCount - 1. */
  readonly user: Uint32Array;
  /** Film index, 0 .. filmCount - 1. */
  readonly film: Uint32Array;
  /** 0 .. top, or what stands for a preference that was told: see `toldPreference`. */
  readonly rating: Float32Array;
  /** In any unit: only the order matters. Null when the moments are not known. */
  readonly time: Float64Array | null;
  /** Top of the rating scale. */
  readonly top: number;
}

/** Throws InvalidRatings for arrays of different lengths, an index out of range or a value that is not a number. O(n). */
export function checkRows(rows: RatingRows, keep?: Uint8Array): void {
  const { user, film, rating, time, top } = rows;
  const count = user.length;
  if (film.length !== count || rating.length !== count || (time ?? user).length !== count) {
    throw new InvalidRatings('user, film, rating and time differ in length');
  }
  if (keep && keep.length !== count) {
    throw new InvalidRatings(`keep has ${keep.length} elements for ${count} rows`);
  }
  if (!(top > 0 && Number.isFinite(top))) {
    throw new InvalidRatings(`the top of the scale is ${top}`);
  }
  // The top itself is rounded the way the ratings are, so that 0.9 is not above 0.9.
  const highest = Math.fround(top);
  for (let n = 0; n < count; n++) {
    if (user[n] >= rows.userCount || film[n] >= rows.filmCount) {
      throw new InvalidRatings(`row ${n}: user ${user[n]} of ${rows.userCount}, film ${film[n]} of ${rows.filmCount}`);
    }
    if (!isOpinion(rating[n], highest)) {
      throw new InvalidRatings(`row ${n}: rating ${rating[n]} is not between 0 and ${top}`);
    }
    if (time && !Number.isFinite(time[n])) {
      throw new InvalidRatings(`row ${n}: time ${time[n]}`);
    }
  }
}
