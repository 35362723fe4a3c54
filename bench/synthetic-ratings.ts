import { Random } from '../src/engine/random';
import { RatingTable } from '../src/engine/ratings';

/** Latent tastes of the made-up users. */
const TASTES = 8;

/**
 * Made-up ratings with a power law of films and of users and a few latent tastes, as movie ratings have: about `ratingCount`
 * of them, rows in order of user and time. The same seed gives the same ratings.
 */
export function syntheticRatings(userCount: number, filmCount: number, ratingCount: number, seed: number): RatingTable {
  const random = new Random(seed);
  // Films of one taste are every eighth: cumulative popularity, so that a draw is a binary search.
  const perTaste = Math.ceil(filmCount / TASTES);
  const cumulative = new Float64Array(perTaste);
  for (let n = 0, sum = 0; n < perTaste; n++) {
    cumulative[n] = sum += (n + 10) ** -0.9;
  }
  const activity = Float64Array.from({ length: userCount }, () => Math.exp(1.1 * random.normal()));
  const total = activity.reduce((sum, a) => sum + a, 0);
  const rowStart = new Uint32Array(userCount + 1);
  const film = new Uint32Array(ratingCount);
  const rating = new Float32Array(ratingCount);
  const seen = new Uint32Array(filmCount);
  let count = 0;
  for (let u = 0; u < userCount; u++) {
    const wanted = Math.min(filmCount / 4, 1 + Math.round((activity[u] / total) * ratingCount));
    const taste = random.integer(TASTES);
    const end = Math.min(ratingCount, count + wanted);
    for (let draws = 0; count < end && draws < 4 * wanted; draws++) {
      const own = random.uniform() < 0.6;
      const of = own ? taste : random.integer(TASTES);
      const f = drawn(cumulative, random.uniform() * cumulative[perTaste - 1]) * TASTES + of;
      if (f < filmCount && seen[f] !== u + 1) {
        seen[f] = u + 1;
        film[count] = f;
        rating[count++] = Math.min(5, Math.max(0.5, Math.round(2 * ((own ? 4 : 3.2) + 0.9 * random.normal())) / 2));
      }
    }
    rowStart[u + 1] = count;
  }
  const time = Float64Array.from({ length: count }, (_, n) => n);
  return new RatingTable(userCount, filmCount, rowStart, film.slice(0, count), rating.slice(0, count), time, 5);
}

function drawn(cumulative: Float64Array, x: number): number {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle] > x) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
