import { powers } from '../elementary';
import { transposeRows } from '../linear-algebra/counting-sort';
import type { TrainingParameters } from '../model/parameters';
import type { NextFilms } from '../model/next-films';
import { opinion } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';
import { kthLargest } from '../linear-algebra/kth-largest';

/** How much less each further film says than the one before it. */
const WINDOW_DECAY = 0.93;

/** Sorting some films costs as much as looking at this many times as many. */
const SORT_COST = 8;

type NextFilmsParameters = Pick<TrainingParameters, 'window' | 'nextKept' | 'nextShrinkage' | 'preference' | 'dislike'>;

/**
 * What people rate next, and like: for each user in order of time, each film -> each of the `window` ratings after its moment,
 * weight 0.93^(distance - 1), times what that rating says (see `opinion`), summed over users to C. With T[i] the sum of the
 * weights alone, N[i, f] = C[i, f] / sqrt((T[i] + s) (ratings of f + s)), s being `nextShrinkage`. A film that is disliked more
 * than liked after another does not follow it. Of each film the `nextKept` largest affinities stay, of equal ones the lower
 * index.
 *
 * Films of one moment have no order: none follows another, and those that come next have the mean weight of their places. A
 * moment of more than `window` ratings is no evening but an import: nobody is said to have gone on with its films.
 *
 * O(ratings window + films (followers of a film)), and room for one row of C at a time.
 */
export function learnNextFilms(
  table: RatingTable,
  { window, nextKept, nextShrinkage, preference, dislike }: NextFilmsParameters,
): NextFilms {
  const { filmCount, film } = table;
  const { start, entry, last } = entriesByFilm(table);
  const decay = powers(WINDOW_DECAY, window);
  const momentEnd = table.momentEnds();
  const says = table.rating.map((rating) => opinion(rating, table.top, preference, dislike));
  const isMet = new Uint8Array(filmCount);
  const sums = new Float64Array(filmCount);
  const met = new Uint32Array(filmCount);
  const rowStart = new Uint32Array(filmCount + 1);
  const rows: { film: Uint32Array; affinity: Float32Array }[] = [];
  for (let i = 0; i < filmCount; i++) {
    let count = 0;
    let total = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const from = momentEnd[entry[e]];
      const end = Math.min(last[e], from + window);
      for (let moment = from; moment < end; moment = momentEnd[moment]) {
        const weight = meanWeight(decay, moment - from, momentEnd[moment] - moment);
        for (let n = moment; weight > 0 && n < momentEnd[moment]; n++) {
          const f = film[n];
          if (isMet[f] === 0) {
            isMet[f] = 1;
            met[count++] = f;
          }
          sums[f] += weight * says[n];
          total += weight;
        }
      }
    }
    const followers = ascending(met.slice(0, count), sums);
    const affinity = Float64Array.from(
      followers,
      (f) => sums[f] / Math.sqrt((total + nextShrinkage) * (start[f + 1] - start[f] + nextShrinkage)),
    );
    for (const f of met.subarray(0, count)) {
      sums[f] = 0;
      isMet[f] = 0;
    }
    rows.push(largest(followers, affinity, nextKept));
    rowStart[i + 1] = rowStart[i] + rows[i].film.length;
  }
  const next = {
    rowStart,
    film: new Uint32Array(rowStart[filmCount]),
    affinity: new Float32Array(rowStart[filmCount]),
  };
  rows.forEach((row, i) => {
    next.film.set(row.film, rowStart[i]);
    next.affinity.set(row.affinity, rowStart[i]);
  });
  return next;
}

/** Mean of the weights of `size` places from `first` on, zero behind the window; zero for more places than the window has. */
function meanWeight(decay: Float64Array, first: number, size: number): number {
  let sum = 0;
  for (let place = first; place < Math.min(first + size, decay.length); place++) {
    sum += decay[place];
  }
  return size > decay.length ? 0 : sum / size;
}

/** Entries of the table by film, and where the row of each one's user ends. */
function entriesByFilm({ rowStart, film, filmCount }: RatingTable): {
  start: Uint32Array;
  entry: Uint32Array;
  last: Uint32Array;
} {
  const entry = new Uint32Array(film.length);
  const last = new Uint32Array(film.length);
  const start = transposeRows(rowStart, film, filmCount, (to, user, from) => {
    entry[to] = from;
    last[to] = rowStart[user + 1];
  });
  return { start, entry, last };
}

/** The films with a sum above zero, ascending. met: all with a sum, in any order, sorted in place if they are few. */
function ascending(met: Uint32Array, sums: Float64Array): Uint32Array {
  if (met.length * SORT_COST < sums.length) {
    return met.sort().filter((f) => sums[f] > 0);
  }
  let count = 0;
  for (let f = 0; f < sums.length; f++) {
    if (sums[f] > 0) {
      met[count++] = f;
    }
  }
  return met.subarray(0, count);
}

/** The `kept` films of largest affinity, in the order given. */
function largest(
  films: Uint32Array,
  affinity: Float64Array,
  kept: number,
): { film: Uint32Array; affinity: Float32Array } {
  if (films.length <= kept) {
    return { film: films, affinity: Float32Array.from(affinity) };
  }
  const threshold = kthLargest(affinity.slice(), kept);
  // Of those exactly at the threshold no more than fit.
  let spare = kept;
  for (const value of affinity) {
    spare -= value > threshold ? 1 : 0;
  }
  const film = new Uint32Array(kept);
  const values = new Float32Array(kept);
  for (let n = 0, to = 0; n < films.length; n++) {
    if (affinity[n] > threshold || (affinity[n] === threshold && spare-- > 0)) {
      film[to] = films[n];
      values[to++] = affinity[n];
    }
  }
  return { film, affinity: values };
}
