import { type BlockTask, blockTasks } from './block-tasks';
import { filmBlocks } from './film-blocks';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { unitRows } from '../linear-algebra/matrix-products';
import { effectiveDimensions, type TrainingParameters } from '../model/parameters';
import { type PrincipalComponents, principalComponents } from '../linear-algebra/principal-components';
import { Random } from '../random';
import type { RatingTable } from '../ratings/rating-table';
import type { SparseMatrix } from '../linear-algebra/sparse';
import { type TasteCentroids, tasteCentroids } from './taste-centroids';
import { alone, type Team } from '../team';

/** Streams of random numbers, one for each stage that draws any. */
export const STREAM = { components: 1, tasteCentroids: 2, filmGroups: 3, filmBlocks: 4 };

/** The space in which users and films are compared. */
export interface TasteSpace {
  /** films x d, as the model keeps them, so that training sees users exactly as serving will. */
  readonly loadings: Matrix32;
  readonly singularValues: Float64Array;
  /** films x d: loadings times singular values, at unit length. */
  readonly filmVectors: Matrix;
}

export async function tasteSpace(
  table: RatingTable,
  x: SparseMatrix,
  parameters: TrainingParameters,
  team: Team = alone,
): Promise<TasteSpace> {
  const random = new Random(parameters.seed, STREAM.components);
  const components = await principalComponents(x, dimensionsOf(table, parameters), random, team);
  return {
    loadings: components.loadings.toFloat32(),
    singularValues: components.singularValues,
    filmVectors: directionsOf(components),
  };
}

/** Whose tastes are to be found; a copy on another thread has no methods. */
export interface UsersWithTastes extends Pick<TrainingParameters, 'tasteCount' | 'seed'> {
  /** users x d */
  readonly userScores: Pick<Matrix, 'rows' | 'cols' | 'data'>;
}

export function tastesOf({ userScores: { rows, cols, data }, tasteCount, seed }: UsersWithTastes): TasteCentroids {
  return tasteCentroids(new Matrix(rows, cols, data), tasteCount, new Random(seed, STREAM.tasteCentroids));
}

/**
 * The blocks of the films that have ratings; the others have no weights. The `head` films with most ratings (of as many the lower
 * indices) are the first block, and the others are cut by k-means. opinions: users x films; rated: ratings of each film.
 */
export function blocksOf(
  opinions: SparseMatrix,
  rated: Uint32Array,
  filmVectors: Matrix,
  { head, block, halo, seed }: Pick<TrainingParameters, 'head' | 'block' | 'halo' | 'seed'>,
  team: Team = alone,
): Promise<BlockTask[]> {
  const films = Uint32Array.from(rated.keys()).filter((f) => rated[f] > 0);
  films.sort((f, g) => rated[g] - rated[f] || f - g);
  const first = films.subarray(0, head).sort();
  const others = films.subarray(head).sort();
  const blocks = filmBlocks(others, filmVectors, block, new Random(seed, STREAM.filmBlocks));
  return blockTasks(opinions, first.length > 0 ? [first, ...blocks] : blocks, halo, team);
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
