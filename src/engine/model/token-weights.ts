import { Matrix, type Matrix32 } from '../linear-algebra/matrix';

/** What is known of each film before anybody rates it: words such as `g:drama`, `d:agnès varda`, `a:toshiro mifune`. */
export type FilmTraits = readonly (readonly string[])[];

/** What each word says: columns of Q and of the film vectors that are predicted for a film are sums over its words. */
export interface TokenWeights {
  /** Words of two films or more, ascending. */
  readonly tokens: readonly string[];
  /** (tokens + 1) x (r + d): of each word, and last of any film, the share of the Q column and of the film vector. */
  readonly weights: Matrix32;
}

/** Nothing is known of words: every prediction is zero. */
export function noTokenWeights(directions: number, dimensions: number): TokenWeights {
  return { tokens: [], weights: Matrix.zeros(1, directions + dimensions).toFloat32() };
}

/** Sum of the weights of any film and of these words, each once: r + d; and how many of the words have weights. */
export function sumOfWords(
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
