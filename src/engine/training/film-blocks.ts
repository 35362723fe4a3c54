import { cluster } from '../clustering/kmeans';
import type { Matrix } from '../linear-algebra/matrix';
import { pickRows } from '../linear-algebra/matrix-products';
import type { Random } from '../random';

/** Where a block is cut does not need k-means to the last step. */
const MOST_ITERATIONS = 30;

/**
 * Cut these films into blocks of at most `block`, by k-means over their vectors: too large a piece is cut again, and one
 * that k-means cannot cut (all its films alike) into equal parts. Each block ascending. O(films d (films / block)) a step.
 *
 * films: indices of rows of filmVectors (films x d).
 */
export function filmBlocks(films: Uint32Array, filmVectors: Matrix, block: number, random: Random): Uint32Array[] {
  const waiting = films.length > 0 ? [films] : [];
  const done: Uint32Array[] = [];
  for (let piece = waiting.pop(); piece; piece = waiting.pop()) {
    if (piece.length <= block) {
      done.push(piece);
    } else {
      waiting.push(...cut(piece, filmVectors, Math.ceil(piece.length / block), random));
    }
  }
  return done;
}

function cut(films: Uint32Array, filmVectors: Matrix, parts: number, random: Random): Uint32Array[] {
  const { labels, sizes } = cluster(pickRows(filmVectors, films), parts, random, { maxIterations: MOST_ITERATIONS });
  if (sizes.length < 2) {
    const length = Math.ceil(films.length / parts);
    return Array.from({ length: parts }, (_, p) => films.slice(p * length, (p + 1) * length));
  }
  return Array.from(sizes, (_, c) => films.filter((_film, n) => labels[n] === c));
}
