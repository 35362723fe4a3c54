import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { toArrays, type NamedArray } from '../../engine/model-arrays';
import { assertSound } from '../../engine/model-soundness';
import type { TrainingParameters } from '../../engine/parameters';
import { RatingTable, type RatingRows } from '../../engine/ratings';
import { train, type TrainingStage } from '../../engine/train';
import { solveOnThreads } from './block-threads';

/** What the thread is given. */
export interface EngineTask {
  readonly rows: RatingRows;
  readonly parameters: TrainingParameters;
}

/** What the thread tells: how far it is, and at last the model. */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly stage: TrainingStage; readonly fraction: number }
  | { readonly kind: 'model'; readonly arrays: NamedArray[] };

async function run({ rows, parameters }: EngineTask): Promise<void> {
  const tell = (message: EngineMessage): void => parentPort?.postMessage(message);
  const model = await train(RatingTable.fromRows(rows), parameters, {
    solver: solveOnThreads(availableParallelism()),
    onProgress: (stage, fraction) => tell({ kind: 'progress', stage, fraction }),
  });
  assertSound(model);
  tell({ kind: 'model', arrays: toArrays(model) });
}

void run(workerData as EngineTask);
