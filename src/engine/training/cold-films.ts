import { nearestCentroids } from '../clustering/nearest-centroids';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { toUnitLength } from '../linear-algebra/matrix-products';
import type { TasteModel } from '../model/model';
import { ridgeRegression } from '../linear-algebra/ridge-regression';
import { SparseMatrix } from '../linear-algebra/sparse';

/** What is known of each film before anybody rates it: words such as `g:drama`, `d:agnès varda`, `a:toshiro mifune`. */
export type FilmTraits = readonly (readonly string[])[];

/** What each word says: rows of W and of the film vectors that are predicted for a film are sums over its words. */
export interface TokenWeights {
  /** Words of two films or more, ascending. */
  readonly tokens: readonly string[];
  /** (tokens + 1) x (k + d): of each word, and last of any film, the share of the W column and of the film vector. */
  readonly weights: Matrix32;
}

/** A word that is known of one film only says nothing of another. */
const FEWEST_FILMS = 2;

/** Ratings up to which a film counts more in the regression, the more it has. */
const MOST_RATINGS = 20;

const RIDGE = 300;

/** Ratings at which what was learned of a film weighs as much as what its words predict. */
export const PRIOR_RATINGS = 2;

/** Nothing is known of words: every prediction is zero. */
export function noTokenWeights(tasteCount: number, dimensions: number): TokenWeights {
  return { tokens: [], weights: Matrix.zeros(1, tasteCount + dimensions).toFloat32() };
}

/**
 * Ridge regression, from the words of the rated films to their columns of W and their vectors, a film weighing
 * min(ratings, 20). readout: k x I; filmVectors: I x d; ratingCount: I.
 * O(words of films (k + d)) an iteration of the conjugate gradients.
 */
export function learnTokenWeights(
  traits: FilmTraits,
  readout: Matrix32,
  filmVectors: Matrix32,
  ratingCount: Uint32Array,
): TokenWeights {
  const tokens = commonTokens(traits);
  const films = [...ratingCount.keys()].filter((f) => ratingCount[f] > 0);
  const weight = films.map((f) => Math.sqrt(Math.min(ratingCount[f], MOST_RATINGS)));
  const { rows: k, cols: filmCount } = readout;
  const targets = Matrix.zeros(films.length, k + filmVectors.cols);
  films.forEach((f, n) => {
    const row = targets.row(n);
    for (let c = 0; c < k; c++) {
      row[c] = weight[n] * readout.data[c * filmCount + f];
    }
    filmVectors.row(f).forEach((x, c) => (row[k + c] = weight[n] * x));
  });
  const words = wordMatrix(
    films.map((f) => traits[f] ?? []),
    tokens,
    weight,
  );
  return { tokens, weights: ridgeRegression(words, targets, RIDGE).toFloat32() };
}

/** What is predicted of a film from its words. */
export interface PredictedFilm {
  /** Its column of W: k. */
  readonly readoutColumn: Float32Array;
  /** Its direction, of unit length or zero: d. */
  readonly vector: Float32Array;
  /** The film group that its direction is nearest to. */
  readonly group: number;
}

/** What a model needs to know for a prediction. */
export type TokenModel = Pick<TasteModel, 'tokenWeights' | 'readout' | 'groupCentroids'>;

/** What a model would say of a film with these words, which need not be in it. Unknown words say nothing. O(words (k + d)). */
export function predictFilm(model: TokenModel, traits: readonly string[]): PredictedFilm {
  const k = model.readout.rows;
  const { sums } = sumOfWords(model.tokenWeights, traits);
  const vector = sums.slice(k);
  toUnitLength(vector);
  return { readoutColumn: sums.slice(0, k), vector, group: nearestGroup(model.groupCentroids, vector) };
}

/**
 * Blend what was learned of each film, n ratings, with what its words predict: n/(n+m) learned + m/(n+m) predicted, m = 2.
 * Films without a known word stay as they are. readout: k x I and filmVectors: I x d, both changed in place.
 */
export function blendPredicted(
  traits: FilmTraits,
  tokenWeights: TokenWeights,
  readout: Matrix32,
  filmVectors: Matrix32,
  ratingCount: Uint32Array,
  prior = PRIOR_RATINGS,
): void {
  const { rows: k, cols: filmCount } = readout;
  for (let f = 0; f < filmCount; f++) {
    const { sums, known } = sumOfWords(tokenWeights, traits[f] ?? []);
    if (known > 0) {
      const learned = ratingCount[f] / (ratingCount[f] + prior);
      for (let c = 0, at = f; c < k; c++, at += filmCount) {
        readout.data[at] = learned * readout.data[at] + (1 - learned) * sums[c];
      }
      const vector = filmVectors.row(f);
      const predicted = sums.subarray(k);
      toUnitLength(predicted);
      vector.forEach((x, c) => (vector[c] = learned * x + (1 - learned) * predicted[c]));
      toUnitLength(vector);
    }
  }
}

function sumOfWords(
  { tokens, weights }: TokenWeights,
  traits: readonly string[],
): { sums: Float32Array; known: number } {
  const sums = weights.row(tokens.length).slice();
  let known = 0;
  for (const token of new Set(traits)) {
    const index = indexOf(tokens, token);
    if (index >= 0) {
      known++;
      weights.row(index).forEach((x, c) => (sums[c] += x));
    }
  }
  return { sums, known };
}

function nearestGroup({ rows, cols, data }: Matrix32, vector: Float32Array): number {
  const point = new Matrix(1, cols, Float64Array.from(vector));
  return nearestCentroids(point, new Matrix(rows, cols, Float64Array.from(data)))[0];
}

/** Words of at least two films, ascending by code unit: the same on every machine. */
function commonTokens(traits: FilmTraits): string[] {
  const films = new Map<string, number>();
  for (const words of traits) {
    for (const token of new Set(words)) {
      films.set(token, (films.get(token) ?? 0) + 1);
    }
  }
  const common = [...films].filter(([, count]) => count >= FEWEST_FILMS).map(([token]) => token);
  return common.sort((a, b) => (a < b ? -1 : 1));
}

/** Films x (tokens + 1): the weight of the film at each of its words, and in the last column. */
function wordMatrix(traits: FilmTraits, tokens: readonly string[], weight: readonly number[]): SparseMatrix {
  const index = new Map(tokens.map((token, n) => [token, n]));
  const rowStart = new Uint32Array(traits.length + 1);
  const column: number[] = [];
  const value: number[] = [];
  traits.forEach((words, n) => {
    const known = [...new Set(words)].flatMap((token) => index.get(token) ?? []);
    for (const c of [...known, tokens.length]) {
      column.push(c);
      value.push(weight[n]);
    }
    rowStart[n + 1] = column.length;
  });
  return new SparseMatrix(
    traits.length,
    tokens.length + 1,
    rowStart,
    Uint32Array.from(column),
    Float32Array.from(value),
  );
}

/** Place of a word in the ascending list, or -1. */
function indexOf(tokens: readonly string[], token: string): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle] < token) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return tokens[low] === token ? low : -1;
}
