import { createHash } from 'node:crypto';
import { noTokenWeights } from '../../src/engine/model/token-weights';
import { FilmWeights } from '../../src/engine/model/film-weights';
import { Matrix } from '../../src/engine/linear-algebra/matrix';
import { identity, multiply, transpose } from '../../src/engine/linear-algebra/matrix-products';
import type { TasteModel } from '../../src/engine/model/model';
import { toArrays } from '../../src/engine/model/model-arrays';
import { noNextFilms } from '../../src/engine/model/next-films';
import { defaultParameters } from '../../src/engine/model/parameters';
import { MultipliableMatrix } from '../../src/engine/linear-algebra/multipliable-matrix';
import { fitTasteModel } from '../../src/engine/training/fit-taste-model';
import { matrixOf, small } from './reference/small';
import { tableOf, twoCircles } from './tables';

/** A model of two circles of users, each fond of its own half of the films. */
export function twoCirclesModel(): Promise<TasteModel> {
  return fitTasteModel(tableOf(twoCircles()), { ...defaultParameters, dimensions: 4, tasteCount: 4 });
}

/** The model that the NumPy reference made of the small ratings; groups and map are of no matter to scores. */
export function referenceModel(halfLife: number | null): TasteModel {
  const { filmCount, userCount, dimensions, tau, ridgeW } = small;
  return {
    parameters: {
      ...defaultParameters,
      dimensions,
      tasteCount: small.tasteCentroids.length,
      tau,
      ridgeW,
      halfLife,
      dislike: 0.6,
      centring: 0,
      weights: { tastes: 1, blocks: 0, next: 0 },
    },
    userCount,
    filmCount,
    loadings: transpose(matrixOf(small.loadings)).toFloat32(),
    singularValues: Float64Array.from(small.exactSingularValues),
    tasteCentroids: matrixOf(small.tasteCentroids).toFloat32(),
    tasteSizes: new Uint32Array(small.tasteCentroids.length).fill(1),
    readoutDirections: identity(small.tasteCentroids.length),
    readout: MultipliableMatrix.of(transpose(matrixOf(small.readout)).toFloat32()),
    filmWeights: new FilmWeights(filmCount, []),
    nextFilms: noNextFilms(filmCount),
    tokenWeights: noTokenWeights(small.tasteCentroids.length, dimensions),
    filmVectors: Matrix.zeros(filmCount, dimensions).toFloat32(),
    filmGroup: new Uint16Array(filmCount),
    groupCentroids: Matrix.zeros(1, dimensions).toFloat32(),
    groupSizes: Uint32Array.of(filmCount),
    filmPositions: Matrix.zeros(filmCount, 2).toFloat32(),
    groupPositions: Matrix.zeros(1, 2).toFloat32(),
    axisVariance: new Float64Array(2),
    filmMeans: new Float32Array(filmCount),
    filmBias: new Float32Array(filmCount),
    likedCount: new Uint32Array(filmCount),
    ratingCount: new Uint32Array(filmCount),
  };
}

/** P Q: what each taste centroid says of each film, k x films. */
export function saidByCentroids({ readoutDirections, readout }: TasteModel): Matrix {
  const rows = Array.from({ length: readout.rows }, (_, f) => readout.row(f));
  return multiply(readoutDirections.toFloat64(), transpose(Matrix.fromRows(rows, readout.cols)));
}

/** SHA-256 of all that a model keeps: names, shapes and bytes of its arrays. */
export function hashOf(model: TasteModel): string {
  const hash = createHash('sha256');
  for (const { name, rows, cols, data } of toArrays(model)) {
    hash.update(`${name} ${rows} x ${cols} ${data.constructor.name}\n`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}
