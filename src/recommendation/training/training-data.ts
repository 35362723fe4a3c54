import type { RatingRows } from '../../engine/ratings/rating-rows';
import { toldPreference } from '../../engine/ratings/preference';
import { MAX_RATING } from '../../ratings/profile';
import type { RatingStream } from '../../ratings/rating-stream';

/** All ratings, and what events say of other films, as the engine takes them, and the film id of each column. */
export interface TrainingData {
  readonly rows: RatingRows;
  /** Ascending. */
  readonly filmIds: Float64Array;
}

/**
 * As many ratings as a trainer takes: 20 million fit into 1.2 GB (bench/RESULTS.md), and a model of more is hardly better.
 * Of more, whole users are left out.
 */
const MOST_RATINGS = 20_000_000;

/** Room for users who rate more than others, beyond what their share would be. */
const SLACK = 1.05;

/** Of a rating without a time: it counts as the oldest. */
const LONG_AGO = -8.64e15;

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
  const filmIds = catalogue.map(({ id }) => id);
  const columnOf = new Map(Array.from(filmIds, (id, column) => [id, column]));
  // Ratings made while we read are left for the next training.
  const total = await stream.count();
  const capacity = Math.min(total, Math.ceil(SLACK * most));
  const user = new Uint32Array(capacity);
  const film = new Uint32Array(capacity);
  const rating = new Float32Array(capacity);
  const time = new Float64Array(capacity);
  let userCount = 0;
  let count = 0;
  let timed = false;
  for await (const one of stream.users(most / total)) {
    // No room for the whole of a user.
    if (count + one.filmIds.length + one.told.length > capacity) continue;
    for (let n = 0; n < one.filmIds.length; n += 1) {
      const column = columnOf.get(one.filmIds[n]);
      if (column === undefined) continue;
      user[count] = userCount;
      film[count] = column;
      rating[count] = one.ratings[n];
      timed ||= !Number.isNaN(one.times[n]);
      time[count] = Number.isNaN(one.times[n]) ? LONG_AGO : one.times[n];
      count += 1;
    }
    for (const { filmId, preference, at } of one.told) {
      const column = columnOf.get(filmId);
      if (column === undefined) continue;
      user[count] = userCount;
      film[count] = column;
      rating[count] = toldPreference(preference);
      time[count] = at;
      timed = true;
      count += 1;
    }
    userCount += 1;
  }
  return {
    filmIds: Float64Array.from(filmIds),
    rows: {
      userCount,
      filmCount: filmIds.length,
      user: user.subarray(0, count),
      film: film.subarray(0, count),
      rating: rating.subarray(0, count),
      time: timed ? time.subarray(0, count) : null,
      top: MAX_RATING,
    },
  };
}
