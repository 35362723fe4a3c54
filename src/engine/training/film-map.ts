import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { gram } from '../linear-algebra/matrix-products';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen';

/** Axes of a map. */
const AXES = 2;

export interface FilmMap {
  /** films x 2 */
  readonly filmPositions: Matrix32;
  /** groups x 2 */
  readonly groupPositions: Matrix32;
  /** Share of the films' variance along each axis, 0..1: 2. */
  readonly axisVariance: Float64Array;
}

/**
 * A flat map of the films: the first two principal components of the film vectors, with the group centroids on it. ml-pca
 * gets the d x d covariance, so that the cost grows with the films only by O(films d^2).
 *
 * filmVectors: films x d; groupCentroids: groups x d.
 */
export function filmMap(filmVectors: Matrix, groupCentroids: Matrix32): FilmMap {
  const { rows, cols } = filmVectors;
  const mean = new Float64Array(cols);
  for (let n = 0; n < filmVectors.data.length; n++) {
    mean[n % cols] += filmVectors.data[n] / rows;
  }
  const centred = Matrix.zeros(rows, cols);
  for (let n = 0; n < centred.data.length; n++) {
    centred.data[n] = filmVectors.data[n] - mean[n % cols];
  }
  const { values, vectors } = symmetricEigen(gram(centred));
  const total = values.reduce((sum, value) => sum + value, 0);
  const axes = Math.min(AXES, cols);
  const project = (points: Matrix | Matrix32): Matrix32 => {
    const positions = Matrix.zeros(points.rows, AXES);
    for (let r = 0; r < points.rows; r++) {
      for (let axis = 0; axis < axes; axis++) {
        for (let c = 0; c < cols; c++) {
          positions.data[r * AXES + axis] += (points.data[r * cols + c] - mean[c]) * vectors.data[c * cols + axis];
        }
      }
    }
    return positions.toFloat32();
  };
  return {
    filmPositions: project(filmVectors),
    groupPositions: project(groupCentroids),
    axisVariance: Float64Array.from({ length: AXES }, (_, axis) =>
      axis < axes && total > 0 ? values[axis] / total : 0,
    ),
  };
}
