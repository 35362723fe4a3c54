import { exp, powers } from '../elementary';
import { isLiked } from './preference';
import type { RatingTable } from './rating-table';

/** Moments are told apart by this much of a half-life: likes of one step weigh the same. */
const STEPS = 24;

/** A like of so many half-lives ago counts no more. */
const LONGEST = 8;

const DAY = 86_400_000;

/** Likes of a film in one step of time. */
export interface LikesOfStep {
  readonly film: number;
  readonly step: number;
  readonly count: number;
}

/** How long a step is, in milliseconds. halfLife: days. */
export function stepLength(halfLife: number): number {
  return Math.round((halfLife * DAY) / STEPS);
}

/** The step that a moment is of. moment: milliseconds since 1970. */
export function stepOf(moment: number, halfLife: number): number {
  return Math.floor(moment / stepLength(halfLife));
}

/** The first step of which likes still count at this one. */
export function oldestStep(step: number): number {
  return step - LONGEST * STEPS;
}

/** By age in steps: 1 for likes of the present step, a half for those of a half-life ago. */
const WEIGHTS = powers(exp(-Math.LN2 / STEPS), LONGEST * STEPS + 1);

/** Likes of each film, each weighed by its age at a step. Later ones do not count. Result: filmCount. O(films + likes). */
export function weighedLikes(likes: Iterable<LikesOfStep>, step: number, filmCount: number): Float64Array {
  const weighed = new Float64Array(filmCount);
  for (const { film, step: then, count } of likes) {
    weighed[film] += count * weightAt(step - then);
  }
  return weighed;
}

function weightAt(age: number): number {
  return age >= 0 && age < WEIGHTS.length ? WEIGHTS[age] : 0;
}

/** Films that somebody rated, and when, in milliseconds: ratings. */
interface TimedFilms {
  readonly film: ArrayLike<number>;
  readonly time: ArrayLike<number>;
}

/**
 * Likes in the order of their times, to tell how much each film was liked of late at any moment, as somebody knew
 * it who was there. For one half-life.
 */
export class RecentLikes {
  private constructor(
    /** filmCount + 1: where the steps of each film begin. */
    private readonly rowStart: Uint32Array,
    /** Of each film ascending; a step with several likes stands once. */
    private readonly step: Float64Array,
    /** Likes of a film up to a step, each weighed by its age at that step. */
    private readonly weighed: Float64Array,
    private readonly halfLife: number,
  ) {}

  /** Null without times. halfLife: days, times being in milliseconds. O(ratings log ratings). */
  static of({ time, rating, film, top, filmCount }: RatingTable, halfLife: number): RecentLikes | null {
    if (!time) {
      return null;
    }
    const liked = Uint32Array.from(film.keys()).filter((n) => isLiked(rating[n], top));
    return RecentLikes.at(liked, { film, time }, filmCount, halfLife);
  }

  /** Of the ratings at the places `liked`, of films numbered below filmCount. halfLife: days. O(likes log likes). */
  static at(liked: Uint32Array, { film, time }: TimedFilms, filmCount: number, halfLife: number): RecentLikes {
    liked.sort((a, b) => film[a] - film[b] || time[a] - time[b]);
    const rowStart = new Uint32Array(filmCount + 1);
    const step = new Float64Array(liked.length);
    const weighed = new Float64Array(liked.length);
    let at = 0;
    for (let n = 0, f = 0; f < filmCount; f++) {
      rowStart[f] = at;
      for (; n < liked.length && film[liked[n]] === f; n++) {
        const then = stepOf(time[liked[n]], halfLife);
        if (at > rowStart[f] && step[at - 1] === then) {
          weighed[at - 1]++;
        } else {
          weighed[at] = 1 + (at > rowStart[f] ? weighed[at - 1] * weightAt(then - step[at - 1]) : 0);
          step[at++] = then;
        }
      }
    }
    rowStart[filmCount] = at;
    return new RecentLikes(rowStart, step.slice(0, at), weighed.slice(0, at), halfLife);
  }

  /**
   * Likes of each film in the steps that had ended at this moment, weighed by their age: filmCount. In the step of the moment itself
   * likes would be told that were not given yet. O(films log likes).
   */
  before(moment: number): Float64Array {
    const now = stepOf(moment, this.halfLife) - 1;
    const likes = new Float64Array(this.rowStart.length - 1);
    for (let f = 0; f < likes.length; f++) {
      let low = this.rowStart[f];
      let high = this.rowStart[f + 1];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.step[middle] <= now) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low > this.rowStart[f]) {
        likes[f] = this.weighed[low - 1] * weightAt(now - this.step[low - 1]);
      }
    }
    return likes;
  }
}
