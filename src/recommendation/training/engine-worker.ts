import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import type { BlockSolver } from '../../engine/training/block-solve';
import type { FilmTraits } from '../../engine/model/token-weights';
import { toArrays, type NamedArray } from '../../engine/model/model-arrays';
import { assertSound } from '../../engine/model/model-soundness';
import type { TrainingParameters } from '../../engine/model/parameters';
import { RatingTable } from '../../engine/ratings/rating-table';
import type { RatingRows } from '../../engine/ratings/rating-rows';
import type { TrainingStage } from '../../engine/training/fit-progress';
import { fitTasteModel } from '../../engine/training/fit-taste-model';
import { tune, type TunedParameters } from '../../engine/tuning/tune';
import type { ModelFindings } from '../model/model-version.entity';
import { solveOnThreads } from './block-threads';
import { measureQuality, qualitySplit } from './measure';

/** What the thread is given. */
export interface EngineTask {
  readonly rows: RatingRows;
  readonly traits: FilmTraits;
  readonly parameters: TrainingParameters;
  /** Choose better parameters than the given ones first, and how long that may take; null: train with these. */
  readonly tuning: { readonly milliseconds: number } | null;
}

export type EngineStage = TrainingStage | 'tuning' | 'quality';

/** What the thread tells: how far it is, and at last the model and its quality. */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly stage: EngineStage; readonly fraction: number }
  | { readonly kind: 'model'; readonly arrays: NamedArray[]; readonly findings: ModelFindings };

/** Share of the thread's work that each part of it takes, with and without a tuning. */
const SHARES = { withTuning: { tuning: 0.7, measuring: 0.15 }, without: { tuning: 0, measuring: 0.5 } };

async function run({ rows, traits, parameters, tuning }: EngineTask): Promise<void> {
  const tell = (message: EngineMessage): void => parentPort?.postMessage(message);
  const shares = tuning ? SHARES.withTuning : SHARES.without;
  const table = RatingTable.fromRows(rows);
  const options = { traits, solver: solveOnThreads(availableParallelism()) };
  const solver = options.solver;
  const split = qualitySplit(table, parameters.seed);
  // On the training part only, or the quality measured after would be that of parameters that have seen the answers.
  const chosen =
    tuning &&
    (await tuneWithin(split.train, parameters, tuning.milliseconds, solver, (fraction) =>
      tell({ kind: 'progress', stage: 'tuning', fraction: shares.tuning * fraction }),
    ));
  const tuned = chosen && { ...chosen, ratingCount: table.ratingCount };
  const best = chosen?.parameters ?? parameters;
  const quality = await measureQuality(split, best, options, (fraction) =>
    tell({ kind: 'progress', stage: 'quality', fraction: shares.tuning + shares.measuring * fraction }),
  );
  const before = shares.tuning + shares.measuring;
  const model = await fitTasteModel(table, best, {
    ...options,
    onProgress: (stage, fraction) => tell({ kind: 'progress', stage, fraction: before + (1 - before) * fraction }),
  });
  assertSound(model);
  const times = table.time ? 'order' : rows.time ? 'no order' : 'unknown';
  tell({ kind: 'model', arrays: toArrays(model), findings: { quality, tuning: tuned, times } });
}

/** A tuning that ends in time with the best of what it has measured. */
function tuneWithin(
  table: RatingTable,
  parameters: TrainingParameters,
  milliseconds: number,
  solver: BlockSolver,
  onProgress: (fraction: number) => void,
): Promise<TunedParameters> {
  // A duration: no change of the clock makes it longer.
  const end = performance.now() + milliseconds;
  return tune(table, parameters, {
    solver,
    shouldStop: () => performance.now() > end,
    onProgress: (_, fraction) => onProgress(fraction),
  });
}

void run(workerData as EngineTask);
