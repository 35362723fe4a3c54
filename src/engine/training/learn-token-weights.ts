import { at } from '../../invariants';
import { Matrix, type Matrix32 } from '../linear-algebra/matrix';
import { toUnitLength } from '../linear-algebra/matrix-products';
import { type FilmTraits, sumOfWords, type TokenWeights } from '../model/token-weights';
import { ridgeRegression } from '../linear-algebra/ridge-regression';
import { SparseMatrix } from '../linear-algebra/sparse';

/** A word that is known of one film only says nothing of another. */
const FEWEST_FILMS = 2;

/** Ratings up to which a film counts more in the regression, the more it has. */
const MOST_RATINGS = 20;

const RIDGE = 300;

/** Ratings at which what was learned of a film weighs as much as what its words predict. */
const PRIOR_RATINGS = 2;

/**
 * Ridge regression, from the words of the rated films to their columns of Q and their vectors, a film weighing
 * min(ratings, 20). readout: I x r; filmVectors: I x d; ratingCount: I.
 * O(words of films (r + d)) an iteration of the conjugate gradients.
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
  const r = readout.cols;
  const targets = Matrix.zeros(films.length, r + filmVectors.cols);
  films.forEach((f, n) => {
    const row = targets.row(n);
    readout.row(f).forEach((x, c) => (row[c] = weight[n] * x));
    filmVectors.row(f).forEach((x, c) => (row[r + c] = weight[n] * x));
  });
  const words = wordMatrix(
    films.map((f) => at(traits, f, 'traits of film')),
    tokens,
    weight,
  );
  return { tokens, weights: ridgeRegression(words, targets, RIDGE).toFloat32() };
}

/**
 * Blend what was learned of each film, n ratings, with what its words predict: n/(n+m) learned + m/(n+m) predicted, m = 2.
 * Films without a known word stay as they are. readout: I x r and filmVectors: I x d, both changed in place.
 */
export function blendPredicted(
  traits: FilmTraits,
  tokenWeights: TokenWeights,
  readout: Matrix32,
  filmVectors: Matrix32,
  ratingCount: Uint32Array,
  prior = PRIOR_RATINGS,
): void {
  const { rows: filmCount, cols: r } = readout;
  for (let f = 0; f < filmCount; f++) {
    const { sums, known } = sumOfWords(tokenWeights, at(traits, f, 'traits of film'));
    if (known > 0) {
      const learned = ratingCount[f] / (ratingCount[f] + prior);
      const row = readout.row(f);
      row.forEach((x, c) => (row[c] = learned * x + (1 - learned) * sums[c]));
      const vector = filmVectors.row(f);
      const predicted = sums.subarray(r);
      toUnitLength(predicted);
      vector.forEach((x, c) => (vector[c] = learned * x + (1 - learned) * predicted[c]));
      toUnitLength(vector);
    }
  }
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
