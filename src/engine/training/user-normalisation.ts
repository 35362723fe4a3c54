import { exp, log } from '../elementary';
import type { SparseMatrix } from '../linear-algebra/sparse';

type Rows = Pick<SparseMatrix, 'rowStart'>;

/**
 * What the row of each user is multiplied by before the film blocks are solved, n^(-normalisation / 2) for one with n ratings, so that in X'X
 * the user counts n^-normalisation (S. Park et al., "Why is normalization necessary for linear recommenders?", SIGIR 2025). As many as
 * users, above 0 and at most 1. O(users).
 */
export function userFactors({ rowStart }: Rows, normalisation: number): Float64Array {
  const factors = new Float64Array(rowStart.length - 1);
  for (let u = 0; u < factors.length; u++) {
    factors[u] = power(rowStart[u + 1] - rowStart[u], -normalisation / 2);
  }
  return factors;
}

/** Mean of n^-normalisation over the ratings: what a ridge is multiplied by to weigh as much as without. Above 0, at most 1. O(users). */
export function meanUserWeight({ rowStart }: Rows, normalisation: number): number {
  let sum = 0;
  let ratings = 0;
  for (let u = 0; u + 1 < rowStart.length; u++) {
    const n = rowStart[u + 1] - rowStart[u];
    sum += n * power(n, -normalisation);
    ratings += n;
  }
  return ratings > 0 ? sum / ratings : 1;
}

/** n^exponent, 1 for 0: by `elementary`, the same on every machine. */
function power(n: number, exponent: number): number {
  return exp(exponent * log(Math.max(1, n)));
}
