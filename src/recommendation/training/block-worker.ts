import { parentPort, workerData } from 'node:worker_threads';
import { blockGram, blockWeights } from '../../engine/training/block-solve';
import type { BlockTask } from '../../engine/training/block-tasks';
import type { FilmColumns } from '../../engine/linear-algebra/film-columns';
import { SpdInverter } from '../../engine/linear-algebra/spd-inverse';

/** The blocks that one thread solves. */
export interface BlockShare {
  readonly columns: FilmColumns;
  readonly ridge: number;
  readonly tasks: readonly (BlockTask & { readonly index: number })[];
}

/** What it tells of each. */
export interface SolvedBlock {
  readonly index: number;
  readonly weights: Float32Array;
}

function run({ columns, ridge, tasks }: BlockShare): void {
  const inverter = new SpdInverter();
  for (const { index, films, own } of tasks) {
    const weights = blockWeights(blockGram(columns, films), own, ridge, inverter);
    parentPort?.postMessage({ index, weights } satisfies SolvedBlock, [weights.buffer as ArrayBuffer]);
  }
}

run(workerData as BlockShare);
