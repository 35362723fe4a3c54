import { Matrix } from '../linear-algebra/matrix';
import { FilmWeights } from '../model/film-weights';
import type { SparseMatrix } from '../linear-algebra/sparse';

/** One closed-form solve: the weights of `films` (its halo included) for the first `own` of them. */
export interface BlockTask {
  /** The films of the block, then its halo. */
  readonly films: Uint32Array;
  readonly own: number;
}

/** Added to the popularity of a film before its square root is taken: a film of few ratings is no neighbour of anything. */
const POPULARITY_SHRINKAGE = 10;

/**
 * Give each block its halo: the `halo` outside films with the largest sum of co-ratings with the block (weighed by
 * preference), divided by sqrt(popularity + 10). A film that shares no user with the block is none of its halo.
 *
 * X: users x films. O(ratings blocks + films blocks log films).
 */
export function blockTasks(x: SparseMatrix, blocks: readonly Uint32Array[], halo: number): BlockTask[] {
  const together = coRatings(x, blocks);
  const popularity = new Float64Array(x.cols);
  for (let n = 0; n < x.column.length; n++) {
    popularity[x.column[n]] += x.value[n] * x.value[n];
  }
  const score = new Float64Array(x.cols);
  return blocks.map((own, b) => {
    for (let f = 0; f < score.length; f++) {
      score[f] = together.data[f * blocks.length + b] / Math.sqrt(popularity[f] + POPULARITY_SHRINKAGE);
    }
    own.forEach((f) => (score[f] = 0));
    const near = [...score.keys()].filter((f) => score[f] > 0).sort((f, g) => score[g] - score[f] || f - g);
    return { films: Uint32Array.of(...own, ...near.slice(0, halo)), own: own.length };
  });
}

/** X'X S, where S says which film is in which block: films x blocks. */
function coRatings(x: SparseMatrix, blocks: readonly Uint32Array[]): Matrix {
  const count = blocks.length;
  const blockOf = new Int32Array(x.cols).fill(-1);
  blocks.forEach((films, b) => films.forEach((f) => (blockOf[f] = b)));
  const sums = Matrix.zeros(x.cols, count);
  const ofUser = new Float64Array(count);
  for (let u = 0; u < x.rows; u++) {
    ofUser.fill(0);
    for (let n = x.rowStart[u]; n < x.rowStart[u + 1]; n++) {
      const b = blockOf[x.column[n]];
      if (b >= 0) {
        ofUser[b] += x.value[n];
      }
    }
    for (let n = x.rowStart[u]; n < x.rowStart[u + 1]; n++) {
      const value = x.value[n];
      const at = x.column[n] * count;
      for (let b = 0; b < count; b++) {
        sums.data[at + b] += value * ofUser[b];
      }
    }
  }
  return sums;
}

/** B of these tasks and of the weights that were solved for them. */
export function filmWeightsOf(
  filmCount: number,
  tasks: readonly BlockTask[],
  solved: readonly Float32Array[],
): FilmWeights {
  return new FilmWeights(
    filmCount,
    tasks.map(({ films, own }, b) => ({ films, weights: new Matrix(films.length, own, solved[b]) })),
  );
}
