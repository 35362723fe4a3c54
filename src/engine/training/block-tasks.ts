import { Matrix } from '../linear-algebra/matrix';
import { FilmWeights } from '../model/film-weights';
import type { TrainingParameters } from '../model/parameters';
import { rounded } from '../linear-algebra/rounded-matrix';
import type { SparseMatrix } from '../linear-algebra/sparse';
import { alone, evenRanges, type Range, type Team } from '../team';
import { WorstFirstHeap } from '../linear-algebra/worst-first-heap';

/** One closed-form solve: the weights of `films` (its halo included) for the first `own` of them. */
export interface BlockTask {
  /** The films of the block, then its halo. */
  readonly films: Uint32Array;
  readonly own: number;
}

/** Added to the popularity of a film before its square root is taken: a film of few ratings is no neighbour of anything. */
const POPULARITY_SHRINKAGE = 10;

/** Some of the blocks, whose halos are looked for. */
export interface BlocksToSurround extends Range {
  /** Users x films; a copy on another thread has no methods. */
  readonly x: Pick<SparseMatrix, 'rows' | 'cols' | 'rowStart' | 'column' | 'value'>;
  /** Of each film, -1 for none. */
  readonly blockOf: Int32Array;
  /** Squared preferences of each film. */
  readonly popularity: Float64Array;
  readonly halo: number;
}

/**
 * Give each block its halo: the `halo` outside films with the largest sum of co-ratings with the block (weighed by
 * preference), divided by sqrt(popularity + 10). A film that shares no user with the block is none of its halo.
 *
 * X: users x films. O(ratings blocks of a user + films blocks).
 */
export async function blockTasks(
  x: SparseMatrix,
  blocks: readonly Uint32Array[],
  halo: number,
  team: Team = alone,
): Promise<BlockTask[]> {
  const popularity = new Float64Array(x.cols);
  for (let n = 0; n < x.column.length; n++) {
    popularity[x.column[n]] += x.value[n] * x.value[n];
  }
  const blockOf = new Int32Array(x.cols).fill(-1);
  blocks.forEach((films, b) => films.forEach((f) => (blockOf[f] = b)));
  const ranges = evenRanges([...Array(blocks.length + 1).keys()], team.size);
  const halos = await team.map(
    halosOf,
    ranges.map((range) => ({ x, blockOf, popularity, halo, ...range })),
  );
  const all = halos.flat();
  return blocks.map((own, b) => ({ films: Uint32Array.of(...own, ...all[b]), own: own.length }));
}

/** The halo of each of these blocks, the nearest first. */
export function halosOf({ x, blockOf, popularity, halo, from, to }: BlocksToSurround): Uint32Array[] {
  const count = to - from;
  const together = coRatings(x, blockOf, from, count);
  const score = new Float64Array(x.cols);
  return Array.from({ length: count }, (_, b) => {
    const nearest = new WorstFirstHeap(score, halo);
    for (let f = 0; f < score.length; f++) {
      const shared = blockOf[f] === from + b ? 0 : together.data[f * count + b];
      score[f] = shared / Math.sqrt(popularity[f] + POPULARITY_SHRINKAGE);
      if (shared > 0) nearest.offer(f);
    }
    return nearest.bestFirst();
  });
}

/** X'X S, where S says which film is in which of `count` blocks from `first` on: films x count. */
function coRatings(x: BlocksToSurround['x'], blockOf: Int32Array, first: number, count: number): Matrix {
  const sums = Matrix.zeros(x.cols, count);
  const ofUser = new Float64Array(count);
  const met = new Uint32Array(count);
  for (let u = 0; u < x.rows; u++) {
    ofUser.fill(0);
    let blocks = 0;
    for (let n = x.rowStart[u]; n < x.rowStart[u + 1]; n++) {
      const b = blockOf[x.column[n]] - first;
      if (b >= 0 && b < count) {
        ofUser[b] += x.value[n];
      }
    }
    // Few users have rated films of all blocks.
    for (let b = 0; b < count; b++) {
      if (ofUser[b] !== 0) met[blocks++] = b;
    }
    for (let n = x.rowStart[u]; n < x.rowStart[u + 1]; n++) {
      const value = x.value[n];
      const at = x.column[n] * count;
      for (let m = 0; m < blocks; m++) {
        sums.data[at + met[m]] += value * ofUser[met[m]];
      }
    }
  }
  return sums;
}

/**
 * B of these tasks and of the weights that were solved for them. The head, which lists are made of, is kept as it is; the other
 * blocks, which are most of a large model, in 8 bits a weight.
 */
export function filmWeightsOf(
  filmCount: number,
  tasks: readonly BlockTask[],
  solved: readonly Float32Array[],
  { head }: Pick<TrainingParameters, 'head'>,
): FilmWeights {
  const blocks = tasks.map(({ films, own }, b) => {
    const weights = new Matrix(films.length, own, solved[b]);
    return { films, weights: b === 0 && head > 0 ? weights : rounded(weights) };
  });
  return new FilmWeights(filmCount, blocks);
}
