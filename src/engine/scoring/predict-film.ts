import { nearestCentroids } from '../clustering/nearest-centroids';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { toUnitLength } from '../linear-algebra/matrix-products';
import type { TasteModel } from '../model/model';
import { sumOfWords } from '../model/token-weights';

/** What is predicted of a film from its words. */
export interface PredictedFilm {
  /** Its column of Q: r. */
  readonly readoutColumn: Float32Array;
  /** Its direction, of unit length or zero: d. */
  readonly vector: Float32Array;
  /** The film group that its direction is nearest to. */
  readonly group: number;
}

/** What a model needs to know for a prediction. */
export type TokenModel = Pick<TasteModel, 'tokenWeights' | 'readout' | 'groupCentroids'>;

/** What a model would say of a film with these words, which need not be in it. Unknown words say nothing. O(words (r + d)). */
export function predictFilm(model: TokenModel, traits: readonly string[]): PredictedFilm {
  const r = model.readout.cols;
  const { sums } = sumOfWords(model.tokenWeights, traits);
  const vector = sums.slice(r);
  toUnitLength(vector);
  return { readoutColumn: sums.slice(0, r), vector, group: nearestGroup(model.groupCentroids, vector) };
}

function nearestGroup({ rows, cols, data }: Matrix32, vector: Float32Array): number {
  const point = new Matrix(1, cols, Float64Array.from(vector));
  return nearestCentroids(point, new Matrix(rows, cols, Float64Array.from(data)))[0];
}
