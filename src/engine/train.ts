import { filmGroups } from './film-groups';
import { filmMap } from './film-map';
import { Matrix } from './matrix';
import { transpose, unitRows } from './matrix-products';
import { memberships } from './memberships';
import type { TasteModel } from './model';
import { checkParameters, effectiveDimensions, type TrainingParameters } from './parameters';
import { type PrincipalComponents, principalComponents } from './principal-components';
import { Random } from './random';
import type { RatingTable } from './ratings';
import { readOut } from './read-out';
import { SparseMatrix } from './sparse';
import { tasteCentroids } from './taste-centroids';

/** Called when a stage begins, with the share of the work done before it, 0..1; last with `done`, 1. */
export type OnProgress = (stage: TrainingStage, fraction: number) => void;

export type TrainingStage = 'components' | 'taste centroids' | 'read-out' | 'film groups' | 'map' | 'done';

/** Streams of random numbers, one for each stage that draws any. */
const STREAM = { components: 1, tasteCentroids: 2, filmGroups: 3 };

/**
 * Train a model. Same table, same parameters: the same model, byte by byte; the order of the users makes no difference
 * beyond rounding. The promise gives way to other work between the stages.
 *
 * O(iterations (ratings d + users' sample k d) + ratings k + users k^2). Throws InvalidParameters.
 */
export async function train(
  table: RatingTable,
  parameters: TrainingParameters,
  onProgress: OnProgress = () => undefined,
): Promise<TasteModel> {
  checkParameters(parameters);
  const { seed } = parameters;
  const begin = async (stage: TrainingStage, fraction: number): Promise<void> => {
    onProgress(stage, fraction);
    await breath();
  };

  await begin('components', 0);
  const x = SparseMatrix.preferences(table, parameters.preference);
  const components = principalComponents(x, dimensionsOf(table, parameters), new Random(seed, STREAM.components));
  const loadings = transpose(components.loadings).toFloat32();

  await begin('taste centroids', 0.25);
  // From the loadings as the model keeps them, so that training sees users exactly as serving will.
  const userScores = x.times(transpose(loadings));
  const tastes = tasteCentroids(userScores, parameters.tasteCount, new Random(seed, STREAM.tasteCentroids));

  await begin('read-out', 0.5);
  const readout = readOut(memberships(userScores, tastes.centroids, parameters.tau), x, parameters.ridgeW);

  await begin('film groups', 0.75);
  const filmVectors = directionsOf(components);
  const { rated, liked } = table.countByFilm();
  const groups = filmGroups(filmVectors, rated, liked, new Random(seed, STREAM.filmGroups));

  await begin('map', 0.95);
  const map = filmMap(filmVectors, groups.centroids);

  onProgress('done', 1);
  return {
    parameters: {
      ...parameters,
      dimensions: loadings.rows,
      tasteCount: tastes.centroids.rows,
      halfLife: table.time ? parameters.halfLife : null,
    },
    userCount: table.userCount,
    filmCount: table.filmCount,
    loadings,
    singularValues: components.singularValues,
    tasteCentroids: tastes.centroids,
    tasteSizes: tastes.sizes,
    readout,
    filmVectors: filmVectors.toFloat32(),
    filmGroup: groups.filmGroup,
    groupCentroids: groups.centroids,
    groupSizes: groups.sizes,
    ...map,
    likedCount: liked,
    ratingCount: rated,
  };
}

/** Users and films without ratings take up no dimension. */
function dimensionsOf(table: RatingTable, parameters: TrainingParameters): number {
  let users = 0;
  for (let u = 0; u < table.userCount; u++) {
    users += table.rowStart[u + 1] > table.rowStart[u] ? 1 : 0;
  }
  const films = table.countByFilm().rated.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return effectiveDimensions(parameters.dimensions, users, films);
}

/** Film vectors, films x d: loadings times singular values, at unit length. */
function directionsOf({ loadings, singularValues }: PrincipalComponents): Matrix {
  const scaled = loadings.data.map((x, n) => x * singularValues[n % loadings.cols]);
  return unitRows(new Matrix(loadings.rows, loadings.cols, scaled));
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
