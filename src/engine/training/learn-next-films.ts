import { powers } from '../elementary';
import { transposeRows } from '../linear-algebra/counting-sort';
import type { TrainingParameters } from '../model/parameters';
import type { NextFilms } from '../model/next-films';
import { opinion } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';
import { kthLargest } from '../linear-algebra/kth-largest';
import { OPINION, sumUnits } from './sum-units';
import { sharedNumbers } from '../shared-numbers';
import { alone, evenRanges, type Range, type Team } from '../team';

/** How much less each further film says than the one before it. */
const WINDOW_DECAY = 0.93;

/** Sorting some films costs as much as looking at this many times as many. */
const SORT_COST = 8;

/** Ranges of films for each part that a team does at once. */
const RANGES_EACH = 4;

type NextFilmsParameters = Pick<TrainingParameters, 'window' | 'nextKept' | 'nextShrinkage' | 'preference' | 'dislike'>;

/** How often a film was followed, and by which: a row of C and its T. */
export interface Followers {
  readonly film: number;
  /** T: a weight of 1 is the unit of weights. */
  readonly total: number;
  /** Films that follow, in any order. */
  readonly met: Uint32Array;
  /** C, by film: 1 is the unit of weights times `OPINION`. */
  readonly sums: Float64Array;
}

/** How the sums are counted. */
interface NextCounting extends Pick<TrainingParameters, 'window' | 'preference' | 'dislike'> {
  /** What a weight of 1 is in sums. */
  readonly unit: number;
}

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
export async function learnNextFilms(
  table: RatingTable,
  parameters: NextFilmsParameters,
  unit = sumUnits(table.userCount, 0, { tau: 1, dislike: parameters.dislike, userNormalisation: 0 }).weight,
  team: Team = alone,
): Promise<NextFilms> {
  const histories = historiesOf(table, { ...parameters, unit });
  const { rated } = table.countByFilm();
  const rows = await team.map(
    nextFilmsOfSome,
    someFilms(histories, team).map((films) => ({ histories, films, rated, parameters })),
  );
  return nextFilmsOf(rows.flat());
}

/** Some of the films, of which those that follow are looked for. */
export interface FilmsToFollow {
  readonly histories: Histories;
  readonly films: Range;
  /** Ratings of each film. */
  readonly rated: Uint32Array;
  readonly parameters: Pick<NextFilmsParameters, 'nextKept' | 'nextShrinkage'>;
}

/** Their rows of N. */
export function nextFilmsOfSome({ histories, films, rated, parameters }: FilmsToFollow): FilmAffinities[] {
  const rows: FilmAffinities[] = [];
  forEachFollowed(histories, films, ({ total, met, sums }) => {
    const following = ascending(met, sums);
    const counts = Float64Array.from(following, (f) => sums[f]);
    rows.push(nearestFollowers({ films: following, counts, total }, rated, parameters, histories.unit));
  });
  return rows;
}

/** What people rated and when, as the films that follow are counted of it; in shared memory. An entry is a rating of the table. */
export interface Histories extends Pick<NextCounting, 'unit' | 'window'> {
  readonly film: Uint32Array;
  /** What each rating says: 1 is `OPINION`. */
  readonly says: Int32Array;
  /** For each entry where those of the next moment begin. */
  readonly momentEnd: Uint32Array;
  /** films + 1: where the entries of each film begin in `entry`, and in `last`, where the row of each one's user ends. */
  readonly start: Uint32Array;
  readonly entry: Uint32Array;
  readonly last: Uint32Array;
}

/** O(ratings). */
export function historiesOf(table: RatingTable, { window, preference, dislike, unit }: NextCounting): Histories {
  const { film, rating, top } = table;
  const says = new Int32Array(new SharedArrayBuffer(4 * rating.length));
  for (let n = 0; n < says.length; n++) says[n] = Math.round(OPINION * opinion(rating[n], top, preference, dislike));
  return { window, unit, film, says, momentEnd: table.momentEnds(), ...entriesByFilm(table) };
}

/** Films in ranges of about as many ratings, more of them than a team does at once: of equally many some cost more. */
export function someFilms({ start }: Histories, { size }: Team): Range[] {
  return evenRanges(start, size > 1 ? RANGES_EACH * size : 1);
}

/**
 * C and T of some films, film by film, for one row of C at a time. The sums are of whole numbers: the same in any order. What `use` is
 * given holds until it returns.
 */
export function forEachFollowed(
  { film, says, momentEnd, start, entry, last, window, unit }: Histories,
  { from: firstFilm, to: endFilm }: Range,
  use: (followers: Followers) => void,
): void {
  const filmCount = start.length - 1;
  const decay = powers(WINDOW_DECAY, window);
  const isMet = new Uint8Array(filmCount);
  const sums = new Float64Array(filmCount);
  const met = new Uint32Array(filmCount);
  for (let i = firstFilm; i < endFilm; i++) {
    let count = 0;
    let total = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const from = momentEnd[entry[e]];
      const end = Math.min(last[e], from + window);
      for (let moment = from; moment < end; moment = momentEnd[moment]) {
        const weight = Math.round(unit * meanWeight(decay, moment - from, momentEnd[moment] - moment));
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
    use({ film: i, total, met: met.subarray(0, count), sums });
    for (let n = 0; n < count; n++) {
      sums[met[n]] = 0;
      isMet[met[n]] = 0;
    }
  }
}

/** Films that follow one, ascending, and what they are worth. */
export interface FilmAffinities {
  readonly film: Uint32Array;
  readonly affinity: Float32Array;
}

/**
 * The films of largest affinity among those that follow a film, ascending. films: ascending; counts: C of each, those above
 * zero count; total: T; rated: ratings of each film of the catalogue.
 */
export function nearestFollowers(
  { films, counts, total }: { films: Uint32Array; counts: Float64Array; total: number },
  rated: ArrayLike<number>,
  { nextKept, nextShrinkage }: Pick<NextFilmsParameters, 'nextKept' | 'nextShrinkage'>,
  unit: number,
): FilmAffinities {
  const following = films.filter((_, n) => counts[n] > 0);
  const affinity = Float64Array.from(
    counts.filter((count) => count > 0),
    (count, n) =>
      count / (OPINION * unit) / Math.sqrt((total / unit + nextShrinkage) * (rated[following[n]] + nextShrinkage)),
  );
  return largest(following, affinity, nextKept);
}

/** N of the rows of all films. */
export function nextFilmsOf(rows: readonly FilmAffinities[]): NextFilms {
  const rowStart = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => (rowStart[i + 1] = rowStart[i] + row.film.length));
  const next = {
    rowStart,
    film: new Uint32Array(rowStart[rows.length]),
    affinity: new Float32Array(rowStart[rows.length]),
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
  const entry = sharedNumbers.uint32(film.length);
  const last = sharedNumbers.uint32(film.length);
  const start = transposeRows(rowStart, film, filmCount, (to, user, from) => {
    entry[to] = from;
    last[to] = rowStart[user + 1];
  });
  return { start, entry, last };
}

/** The films with a sum above zero, ascending. met: all with a sum, in any order, not changed. */
function ascending(met: Uint32Array, sums: Float64Array): Uint32Array {
  if (met.length * SORT_COST < sums.length) {
    return met.filter((f) => sums[f] > 0).sort();
  }
  const films = new Uint32Array(met.length);
  let count = 0;
  for (let f = 0; f < sums.length; f++) {
    if (sums[f] > 0) {
      films[count++] = f;
    }
  }
  return films.slice(0, count);
}

/** The `kept` films of largest affinity, in the order given. */
function largest(films: Uint32Array, affinity: Float64Array, kept: number): FilmAffinities {
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
