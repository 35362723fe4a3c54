import { bestFilms, type RankOptions } from './rank';

/** The vector of each film: d, of unit length or zero. */
export interface FilmVectors {
  row(film: number): Float32Array;
}

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
  return Uint32Array.of(...chosen, ...best.subarray(POOL)).slice(skip, wanted);
}

/** Scores of the pool, best first, brought to 0..1. */
function relevanceOf(pool: Uint32Array, score: ArrayLike<number>): Float64Array {
  const highest = score[pool[0]];
  const spread = highest - score[pool[pool.length - 1]];
  return Float64Array.from(pool, (f) => (spread > 0 ? 1 - (highest - score[f]) / spread : 1));
}

function rerank(
  pool: Uint32Array,
  relevance: Float64Array,
  filmVectors: FilmVectors,
  variety: number,
  count: number,
): number[] {
  const d = pool.length === 0 ? 0 : filmVectors.row(pool[0]).length;
  // Side by side, so that each step walks through them.
  const vectors = new Float64Array(pool.length * d);
  pool.forEach((f, n) => vectors.set(filmVectors.row(f), n * d));
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
    raise(similarity, vectors, d, next);
  }
  return chosen;
}

/** Let each similarity be at least the cosine of that vector with the one chosen. vectors: n x d, rows unit or zero. */
function raise(similarity: Float64Array, vectors: Float64Array, d: number, chosen: number): void {
  for (let n = 0, at = 0; n < similarity.length; n++) {
    let cosine = 0;
    for (let c = 0, from = chosen * d; c < d; c++, at++, from++) {
      cosine += vectors[at] * vectors[from];
    }
    if (cosine > similarity[n]) {
      similarity[n] = cosine;
    }
  }
}
