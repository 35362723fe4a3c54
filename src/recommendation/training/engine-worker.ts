import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { FilmTraits } from '../../engine/cold-films';
import { toArrays, type NamedArray } from '../../engine/model-arrays';
import { assertSound } from '../../engine/model-soundness';
import type { TrainingParameters } from '../../engine/parameters';
import { RatingTable, type RatingRows } from '../../engine/ratings';
import { train, type TrainingStage } from '../../engine/train';
import type { ModelQuality } from '../model/model-quality';
import { solveOnThreads } from './block-threads';
import { measureQuality } from './measure';

/** What the thread is given. */
export interface EngineTask {
  readonly rows: RatingRows;
  readonly traits: FilmTraits;
  readonly parameters: TrainingParameters;
}

export type EngineStage = TrainingStage | 'quality';

/** What the thread tells: how far it is, and at last the model and its quality. */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly stage: EngineStage; readonly fraction: number }
  | { readonly kind: 'model'; readonly arrays: NamedArray[]; readonly quality: ModelQuality };

/** Share of the thread's work that measuring the quality takes. */
const MEASURING = 0.5;

async function run({ rows, traits, parameters }: EngineTask): Promise<void> {
  const tell = (message: EngineMessage): void => parentPort?.postMessage(message);
  const table = RatingTable.fromRows(rows);
  const options = { traits, solver: solveOnThreads(availableParallelism()) };
  const quality = await measureQuality(table, parameters, options, (fraction) =>
    tell({ kind: 'progress', stage: 'quality', fraction: MEASURING * fraction }),
  );
  const model = await train(table, parameters, {
    ...options,
    onProgress: (stage, fraction) =>
      tell({ kind: 'progress', stage, fraction: MEASURING + (1 - MEASURING) * fraction }),
  });
  assertSound(model);
  tell({ kind: 'model', arrays: toArrays(model), quality });
}

void run(workerData as EngineTask);
