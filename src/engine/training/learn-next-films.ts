import { powers } from '../elementary';
import { transposeRows } from '../linear-algebra/counting-sort';
import type { TrainingParameters } from '../model/parameters';
import type { NextFilms } from '../model/next-films';
import { opinion } from '../ratings/preference';
import type { RatingTable } from '../ratings/rating-table';
import { OPINION, sumUnits } from './sum-units';
import { sharedNumbers } from '../shared-numbers';
import { alone, evenRanges, type Range, type Team } from '../team';
import { WorstFirstHeap } from '../linear-algebra/worst-first-heap';

/** How much less each further film says than the one before it. */
const WINDOW_DECAY = 0.93;

/** Films, as a power of two, of which it is noted together whether any was met: most of a large catalogue follow no film. */
const SHELF_BITS = 6;

/** Ranges of films for each part that a team does at once. */
const RANGES_EACH = 4;

type NextFilmsParameters = Pick<TrainingParameters, 'window' | 'nextKept' | 'nextShrinkage' | 'preference' | 'dislike'>;

/** How often a film was followed, and by which: a row of C and its T. */
export interface Followers {
  readonly film: number;
  /** T: a weight of 1 is the unit of weights. */
  readonly total: number;
  /** C, by film: 1 is the unit of weights times `OPINION`. */
  readonly sums: Float64Array;
  /** Not 0 for each shelf of 64 films on which there may be sums other than 0. */
  readonly met: Uint8Array;
}

/** Of no film: to be filled, and emptied by `forgetFollowers`. */
export function noFollowers(filmCount: number): Pick<Followers, 'sums' | 'met'> {
  return { sums: new Float64Array(filmCount), met: new Uint8Array(shelfOf(filmCount) + 1) };
}

/** The shelf of a film. */
export const shelfOf = (film: number): number => film >> SHELF_BITS;

export function forgetFollowers({ sums, met }: Pick<Followers, 'sums' | 'met'>): void {
  for (let shelf = 0; shelf < met.length; shelf++) {
    if (met[shelf] !== 0) sums.fill(0, shelf << SHELF_BITS, (shelf + 1) << SHELF_BITS);
  }
  met.fill(0);
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
  unit = sumUnits(table.userCount, 0, { tau: 1, dislike: parameters.dislike, centring: 0, userNormalisation: 0 })
    .weight,
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
  const nearest = new NearestFollowers(rated, parameters, histories.unit);
  forEachFollowed(histories, films, (followers) => rows.push(nearest.of(followers)));
  return rows;
}

/** What people rated and when, as the films that follow are counted of it; in shared memory. */
export interface Histories extends Pick<NextCounting, 'unit' | 'window'> {
  /**
   * Of each rating of the table two numbers, side by side since most are not in the cache when they are read: its film, with
   * `ENDS_MOMENT` at the last of a moment, and what it says, 1 being `OPINION`.
   */
  readonly said: Int32Array;
  /** films + 1: where the ratings of each film begin in `from` and `to`. */
  readonly start: Uint32Array;
  /** The ratings that follow each, which are `from` .. `to` - 1 of the table; the last moment among them may go on. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** The sign, which no film has. */
const ENDS_MOMENT = 0x8000_0000;
const FILM = 0x7fff_ffff;

/** O(ratings). */
export function historiesOf(table: RatingTable, { window, preference, dislike, unit }: NextCounting): Histories {
  const { rowStart, film, filmCount, rating, top } = table;
  const momentEnd = table.momentEnds();
  const said = sharedNumbers.int32(2 * film.length);
  for (let n = 0; n < film.length; n++) {
    said[2 * n] = momentEnd[n] === n + 1 ? film[n] | ENDS_MOMENT : film[n];
    said[2 * n + 1] = Math.round(OPINION * opinion(rating[n], top, preference, dislike));
  }
  const from = sharedNumbers.uint32(film.length);
  const to = sharedNumbers.uint32(film.length);
  const start = transposeRows(rowStart, film, filmCount, (at, user, n) => {
    from[at] = momentEnd[n];
    to[at] = Math.min(rowStart[user + 1], momentEnd[n] + window);
  });
  return { window, unit, said, start, from, to };
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
  { said, start, from, to, window, unit }: Histories,
  { from: firstFilm, to: endFilm }: Range,
  use: (followers: Followers) => void,
): void {
  const weights = weightsOfMoments(window, unit);
  const followers = noFollowers(start.length - 1);
  const { sums, met } = followers;
  for (let i = firstFilm; i < endFilm; i++) {
    let total = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const first = from[e];
      for (let n = first; n < to[e];) {
        let end = n + 1;
        while (said[2 * end - 2] >= 0 && end - n <= window) end++;
        const size = end - n;
        const weight = size > window ? 0 : weights[(size - 1) * window + n - first];
        total += weight * size;
        for (; n < end; n++) {
          const f = said[2 * n] & FILM;
          sums[f] += weight * said[2 * n + 1];
          met[f >> SHELF_BITS] = 1;
        }
      }
    }
    use({ film: i, total, ...followers });
    forgetFollowers(followers);
  }
}

/** Films that follow one, ascending, and what they are worth. */
export interface FilmAffinities {
  readonly film: Uint32Array;
  readonly affinity: Float32Array;
}

/** Finds the films of largest affinity among those that follow a film: a row of N. */
export class NearestFollowers {
  private readonly nearness: Float64Array;
  private readonly oneByRoot: Float64Array;

  /** rated: ratings of each film of the catalogue; unit: of the weights. */
  constructor(
    private readonly rated: ArrayLike<number>,
    private readonly parameters: Pick<NextFilmsParameters, 'nextKept' | 'nextShrinkage'>,
    private readonly unit: number,
  ) {
    this.nearness = new Float64Array(rated.length);
    this.oneByRoot = Float64Array.from(rated, (count) => 1 / Math.sqrt(count + parameters.nextShrinkage));
  }

  /** Films ascending; those whose sums are above zero count. */
  of({ total, met, sums }: Followers): FilmAffinities {
    const { nearness, oneByRoot, rated, unit } = this;
    const { nextKept, nextShrinkage } = this.parameters;
    // What all followers of a film have in common does not order them.
    const nearest = new WorstFirstHeap(nearness, nextKept);
    let farthest = NaN;
    for (let shelf = 0; shelf < met.length; shelf++) {
      if (met[shelf] === 0) continue;
      const end = Math.min((shelf + 1) << SHELF_BITS, sums.length);
      for (let f = shelf << SHELF_BITS; f < end; f++) {
        nearness[f] = sums[f] * oneByRoot[f];
        if (sums[f] > 0 && !(nearness[f] <= farthest)) farthest = nearest.offer(f);
      }
    }
    const film = nearest.bestFirst().sort();
    const affinity = Float32Array.from(
      film,
      (f) => sums[f] / (OPINION * unit) / Math.sqrt((total / unit + nextShrinkage) * (rated[f] + nextShrinkage)),
    );
    return { film, affinity };
  }
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

/**
 * What the films of a moment weigh, by the size of the moment and the place of its first film, (size - 1) window + place: the mean
 * of the weights of its places, zero behind the window. window x window, 1 being `unit`.
 */
function weightsOfMoments(window: number, unit: number): Float64Array {
  const decay = powers(WINDOW_DECAY, window);
  const weights = new Float64Array(window * window);
  for (let first = 0; first < window; first++) {
    for (let size = 1, sum = 0; size <= window; size++) {
      sum += first + size <= window ? decay[first + size - 1] : 0;
      weights[(size - 1) * window + first] = Math.round(unit * (sum / size));
    }
  }
  return weights;
}
