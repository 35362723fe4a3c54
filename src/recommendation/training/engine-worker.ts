import { availableParallelism, constants, setPriority } from 'node:os';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Team } from '../../engine/team';
import type { FilmTraits } from '../../engine/model/token-weights';
import { toArrays, type NamedArray } from '../../engine/model/model-arrays';
import { assertSound } from '../../engine/model/model-soundness';
import type { TrainingParameters } from '../../engine/model/parameters';
import { RatingTable } from '../../engine/ratings/rating-table';
import type { RatingRows } from '../../engine/ratings/rating-rows';
import { beginStages, FIT_SHARES, type TrainingStage } from '../../engine/training/fit-progress';
import { type FitOptions, fitTasteModel } from '../../engine/training/fit-taste-model';
import { fitFromSums } from '../../engine/training/fit-from-sums';
import type { TasteModel } from '../../engine/model/model';
import { nextCandidates, structureOf } from '../../engine/training/model-structure';
import { addingBy, addSums, addUsers, noSums } from '../../engine/training/model-sums';
import { tune, type TunedParameters } from '../../engine/tuning/tune';
import { present } from '../../invariants';
import type { ModelFindings } from '../model/model-version.entity';
import { threadTeam } from './thread-team';
import { measureQuality, qualitySplit } from './measure';
import { readSums } from './sums-file';

/** What the thread is given. */
export interface EngineTask {
  readonly rows: RatingRows;
  readonly traits: FilmTraits;
  readonly parameters: TrainingParameters;
  /** Choose better parameters than the given ones first, and how long that may take; null: train with these. */
  readonly tuning: { readonly milliseconds: number } | null;
  /** Nobody has a model yet: train one with the given parameters before all else, and hand it over unmeasured. */
  readonly isFirst: boolean;
  /** How many users there are, where the rows are those of a sample: of all of them batches are asked for. Null: the rows are all. */
  readonly sampledOf: number | null;
  /** Files of sums over all users, of which the model is made; null: it is made of ratings. */
  readonly sums: readonly string[] | null;
}

/** What the thread is given when it asks for more: the ratings of further users; null: they were all. */
export type NextBatch = RatingRows | null;

export type EngineStage = TrainingStage | 'tuning' | 'quality';

/** What the thread tells: how far it is, the first model before it is measured, and at last what was found out, with a model where there is another one. */
export type EngineMessage =
  | { readonly kind: 'progress'; readonly stage: EngineStage; readonly fraction: number }
  | { readonly kind: 'batch' }
  | { readonly kind: 'first'; readonly arrays: NamedArray[]; readonly findings: ModelFindings }
  | { readonly kind: 'end'; readonly arrays: NamedArray[] | null; readonly findings: ModelFindings };

/** Share of a fit that adding up everybody's ratings takes. */
const SUMMING = FIT_SHARES['film weights'] - FIT_SHARES['read-out'];

/** Where each part of the thread's work begins, as a share of the whole: of a first model, or of one that others come before. */
const BEGIN = {
  first: { tuned: { tuning: 0.1, quality: 0.75, model: 0.9 }, untuned: { tuning: 0.4, quality: 0.4, model: 1 } },
  later: { tuned: { tuning: 0, quality: 0.7, model: 0.85 }, untuned: { tuning: 0, quality: 0, model: 0.5 } },
};

/** Of fewer ratings a fit takes less time than threads take to start: they load the program, and compile it anew. */
const WORTH_A_TEAM = 50_000;

const tell = (message: EngineMessage): void => parentPort?.postMessage(message);

async function run(task: EngineTask): Promise<void> {
  const { traits, parameters, tuning, isFirst, sampledOf, sums } = task;
  const tellBetween = (from: number, to: number) => (stage: EngineStage, fraction: number) =>
    tell({ kind: 'progress', stage, fraction: from + (to - from) * fraction });
  const begin = BEGIN[isFirst ? 'first' : 'later'][tuning ? 'tuned' : 'untuned'];
  const { table, times } = tableOf(task);
  const isSmall = !sums && sampledOf === null && table.ratingCount < WORTH_A_TEAM;
  const team = threadTeam(isSmall ? 1 : availableParallelism());
  const options = { traits, team };
  const fit = async (chosen: TrainingParameters, onProgress: ReturnType<typeof tellBetween>): Promise<NamedArray[]> => {
    const fitted = (): Promise<TasteModel> => {
      if (sums) return fitFiles(sums, { ...options, onProgress });
      return sampledOf === null
        ? fitTasteModel(table, chosen, { ...options, onProgress })
        : fitEverybody(table, chosen, sampledOf, { ...options, onProgress });
    };
    const model = await fitted();
    assertSound(model);
    return toArrays(model);
  };
  if (isFirst) {
    const arrays = await fit(parameters, tellBetween(0, begin.tuning));
    tell({ kind: 'first', arrays, findings: { quality: null, tuning: null, times } });
  }
  const split = qualitySplit(table, parameters.seed);
  // On the training part only, or the quality measured after would be that of parameters that have seen the answers.
  const tellTuning = tellBetween(begin.tuning, begin.quality);
  const chosen =
    tuning &&
    (await tuneWithin(split.train, parameters, tuning.milliseconds, team, (fraction) =>
      tellTuning('tuning', fraction),
    ));
  const tuned = chosen && { ...chosen, ratingCount: table.ratingCount };
  const best = chosen?.parameters ?? parameters;
  const tellQuality = tellBetween(begin.quality, begin.model);
  const quality = await measureQuality(split, best, options, (fraction) => tellQuality('quality', fraction));
  // The first model is the one that was measured, unless other parameters were chosen.
  const arrays = isFirst && !chosen ? null : await fit(best, tellBetween(begin.model, 1));
  tell({ kind: 'end', arrays, findings: { quality, tuning: tuned, times } });
}

/** What was given as rows, which are let go: the table has them, and they are as large as it. */
function tableOf(task: EngineTask): { table: RatingTable; times: ModelFindings['times'] } {
  const { rows } = task;
  Reflect.deleteProperty(task, 'rows');
  const table = RatingTable.fromRows(rows);
  return { table, times: table.time ? 'order' : rows.time ? 'no order' : 'unknown' };
}

/** The model of everybody, whose structure is that of a sample. */
async function fitEverybody(
  sample: RatingTable,
  parameters: TrainingParameters,
  userCount: number,
  options: FitOptions & { readonly team: Team },
): Promise<TasteModel> {
  const { team } = options;
  const structure = await structureOf(sample, parameters, userCount, beginStages(options.onProgress), team);
  const candidates = await nextCandidates(sample, structure, team);
  const sums = noSums(structure, candidates);
  const adding = addingBy(team, structure);
  for (let rows = await nextBatch(); rows; rows = await nextBatch()) {
    await addUsers(sums, RatingTable.fromRows(rows, undefined, structure.timed), structure, candidates, adding);
    options.onProgress?.('read-out', FIT_SHARES['read-out'] + SUMMING * Math.min(1, sums.users[0] / userCount));
  }
  return fitFromSums(structure, candidates, sums, options);
}

/** The model of sums that are added up. */
function fitFiles([first, ...others]: readonly string[], options: FitOptions): Promise<TasteModel> {
  const { basis, sums } = readSums(first);
  for (const path of others) addSums(sums, readSums(path).sums, basis.structure);
  return fitFromSums(basis.structure, basis.candidates, sums, options);
}

async function nextBatch(): Promise<NextBatch> {
  const port = present(parentPort, 'the port of the thread');
  const batch = once(port, 'message') as Promise<[NextBatch]>;
  tell({ kind: 'batch' });
  return (await batch)[0];
}

/** A tuning that ends in time with the best of what it has measured. */
function tuneWithin(
  table: RatingTable,
  parameters: TrainingParameters,
  milliseconds: number,
  team: Team,
  onProgress: (fraction: number) => void,
): Promise<TunedParameters> {
  // A duration: no change of the clock makes it longer.
  const end = performance.now() + milliseconds;
  return tune(table, parameters, {
    team,
    shouldStop: () => performance.now() > end,
    onProgress: (_, fraction) => onProgress(fraction),
  });
}

// Requests come first: the engine takes what they leave, and so do the threads that it starts. On Linux a priority is that of a thread.
// The one beside it writes, and keeps its own: where a transaction had to wait for the processor, so would all who want to write.
setPriority(constants.priority.PRIORITY_LOW);
void run(workerData as EngineTask);
