import type { FilmVectors } from '../linear-algebra/similarities';
import { bestFilms, type RankOptions } from './best-films';

/** Films among which variety is looked for: the best by score. The others follow them in their order. */
const POOL = 200;

/**
 * Like `bestFilms`, but with variety: greedy re-ranking by maximal marginal relevance (J. Carbonell and J. Goldstein, "The
 * use of MMR, diversity-based reranking", SIGIR 1998) of the best 200. The next film is the one with the largest
 * (1 - variety) * relevance - variety * similarity, where relevance is the score brought to 0..1 over the 200 and similarity
 * the largest cosine, at least 0, between its vector and one already chosen. Of equal ones the better by score.
 *
 * variety: 0 (the order of `bestFilms`) to 1; filmVectors: films x d. The list for a larger count begins
 * with the one for a smaller. O(films log 200 + (skip + count) 200 d).
 */
export function variedFilms(
  score: ArrayLike<number>,
  filmVectors: FilmVectors,
  count: number,
  variety: number,
  options: RankOptions = {},
): Uint32Array {
  const { excluded, skip = 0 } = options;
  const wanted = Math.max(0, skip + count);
  if (variety <= 0) {
    return bestFilms(score, count, options);
  }
  const best = bestFilms(score, Math.max(POOL, wanted), { excluded });
  const pool = best.subarray(0, POOL);
  const chosen = rerank(
    pool,
    relevanceOf(pool, score),
    filmVectors,
    Math.min(1, variety),
    Math.min(wanted, pool.length),
  );
  const list = best.slice(0, wanted);
  list.set(chosen);
  return list.subarray(skip);
}

/** Scores of the pool, best first, brought to 0..1. */
function relevanceOf(pool: Uint32Array, score: ArrayLike<number>): Float64Array {
  const highest = score[pool[0]];
  const spread = highest - score[pool[pool.length - 1]];
  const relevance = new Float64Array(pool.length).fill(1);
  for (let n = 0; spread > 0 && n < pool.length; n++) {
    relevance[n] = 1 - (highest - score[pool[n]]) / spread;
  }
  return relevance;
}

function rerank(
  pool: Uint32Array,
  relevance: Float64Array,
  filmVectors: FilmVectors,
  variety: number,
  count: number,
): number[] {
  const d = pool.length === 0 ? 0 : filmVectors.row(pool[0]).length;
  // d x pool: the cosines of all the pool with one film then add up side by side.
  const vectors = new Float64Array(d * pool.length);
  for (let n = 0; n < pool.length; n++) {
    const vector = filmVectors.row(pool[n]);
    for (let c = 0; c < d; c++) {
      vectors[c * pool.length + n] = vector[c];
    }
  }
  const chosen: number[] = [];
  const similarity = new Float64Array(pool.length);
  const taken = new Uint8Array(pool.length);
  while (chosen.length < count) {
    let next = -1;
    let highest = -Infinity;
    for (let n = 0; n < pool.length; n++) {
      const marginal = (1 - variety) * relevance[n] - variety * similarity[n];
      if (!taken[n] && marginal > highest) {
        next = n;
        highest = marginal;
      }
    }
    taken[next] = 1;
    chosen.push(pool[next]);
    raise(similarity, vectors, next);
  }
  return chosen;
}

/** Let each similarity be at least the cosine with the film chosen. vectors: d x pool, columns unit or zero. */
function raise(similarity: Float64Array, vectors: Float64Array, chosen: number): void {
  const count = similarity.length;
  const cosine = new Float64Array(count);
  for (let row = 0; row < vectors.length; row += count) {
    const x = vectors[row + chosen];
    for (let n = 0; n < count; n++) {
      cosine[n] += x * vectors[row + n];
    }
  }
  for (let n = 0; n < count; n++) {
    if (cosine[n] > similarity[n]) {
      similarity[n] = cosine[n];
    }
  }
}
