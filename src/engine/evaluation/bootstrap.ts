import { at } from '../../invariants';
import type { Random } from '../random';

/** Resamples that an interval is read from. */
const RESAMPLES = 1000;

const LOWEST = 0.025;
const HIGHEST = 0.975;

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Means over resampled users: of all columns the same users each time, so that columns can be compared pair by pair. */
export interface Resampled {
  /** columns: mean over all users */
  readonly mean: Float64Array;
  /** columns of RESAMPLES: mean over the users of each resample */
  readonly means: readonly Float64Array[];
}

/**
 * The bootstrap over users (B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13): how far the
 * means would lie apart had other users of the same kind been asked. columns: values by user, at least one, all of one length;
 * NaN for a user whom a column says nothing of, who is drawn like the others and not counted. O(resamples users columns).
 */
export function resample(columns: readonly Float64Array[], random: Random): Resampled {
  const users = at(columns, 0, 'column').length;
  const means = columns.map(() => new Float64Array(RESAMPLES));
  const drawn = new Uint32Array(users);
  for (let r = 0; r < RESAMPLES; r++) {
    for (let n = 0; n < users; n++) {
      drawn[n] = random.integer(users);
    }
    columns.forEach((column, c) => {
      let sum = 0;
      let count = 0;
      for (let n = 0; n < users; n++) {
        const value = column[drawn[n]];
        if (value === value) {
          sum += value;
          count++;
        }
      }
      means[c][r] = sum / Math.max(1, count);
    });
  }
  return { mean: Float64Array.from(columns, meanOfCounted), means };
}

/** Of the values that are numbers; 0 of none. */
function meanOfCounted(column: Float64Array): number {
  const counted = column.filter((value) => value === value);
  return counted.reduce((sum, value) => sum + value, 0) / Math.max(1, counted.length);
}

/** Mean of a column. */
export function estimate({ mean, means }: Resampled, column: number): Estimate {
  return { value: mean[column], ...percentiles(means[column]) };
}

/** Mean of column a less that of column b, user by user. */
export function difference({ mean, means }: Resampled, a: number, b: number): Estimate {
  return { value: mean[a] - mean[b], ...percentiles(means[a].map((x, r) => x - means[b][r])) };
}

/** Mean of column a as a multiple of that of column b; Infinity where b is 0. */
export function ratio({ mean, means }: Resampled, a: number, b: number): Estimate {
  return { value: mean[a] / mean[b], ...percentiles(means[a].map((x, r) => x / means[b][r])) };
}

function percentiles(values: Float64Array): { low: number; high: number } {
  const ascending = values.slice().sort();
  const percentile = (share: number): number => ascending[Math.round(share * (ascending.length - 1))];
  return { low: percentile(LOWEST), high: percentile(HIGHEST) };
}
