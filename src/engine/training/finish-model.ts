import { biasOf } from './film-bias';
import { blendPredicted, learnTokenWeights } from './learn-token-weights';
import { filmGroups } from './film-groups';
import { filmMap } from './film-map';
import type { Begin } from './fit-progress';
import { STREAM } from './fit-stages';
import { type FilmTraits, noTokenWeights } from '../model/token-weights';
import { Matrix } from '../linear-algebra/matrix';
import { MultipliableMatrix } from '../linear-algebra/multipliable-matrix';
import type { TasteModel } from '../model/model';
import type { ModelStructure } from './model-structure';
import type { FilmSums, TasteSums } from './model-sums';
import { Random } from '../random';
import { readOutOf } from './read-out';

/**
 * The model of the sums over all users, but for the parts that are given: the read-out is solved of them, and films are told apart by
 * what was learned. The sums may be overwritten.
 */
export async function finishModel(
  structure: ModelStructure,
  sums: TasteSums & FilmSums,
  parts: Pick<TasteModel, 'filmWeights' | 'nextFilms'>,
  traits: FilmTraits | undefined,
  begin: Begin,
): Promise<TasteModel> {
  const { parameters, filmCount, loadings, singularValues, tasteCentroids, filmMeans } = structure;
  const k = tasteCentroids.rows;
  const { readoutDirections, told } = readOutOf(
    {
      memberships: new Matrix(k, k, sums.memberships),
      opinions: new Matrix(filmCount, k, sums.opinions),
      unit: structure.units.membership,
    },
    parameters.ridgeW,
  );
  const ratingCount = Uint32Array.from(sums.rated);
  const likedCount = Uint32Array.from(sums.liked);

  await begin('cold films');
  const filmVectors = structure.filmVectors.toFloat32();
  let tokenWeights = noTokenWeights(told.cols, filmVectors.cols);
  if (traits) {
    tokenWeights = learnTokenWeights(traits, told, filmVectors, ratingCount);
    blendPredicted(traits, tokenWeights, told, filmVectors, ratingCount);
  }

  await begin('film groups');
  const vectors = filmVectors.toFloat64();
  const groups = filmGroups(vectors, ratingCount, likedCount, new Random(parameters.seed, STREAM.filmGroups));

  await begin('map');
  const map = filmMap(vectors, groups.centroids);

  await begin('done');
  return {
    parameters,
    userCount: sums.users[0],
    filmCount,
    loadings,
    singularValues,
    tasteCentroids,
    tasteSizes: Uint32Array.from(sums.tasteSizes),
    readoutDirections,
    readout: MultipliableMatrix.of(told),
    ...parts,
    tokenWeights,
    filmVectors,
    filmGroup: groups.filmGroup,
    groupCentroids: groups.centroids,
    groupSizes: groups.sizes,
    ...map,
    filmMeans,
    filmBias: biasOf({ count: sums.starCount, total: sums.starTotal }, structure.top),
    likedCount,
    ratingCount,
  };
}
