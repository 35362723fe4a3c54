import { isLiked } from '../ratings/preference';
import type { RatingTable, UserHistory } from '../ratings/rating-table';
import { evaluate } from './evaluate';
import { labelStarts } from '../linear-algebra/counting-sort';
import { bestFilms } from '../scoring/best-films';
import { usersByFilm } from './film-sets';
import type { Recommender, ScoreHistory } from './recommender';
import type { Split } from './splits';

/** What item kNN chooses from. */
interface KnnChoice {
  /** Likeness counts the people who liked both films, or those who rated both. */
  readonly counted: 'liked' | 'rated';
  /** Added to what the common raters are divided by: larger trusts few of them less. */
  readonly shrinkage: number;
  /** Films that are asked about each film. */
  readonly neighbours: number;
}

const COUNTED = ['liked', 'rated'] as const;
const SHRINKAGES = [0, 10, 50];
const NEIGHBOURS = [20, 50, 100, 400];
const MOST_NEIGHBOURS = Math.max(...NEIGHBOURS);

/** For each film the films that it is a neighbour of, by falling likeness to them. */
interface Neighbours {
  /** films + 1 */
  readonly start: Uint32Array;
  readonly film: Uint32Array;
  readonly likeness: Float32Array;
  /** Which neighbour of that film it is, the nearest being 0. */
  readonly place: Uint16Array;
}

/**
 * Item kNN as it is at its best (M. Ferrari Dacrema et al., "Are we really making much progress?", RecSys 2019: tuned, it is as
 * good as most): of each film the k nearest films are asked, likeness being |both| / (sqrt(|a| |b|) + shrinkage). Chosen by
 * NDCG@10 on a part of the training ratings, which `validation` holds out. O(pairs of ratings of one user), and 24 evaluations.
 */
export function tunedItemKnn(validation: (train: RatingTable) => Split): Recommender {
  return {
    name: 'item kNN, tuned',
    async fit(train) {
      const { counted, shrinkage, neighbours } = await chooseKnn(validation(train));
      const [near] = nearest(countedOf(train, counted), [shrinkage]);
      const score = knnScores(countedOf(train, counted), near, {
        counted,
        neighbours,
      });
      return { score, chosen: `${counted}, shrinkage ${shrinkage}, ${neighbours} neighbours` };
    },
  };
}

async function chooseKnn(split: Split): Promise<KnnChoice> {
  let best: KnnChoice & { ndcg: number } = { counted: 'liked', shrinkage: 0, neighbours: MOST_NEIGHBOURS, ndcg: -1 };
  for (const counted of COUNTED) {
    const table = countedOf(split.train, counted);
    const near = nearest(table, SHRINKAGES);
    for (const [s, shrinkage] of SHRINKAGES.entries()) {
      for (const neighbours of NEIGHBOURS) {
        const score = knnScores(table, near[s], { counted, neighbours });
        const [{ ndcgAt10 }] = await evaluate(split, [{ name: 'item kNN', fit: () => ({ score }) }]);
        if (ndcgAt10 > best.ndcg) {
          best = { counted, shrinkage, neighbours, ndcg: ndcgAt10 };
        }
      }
    }
  }
  return best;
}

function countedOf(train: RatingTable, counted: KnnChoice['counted']): RatingTable {
  return counted === 'rated'
    ? train
    : train.subset(Uint8Array.from(train.rating, (rating) => (isLiked(rating, train.top) ? 1 : 0)));
}

/** The sum of the likenesses between a film and those of its k nearest that are in the history. */
function knnScores(
  { filmCount }: RatingTable,
  { start, film: of, likeness, place }: Neighbours,
  { counted, neighbours }: Pick<KnnChoice, 'counted' | 'neighbours'>,
): ScoreHistory {
  return ({ film, rating, top }: UserHistory) => {
    const score = new Float64Array(filmCount);
    for (let n = 0; n < film.length; n++) {
      if (counted === 'rated' || isLiked(rating[n], top)) {
        for (let e = start[film[n]]; e < start[film[n] + 1]; e++) {
          if (place[e] < neighbours) {
            score[of[e]] += likeness[e];
          }
        }
      }
    }
    return score;
  };
}

/** The nearest films of each film, turned round, for each shrinkage. O(pairs of ratings of one user + films neighbours). */
function nearest(table: RatingTable, shrinkages: readonly number[]): Neighbours[] {
  const { filmCount } = table;
  const raters = usersByFilm(table);
  const size = (f: number): number => raters.start[f + 1] - raters.start[f];
  const both = new Float64Array(filmCount);
  const met = new Uint32Array(filmCount);
  const lists = shrinkages.map(() => new Lists(filmCount));
  for (let f = 0; f < filmCount; f++) {
    let count = 0;
    for (let m = raters.start[f]; m < raters.start[f + 1]; m++) {
      const user = raters.member[m];
      for (let n = table.rowStart[user]; n < table.rowStart[user + 1]; n++) {
        if (table.film[n] !== f && both[table.film[n]]++ === 0) {
          met[count++] = table.film[n];
        }
      }
    }
    const others = met.subarray(0, count).sort();
    shrinkages.forEach((shrinkage, s) => {
      const likeness = Float64Array.from(others, (g) => both[g] / (Math.sqrt(size(f) * size(g)) + shrinkage));
      bestFilms(likeness, MOST_NEIGHBOURS).forEach((n, place) => lists[s].add(others[n], f, likeness[n], place));
    });
    others.forEach((g) => (both[g] = 0));
  }
  return lists.map((list) => list.byFilm());
}

/** Entries in the order in which they come, brought together by film at the end. */
class Lists {
  private readonly to: number[] = [];
  private readonly film: number[] = [];
  private readonly likeness: number[] = [];
  private readonly place: number[] = [];

  constructor(private readonly filmCount: number) {}

  add(to: number, film: number, likeness: number, place: number): void {
    this.to.push(to);
    this.film.push(film);
    this.likeness.push(likeness);
    this.place.push(place);
  }

  byFilm(): Neighbours {
    const start = labelStarts(this.to, this.filmCount);
    const next = start.slice();
    const film = new Uint32Array(this.to.length);
    const likeness = new Float32Array(this.to.length);
    const place = new Uint16Array(this.to.length);
    this.to.forEach((to, n) => {
      const at = next[to]++;
      film[at] = this.film[n];
      likeness[at] = this.likeness[n];
      place[at] = this.place[n];
    });
    return { start, film, likeness, place };
  }
}
