import { type BlockSolver, solveHere } from './block-solve';
import { blendPredicted, learnTokenWeights } from './learn-token-weights';
import { type FilmTraits, noTokenWeights } from '../model/token-weights';
import { filmBias } from './film-bias';
import { filmColumns } from '../linear-algebra/film-columns';
import { filmGroups } from './film-groups';
import { filmMap } from './film-map';
import { filmWeightsOf } from './block-tasks';
import { memberships } from '../model/memberships';
import type { TasteModel } from '../model/model';
import { learnNextFilms } from './learn-next-films';
import { noNextFilms } from '../model/next-films';
import { checkParameters, type TrainingParameters, withoutNext } from '../model/parameters';
import { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import { readOut } from './read-out';
import { SparseMatrix } from '../linear-algebra/sparse';
import { blocksOf, STREAM, tastesOf, tasteSpace } from './fit-stages';

/** Called when a stage begins, with the share of the work done before it, 0..1; last with `done`, 1. */
type OnProgress = (stage: TrainingStage, fraction: number) => void;

export type TrainingStage =
  | 'components'
  | 'taste centroids'
  | 'read-out'
  | 'film blocks'
  | 'film weights'
  | 'next films'
  | 'cold films'
  | 'film groups'
  | 'map'
  | 'done';

/** What a training can be given beside ratings and parameters. */
export interface FitOptions {
  readonly onProgress?: OnProgress;
  /** Where the blocks are solved: the same model, whatever it is. Without it on the calling thread. */
  readonly solver?: BlockSolver;
  /** Words of each film of the table; without them nothing is predicted of films that nobody has rated. */
  readonly traits?: FilmTraits;
}

/**
 * Fit a model to a table of ratings. Same table, same parameters: the same model, byte by byte; the order of the users makes no difference
 * beyond rounding. The promise gives way to other work between the stages.
 *
 * O(iterations (ratings d + users' sample k d) + ratings k + users k^2 + (head + halo)^3 + films (block + halo)^2 + ratings
 * window). Throws
 * InvalidParameters.
 */
export async function fitTasteModel(
  table: RatingTable,
  parameters: TrainingParameters,
  options: FitOptions = {},
): Promise<TasteModel> {
  checkParameters(parameters);
  const { seed, weights } = parameters;
  const { onProgress = () => undefined, solver = solveHere, traits } = options;
  const begin = async (stage: TrainingStage, fraction: number): Promise<void> => {
    onProgress(stage, fraction);
    await breath();
  };

  const { rated, liked } = table.countByFilm();
  // Where nothing was ever liked, as among views that are all one, a low rating is no dislike.
  const dislike = liked.some((likes) => likes > 0) ? parameters.dislike : null;

  await begin('components', 0);
  const x = SparseMatrix.preferences(table, parameters.preference);
  const { loadings, singularValues, filmVectors: learnedVectors } = tasteSpace(table, x, parameters);

  await begin('taste centroids', 0.15);
  const userScores = x.times(loadings.toFloat64());
  const tastes = tastesOf(userScores, parameters);

  await begin('read-out', 0.3);
  const opinions = SparseMatrix.opinions(table, parameters.preference, dislike);
  const readout = readOut(memberships(userScores, tastes.centroids, parameters.tau), opinions, parameters.ridgeW);

  await begin('film blocks', 0.4);
  const tasks = blocksOf(opinions, rated, learnedVectors, parameters);

  await begin('next films', 0.5);
  // The blocks may be solved on other threads, which need not wait for the next films.
  let solvedTasks = 0;
  let tellSolved = (): void => undefined;
  const solving = solver(filmColumns(opinions), tasks, parameters.ridgeB, (count) => {
    solvedTasks = count;
    tellSolved();
  });
  // It is awaited below; until then a failure must not look like one that nobody handles.
  solving.catch(() => undefined);
  const next = table.time ? learnNextFilms(table, { ...parameters, dislike }) : noNextFilms(table.filmCount);

  await begin('film weights', 0.6);
  tellSolved = () => onProgress('film weights', 0.6 + (0.25 * solvedTasks) / tasks.length);
  const solved = await solving;

  await begin('cold films', 0.85);
  const filmVectors = learnedVectors.toFloat32();
  let tokenWeights = noTokenWeights(readout.rows, filmVectors.cols);
  if (traits) {
    tokenWeights = learnTokenWeights(traits, readout, filmVectors, rated);
    blendPredicted(traits, tokenWeights, readout, filmVectors, rated);
  }

  await begin('film groups', 0.9);
  const vectors = filmVectors.toFloat64();
  const groups = filmGroups(vectors, rated, liked, new Random(seed, STREAM.filmGroups));

  await begin('map', 0.97);
  const map = filmMap(vectors, groups.centroids);

  onProgress('done', 1);
  return {
    parameters: {
      ...parameters,
      dimensions: loadings.cols,
      tasteCount: tastes.centroids.rows,
      halfLife: table.time ? parameters.halfLife : null,
      // Nothing rises where times tell no order.
      trendWeight: table.time ? parameters.trendWeight : 0,
      weights: table.time ? weights : withoutNext(weights),
      dislike,
    },
    userCount: table.userCount,
    filmCount: table.filmCount,
    loadings,
    singularValues,
    tasteCentroids: tastes.centroids,
    tasteSizes: tastes.sizes,
    readout,
    filmWeights: filmWeightsOf(table.filmCount, tasks, solved),
    nextFilms: next,
    tokenWeights,
    filmVectors,
    filmGroup: groups.filmGroup,
    groupCentroids: groups.centroids,
    groupSizes: groups.sizes,
    ...map,
    filmBias: filmBias(table),
    likedCount: liked,
    ratingCount: rated,
  };
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
