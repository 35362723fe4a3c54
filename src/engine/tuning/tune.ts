import { checkParameters, type TrainingParameters, withoutNext } from '../model/parameters';
import { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import type { TuningRow } from './choice';
import { validationDraws } from './draws';
import {
  blockGrid,
  CENTRINGS,
  DIMENSIONS,
  DISLIKES,
  HALF_LIVES,
  HISTORY_DECAYS,
  NEXT_KEPT,
  NEXT_SHRINKAGES,
  preferenceGrid,
  RIDGES_OF_BLOCKS,
  RIDGES_OF_READ_OUT,
  TAUS,
  trendGrid,
  USER_NORMALISATIONS,
  WINDOWS,
} from './grids';
import { newcomers } from './newcomers';
import { Search } from './search';
import type { TuneOptions } from './tune-options';

export interface TunedParameters {
  readonly parameters: TrainingParameters;
  /** What was measured, in order; the first line of each stage is what there was before it. */
  readonly table: readonly TuningRow[];
}

/** Stream of random numbers, apart from those of a training. */
const STREAM = 11;

/**
 * Choose parameters by the lists for parts of these ratings that are held out, see `Judgement` and `validationDraws`, stage by stage,
 * starting from `parameters`. What the parts weigh comes first and last: the score is linear in it, so that hundreds of weights are tried
 * on the scores of the parts. So does popularity, judged by people of the training and by newcomers. In between comes what each
 * part is made with, judged by the whole score without popularity, with the weights that there are and with each part louder. In
 * each stage the choice goes from what there was towards the best candidate as far as the gain is real, see `shrunk`, and the whole
 * is never left below one part alone.
 *
 * A stage computes again only what its candidates change: about ten fits of the blocks in each draw.
 */
export async function tune(
  table: RatingTable,
  parameters: TrainingParameters,
  options: TuneOptions = {},
): Promise<TunedParameters> {
  checkParameters(parameters);
  const random = new Random(parameters.seed, STREAM);
  const inTime = table.time !== null && options.heldOut !== 'random';
  const draws = validationDraws(table, inTime, random, options.team);
  if (draws.length === 0) {
    return { parameters, table: [] };
  }
  const start = inTime
    ? parameters
    : { ...parameters, halfLife: null, weights: withoutNext(parameters.weights), trendWeight: 0 };
  const search = new Search(draws, start, inTime, options);
  await search.mixture('weights');
  const people = inTime ? table : table.withoutTimes();
  const newPeople = () => newcomers(people, random, options.team);
  await search.popularity('popularity', newPeople);
  await search.climb('ridge of blocks', 'ridgeB', RIDGES_OF_BLOCKS);
  await search.climb('normalisation of users', 'userNormalisation', USER_NORMALISATIONS);
  await search.among('preference', preferenceGrid(search.best));
  if (inTime) {
    await search.climb('window', 'window', WINDOWS);
    await search.climb('next kept', 'nextKept', NEXT_KEPT);
    await search.climb('next shrinkage', 'nextShrinkage', NEXT_SHRINKAGES);
    await search.climb('history decay', 'historyDecay', HISTORY_DECAYS);
    await search.climb('half-life', 'halfLife', HALF_LIVES);
  }
  await search.climb('centring', 'centring', CENTRINGS);
  await search.climb('dislike', 'dislike', DISLIKES);
  await search.climb('tau', 'tau', TAUS);
  await search.climb('ridge of read-out', 'ridgeW', RIDGES_OF_READ_OUT);
  await search.among('blocks', blockGrid(search.best, draws[0].counts.rated.filter((count) => count > 0).length));
  await search.climb('dimensions', 'dimensions', DIMENSIONS);
  if (inTime) {
    await search.among('trend', trendGrid());
  }
  await search.mixture('last weights');
  // What it costs hangs on how good the parts have become without it.
  await search.popularity('last popularity', newPeople);
  options.onProgress?.('done', 1);
  return { parameters: search.best, table: search.rows };
}
