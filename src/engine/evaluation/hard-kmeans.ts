import { countLabels } from '../linear-algebra/counting-sort';
import { plusPlusSeeds, type ShrinkDistances } from '../clustering/kmeans-seeding';
import { Matrix } from '../linear-algebra/matrix';
import { Random } from '../random';
import { SparseMatrix } from '../linear-algebra/sparse';
import type { Recommender } from './recommender';
import { squaredLengths, standardisedRows, updateMeans } from './standardised-rows';

const CLUSTERS = 5;
const MOST_ITERATIONS = 300;

/** Where k-means starts: at the rows of these users, or at seeds drawn by k-means++. */
export type HardKMeansStart = { readonly users: readonly number[] } | { readonly seed: number };

/**
 * The recommender of the tutorials: k-means with k = 5 on users' rating rows, missing ratings as 0 and columns
 * standardised; everybody in a cluster gets its centroid as scores.
 *
 * Its quality is mostly chance. Standardising makes a film with one rating weigh as much as any other, so the few users
 * with many rare films end up alone, one to a cluster, all the others share the fifth, and which users those are depends
 * on the start. On MovieLens latest-small, forty starts of scikit-learn give NDCG@10 0.020 +- 0.007 (0.006 to 0.037) on
 * the time split and 0.040 +- 0.020 (0.008 to 0.085) on the random one. A fair figure is the mean over several starts
 * (`meanRow`); one figure of another program can only be compared from the same start.
 *
 * Nothing users x films is held. O(ratings k) an iteration.
 */
export function hardKMeans(start: HardKMeansStart): Recommender {
  return {
    name: 'hard k-means, k = 5',
    fit(train) {
      const { scaled, shift, deviation } = standardisedRows(train);
      const users =
        'users' in start
          ? start.users
          : plusPlusSeeds(scaled.rows, CLUSTERS, new Random(start.seed), sparseDistances(scaled));
      const means = lloyd(scaled, users);
      const squares = squaresOf(means);
      const scores = means.data.map((mean, n) => mean - shift[n % means.cols]);
      return {
        score: ({ film, rating }) => {
          const column = Uint32Array.from(film);
          const value = Float32Array.from(rating, (r, n) => r / deviation[column[n]]);
          const row = new SparseMatrix(1, means.cols, Uint32Array.of(0, column.length), column, value);
          const [label] = nearestMeans(row, means, squares);
          return scores.subarray(label * means.cols, (label + 1) * means.cols);
        },
      };
    },
  };
}

/** The means at which k-means ends that starts at these users. Result: clusters x films. */
function lloyd(rows: SparseMatrix, users: readonly number[]): Matrix {
  const means = Matrix.zeros(users.length, rows.cols);
  users.forEach((user, c) => {
    for (let n = rows.rowStart[user]; n < rows.rowStart[user + 1]; n++) {
      means.data[c * rows.cols + rows.column[n]] = rows.value[n];
    }
  });
  let labels = nearestMeans(rows, means);
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    updateMeans(means, rows, labels, countLabels(labels, means.rows));
    const before = labels;
    labels = nearestMeans(rows, means);
    if (labels.every((label, r) => label === before[r])) {
      break;
    }
  }
  return means;
}

/** Of each mean, |mean|^2. */
function squaresOf(means: Matrix): number[] {
  return Array.from({ length: means.rows }, (_, c) => means.row(c).reduce((sum, x) => sum + x * x, 0));
}

function nearestMeans(rows: SparseMatrix, means: Matrix, squares = squaresOf(means)): Uint32Array {
  const labels = new Uint32Array(rows.rows);
  for (let r = 0; r < rows.rows; r++) {
    let best = Infinity;
    for (let c = 0; c < means.rows; c++) {
      let inner = 0;
      for (let n = rows.rowStart[r]; n < rows.rowStart[r + 1]; n++) {
        inner += rows.value[n] * means.data[c * means.cols + rows.column[n]];
      }
      // |row|^2 is the same for all means.
      const distance = squares[c] - 2 * inner;
      if (distance < best) {
        best = distance;
        labels[r] = c;
      }
    }
  }
  return labels;
}

/** Squared distances between sparse rows. O(entries) a call. */
function sparseDistances(rows: SparseMatrix): ShrinkDistances {
  const squares = squaredLengths(rows);
  const centre = new Float64Array(rows.cols);
  return (row, from, into) => {
    centre.fill(0);
    for (let n = rows.rowStart[row]; n < rows.rowStart[row + 1]; n++) {
      centre[rows.column[n]] = rows.value[n];
    }
    let sum = 0;
    for (let r = 0; r < rows.rows; r++) {
      let inner = 0;
      for (let n = rows.rowStart[r]; n < rows.rowStart[r + 1]; n++) {
        inner += rows.value[n] * centre[rows.column[n]];
      }
      // The difference of large numbers can fall below zero, and a row is at distance 0 of itself.
      const square = r === row ? 0 : Math.max(0, squares[r] + squares[row] - 2 * inner);
      into[r] = Math.min(square, from[r]);
      sum += into[r];
    }
    return sum;
  };
}
