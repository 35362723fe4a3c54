import type { BlockTask } from './block-tasks';
import type { FilmColumns } from '../linear-algebra/film-columns';
import { Matrix } from '../linear-algebra/matrix';
import { SpdInverter } from '../linear-algebra/spd-inverse';
import type { Team } from '../team';

/** One block of ratings, to be solved. */
export interface BlockOfRatings extends BlockTask {
  readonly columns: FilmColumns;
  readonly ridge: number;
}

/** The same of sums over all users: the lower half of their X'X, row by row. */
export interface BlockOfSums extends Pick<BlockTask, 'own'> {
  readonly sums: Float64Array;
  /** Films of the block and its halo. */
  readonly size: number;
  readonly ridge: number;
}

// One for each thread: its memory is that of the largest block.
let inverter: SpdInverter | undefined;

/** B of a block: films x own. See `blockWeights`. */
export function solveBlock({ columns, films, own, ridge }: BlockOfRatings): Float32Array {
  return blockWeights(blockGram(columns, films), own, ridge, (inverter ??= new SpdInverter()));
}

/** The same of sums. */
export function solveSummedBlock({ sums, size, own, ridge }: BlockOfSums): Float32Array {
  const gram = Matrix.zeros(size, size);
  for (let r = 0, at = 0; r < size; r++) {
    gram.row(r).set(sums.subarray(at, (at += r + 1)));
  }
  return blockWeights(gram, own, ridge, (inverter ??= new SpdInverter()));
}

/** The weights of the blocks of ratings, in the order of the tasks. The costliest are begun first. */
export async function solveBlocks(
  team: Team,
  columns: FilmColumns,
  tasks: readonly BlockTask[],
  ridge: number,
  onSolved?: (count: number) => void,
): Promise<Float32Array[]> {
  const order = [...tasks.keys()].sort((a, b) => tasks[b].films.length - tasks[a].films.length || a - b);
  const blocks = order.map((task) => ({ columns, ridge, ...tasks[task] }));
  const solved: Float32Array[] = [];
  (await team.map(solveBlock, blocks, onSolved)).forEach((weights, n) => (solved[order[n]] = weights));
  return solved;
}

/**
 * B of one block by closed form: P = (G + ridge I)^-1, B = -P / diag(P), zero diagonal (H. Steck, "Embarrassingly shallow
 * autoencoders for sparse data", WWW 2019). gram: n x n, overwritten; result n x own, row-major. O(n^3).
 */
export function blockWeights(gram: Matrix, own: number, ridge: number, inverter: SpdInverter): Float32Array {
  const { rows: n, data: p } = inverter.invert(gram, ridge);
  const weights = new Float32Array(n * own);
  const scale = Float64Array.from({ length: own }, (_, c) => -1 / p[c * n + c]);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < own; c++) {
      weights[r * own + c] = p[r * n + c] * scale[c];
    }
  }
  for (let c = 0; c < own; c++) {
    weights[c * own + c] = 0;
  }
  return weights;
}

/**
 * The lower half of G = X'X for some films: n x n. Film by film: each user's list of the films so far is walked once for
 * every further film, so that one row of G at a time is written and stays in the cache. O(pairs of ratings of one user).
 */
export function blockGram({ userCount, start, user, value }: FilmColumns, films: Uint32Array): Matrix {
  const n = films.length;
  const listStart = new Uint32Array(userCount + 1);
  for (const f of films) {
    for (let e = start[f]; e < start[f + 1]; e++) {
      listStart[user[e] + 1]++;
    }
  }
  for (let u = 0; u < userCount; u++) {
    listStart[u + 1] += listStart[u];
  }
  const listEnd = listStart.slice();
  const place = new Uint32Array(listStart[userCount]);
  const preference = new Float32Array(place.length);
  const gram = Matrix.zeros(n, n);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    row.fill(0, 0, i + 1);
    for (let e = start[films[i]]; e < start[films[i] + 1]; e++) {
      const u = user[e];
      const x = value[e];
      const end = listEnd[u]++;
      place[end] = i;
      preference[end] = x;
      for (let m = listStart[u]; m <= end; m++) {
        row[place[m]] += x * preference[m];
      }
    }
    gram.data.set(row.subarray(0, i + 1), i * n);
  }
  return gram;
}
