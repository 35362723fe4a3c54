import type { BlockSolver } from '../training/block-solve';
import { filmBias } from '../training/film-bias';
import { type Split, splitLatest, splitRandom } from '../evaluation/splits';
import { checkParameters, type TrainingParameters, withoutNext } from '../model/parameters';
import { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import { sumOfParts } from '../scoring/score';
import { popularityPart } from '../scoring/score-parts';
import { type Candidate, choose, type TuningRow, type TuningStage } from './choice';
import { blockGrid, distanceOf, filmWeightGrid, nextGrid, tasteGrid, weightGrid } from './grids';
import { Workbench } from './workbench';
import { ndcgByUser, validationUsers } from './validation-users';

export interface TuneOptions {
  /** Hold out each user's latest tenth of ratings, or a random tenth. Ratings without times are always drawn at random. */
  readonly heldOut?: 'latest' | 'random';
  readonly solver?: BlockSolver;
  /** Called before each candidate; true ends the tuning with the best of those measured. */
  readonly shouldStop?: () => boolean;
  /** Called with the share of the work done, 0..1. */
  readonly onProgress?: (stage: TuningStage | 'done', fraction: number) => void;
}

export interface TunedParameters {
  readonly parameters: TrainingParameters;
  /** What was measured, in order; the first line of each stage is what there was before it. */
  readonly table: readonly TuningRow[];
}

/** Shares of the work, measured on MovieLens latest-small. */
const BEGIN: Record<TuningStage, number> = {
  'film weights': 0,
  blocks: 0.4,
  'next films': 0.55,
  'taste centroids': 0.65,
  weights: 0.85,
};

const HELD_OUT = 0.1;

/** Stream of random numbers, apart from those of a training. */
const STREAM = 11;

/**
 * Choose parameters on a held-out tenth of these ratings, stage by stage, starting from `parameters`: preference, ridge of
 * the film weights and half-life by the blocks alone; sizes of block and halo; next films; then tau and ridge of the
 * read-out, and last the weights, by the whole score. In each stage a gain that may be noise changes nothing, see `choose`.
 *
 * A stage computes again only what its candidates change: about ten fits of the blocks, and the score of all validation users
 * for each of some eighty candidates.
 */
export async function tune(
  table: RatingTable,
  parameters: TrainingParameters,
  options: TuneOptions = {},
): Promise<TunedParameters> {
  checkParameters(parameters);
  const random = new Random(parameters.seed, STREAM);
  const inTime = table.time !== null && options.heldOut !== 'random';
  const split = heldOut(table, inTime, random);
  const users = validationUsers(split, random);
  const likes = { likedCount: split.train.countByFilm().liked };
  const biases = filmBias(split.train);
  const bench = new Workbench(split.train, users, options.solver);
  const { shouldStop = () => false, onProgress = () => undefined } = options;
  const rows: TuningRow[] = [];
  let best: TrainingParameters = inTime
    ? parameters
    : { ...parameters, halfLife: null, weights: withoutNext(parameters.weights) };
  if (users.length === 0) {
    return { parameters, table: rows };
  }

  const stage = async (
    name: TuningStage,
    grid: readonly Partial<TrainingParameters>[],
    measure: (candidate: TrainingParameters) => Promise<Float64Array>,
  ): Promise<void> => {
    const candidates: Candidate[] = [];
    for (const [n, changes] of [{}, ...grid].entries()) {
      if (shouldStop()) {
        break;
      }
      const end = Object.values(BEGIN).find((begin) => begin > BEGIN[name]) ?? 1;
      onProgress(name, BEGIN[name] + ((end - BEGIN[name]) * n) / (grid.length + 1));
      await new Promise((resolve) => setImmediate(resolve));
      candidates.push({
        changes,
        ndcg: await measure({ ...best, ...changes }),
        distance: distanceOf(changes, best),
      });
    }
    if (candidates.length > 0) {
      const { chosen, rows: measured } = choose(name, candidates);
      rows.push(...measured);
      best = { ...best, ...chosen.changes };
    }
  };
  const byBlocks = async (candidate: TrainingParameters): Promise<Float64Array> => {
    const parts = await bench.blockParts(candidate);
    return ndcgByUser(users, (_, n) => parts[n].score);
  };
  const byAll = async (candidate: TrainingParameters): Promise<Float64Array> => {
    const tastes = await bench.tasteParts(candidate);
    const blocks = await bench.blockParts(candidate);
    const next = await bench.nextParts(candidate);
    const model = { ...likes, filmCount: table.filmCount, parameters: candidate };
    const popularity = users.map(({ history }) => popularityPart(model, history.film.length));
    const bias = { score: biases, scale: candidate.biasWeight };
    return ndcgByUser(users, (_, n) =>
      sumOfParts(model, { tastes: tastes[n], blocks: blocks[n], next: next[n], popularity: popularity[n], bias }),
    );
  };

  await stage('film weights', filmWeightGrid(best, inTime), byBlocks);
  await stage('blocks', blockGrid(best), byBlocks);
  if (inTime) {
    await stage('next films', nextGrid(best), byAll);
  }
  await stage('taste centroids', tasteGrid(best), byAll);
  await stage('weights', weightGrid(best, inTime), byAll);
  onProgress('done', 1);
  return { parameters: best, table: rows };
}

function heldOut(table: RatingTable, inTime: boolean, random: Random): Split {
  const split = inTime ? splitLatest(table, HELD_OUT) : splitRandom(table, HELD_OUT, random);
  // Without an order in time that means something there is nothing to be said of next films.
  return inTime ? split : { ...split, train: split.train.withoutTimes() };
}
