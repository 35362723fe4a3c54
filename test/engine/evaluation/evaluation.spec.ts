import fc from 'fast-check';
import { InvalidRatings } from '../../../src/engine/errors';
import { evaluate, meanRow, type QualityRow } from '../../../src/engine/evaluation/evaluate';
import { hardKMeans } from '../../../src/engine/evaluation/hard-kmeans';
import { itemKnn } from '../../../src/engine/evaluation/item-knn';
import { listQuality } from '../../../src/engine/evaluation/list-quality';
import { popularBaseline } from '../../../src/engine/evaluation/popular-baseline';
import type { Recommender } from '../../../src/engine/evaluation/recommender';
import { splitAtRows, splitFolds, splitLatest, splitRandom } from '../../../src/engine/evaluation/splits';
import { tasteGroups } from '../../../src/engine/evaluation/taste-groups';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { Random } from '../../../src/engine/random';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { referenceModel } from '../models';
import { largestDifference, type Quality, small, smallRows } from '../reference/small';
import { anyRows, type Row, tableOf } from '../tables';

const split = splitAtRows(smallRows, small.latestFifth);

function qualityOf({ ndcgAt10, recallAt10, hitRateAt10, coverage }: QualityRow): Quality {
  return [ndcgAt10, recallAt10, hitRateAt10, coverage];
}

describe('the quality of a list', () => {
  it('is that of a case worked by hand', () => {
    // Hits in places 1 and 3; three liked films: gain 1 + 1/2 of 1 + 1/log2(3) + 1/2.
    const quality = listQuality([7, 1, 8, 2], new Set([7, 8, 9]));
    expect(quality.ndcg).toBeCloseTo(1.5 / (1.5 + 1 / Math.log2(3)), 12);
    expect(quality.recall).toBeCloseTo(2 / 3, 12);
    expect(quality.hit).toBe(true);
  });

  it('loses by disliked films what it gains by liked ones, and counts them', () => {
    // Liked in places 1 and 3, disliked in place 2 and, too far down to count, in place 11.
    const list = [7, 1, 8, 2, 3, 4, 5, 6, 10, 11, 12];
    const { ndcg, net, disliked } = listQuality(list, new Set([7, 8]), new Set([1, 12]));
    const ideal = 1 + 1 / Math.log2(3);
    expect(ndcg).toBeCloseTo(1.5 / ideal, 12);
    expect(net).toBeCloseTo((1.5 - 1 / Math.log2(3)) / ideal, 12);
    expect(disliked).toBe(1);
    expect(listQuality([1], new Set([7]), new Set([1])).net).toBe(-1);
  });

  it('counts the first ten films only, and divides by ten when more are liked', () => {
    const list = [...Array(20).keys()];
    expect(listQuality(list, new Set([10]))).toEqual({ ndcg: 0, net: 0, disliked: 0, recall: 0, hit: false });
    expect(listQuality(list, new Set(list))).toEqual({ ndcg: 1, net: 1, disliked: 0, recall: 1, hit: true });
  });

  it('lies between 0 and 1, and is 1 for a list that begins with all liked films', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(30)), fc.uniqueArray(fc.nat(30), { minLength: 1 }), (list, liked) => {
        const { ndcg, recall } = listQuality(list, new Set(liked));
        expect(Math.min(ndcg, recall)).toBeGreaterThanOrEqual(0);
        expect(Math.max(ndcg, recall)).toBeLessThanOrEqual(1);
        expect(listQuality([...new Set([...liked, ...list])], new Set(liked)).ndcg).toBeCloseTo(1, 12);
      }),
    );
  });
});

describe('a split', () => {
  const table = RatingTable.fromRows(smallRows);

  it('at the latest fifth holds out the rows that the reference does', () => {
    expect(splitLatest(table, 0.2)).toEqual(split);
  });

  it('at random holds out as many of each user, others for another seed', () => {
    const one = splitRandom(table, 0.2, new Random(1));
    expect(one.test.rowStart).toEqual(split.test.rowStart);
    expect(splitRandom(table, 0.2, new Random(1))).toEqual(one);
    expect(splitRandom(table, 0.2, new Random(2)).test.film).not.toEqual(one.test.film);
  });

  it('leaves users with fewer than five ratings alone, and takes at least one of the others', () => {
    const rows = [0, 0, 0, 0, 1, 1, 1, 1, 1].map((user, n) => [user, n, 4, n] as const);
    const { train, test } = splitLatest(tableOf(rows), 0.1);
    expect([...test.rowStart]).toEqual([0, 0, 1]);
    expect([...test.film]).toEqual([8]);
    expect(train.ratingCount).toBe(8);
  });

  it('never loses or repeats a rating', () => {
    fc.assert(
      fc.property(anyRows, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (rows, share, seed) => {
        const whole = tableOf(rows, { userCount: 12, filmCount: 10 });
        const { train, test } = splitRandom(whole, share, new Random(seed));
        for (let u = 0; u < 12; u++) {
          const parts = [...Array.from(train.history(u).film), ...Array.from(test.history(u).film)];
          expect(parts.sort()).toEqual(Array.from(whole.history(u).film).sort());
        }
      }),
    );
  });

  it('in folds holds out each rating once, of each user as many in each but for one, and none of who has few', () => {
    const folds = [...splitFolds(table, 5, new Random(1))];
    expect(folds).toHaveLength(5);
    for (let u = 0; u < table.userCount; u++) {
      const all = Array.from(table.history(u).film).sort();
      const held = folds.map(({ test }) => Array.from(test.history(u).film));
      expect(held.flat().sort()).toEqual(all.length >= 5 ? all : []);
      expect(Math.max(...held.map((films) => films.length))).toBe(all.length >= 5 ? Math.ceil(all.length / 5) : 0);
      folds.forEach(({ train }, n) => expect([...Array.from(train.history(u).film), ...held[n]].sort()).toEqual(all));
    }
    expect([...splitFolds(table, 5, new Random(1))]).toEqual(folds);
    expect([...splitFolds(table, 5, new Random(2))][0].test.film).not.toEqual(folds[0].test.film);
  });

  it('at given rows refuses a row that is not there', () => {
    expect(() => splitAtRows(smallRows, [725])).toThrow(InvalidRatings);
  });
});

describe('the evaluation', () => {
  it('agrees with the reference on popular films, item kNN and hard k-means from the same start', async () => {
    const rows = await evaluate(split, [popularBaseline, itemKnn, hardKMeans({ users: small.hardKMeansStart })]);
    const { popular, itemKnn: knn, hardKMeans: hard } = small.quality;
    expect(rows.map(({ name }) => name)).toEqual(['popular', 'item kNN, cosine', 'hard k-means, k = 5']);
    expect(largestDifference(qualityOf(rows[0]), popular)).toBeLessThan(1e-9);
    expect(largestDifference(qualityOf(rows[1]), knn)).toBeLessThan(1e-9);
    expect(largestDifference(qualityOf(rows[2]), hard)).toBeLessThan(1e-9);
  });

  it('agrees with the reference on its own taste centroids', async () => {
    const model = referenceModel(small.halfLife);
    const reference: Recommender = {
      name: 'reference',
      fit: () => ({ score: (history) => scoreFilms(model, history) }),
    };
    const [row] = await evaluate(split, [reference]);
    expect(largestDifference(qualityOf(row), small.quality.tasteCentroids)).toBeLessThan(1e-9);
  });

  it('finds taste groups better than popular films where there are tastes', async () => {
    const rows = await evaluate(split, [popularBaseline, tasteGroups(defaultParameters)]);
    expect(rows[1].ndcgAt10).toBeGreaterThan(1.5 * rows[0].ndcgAt10);
  });

  it('asks for each list at the first rating held out, and at no moment where none is known', async () => {
    const rows = [0, 1, 2, 3, 4].flatMap((n): Row[] => [[0, n, 5, 100 + n], [1, n, 5, 200 - n]]); // prettier-ignore
    const asked = async (table: RatingTable) => {
      const moments: (number | undefined)[] = [];
      const score = (_: unknown, moment?: number) => (moments.push(moment), [5, 4, 3, 2, 1]);
      await evaluate(splitLatest(table, 0.4), [{ name: 'asked', fit: () => ({ score }) }]);
      return moments;
    };
    expect(await asked(tableOf(rows))).toEqual([103, 199]);
    expect(await asked(tableOf(rows).withoutTimes())).toEqual([undefined, undefined]);
  });

  it('counts users with something to learn from and a liked film to find, and no others', async () => {
    const train = tableOf(
      [
        [0, 0, 5],
        [1, 0, 5],
        [3, 1, 5],
      ],
      { userCount: 4, filmCount: 3 },
    );
    const test = tableOf(
      [
        [0, 1, 5],
        [1, 1, 1],
        [2, 1, 5],
      ],
      { userCount: 4, filmCount: 3 },
    );
    const [row] = await evaluate({ train, test }, [popularBaseline]);
    expect(row).toMatchObject({
      name: 'popular',
      ndcgAt10: 1,
      recallAt10: 1,
      hitRateAt10: 1,
      coverage: 2 / 3,
      users: 1,
    });
  });

  it('of nobody is 0, not NaN', async () => {
    const nothing = tableOf([]);
    const [row] = await evaluate({ train: nothing, test: nothing }, [popularBaseline]);
    expect(row).toMatchObject({ name: 'popular', ndcgAt10: 0, recallAt10: 0, hitRateAt10: 0, coverage: 0, users: 0 });
  });

  it('tells how far it is', async () => {
    const told: [string, number][] = [];
    await evaluate(split, [popularBaseline, itemKnn], (name, fraction) => told.push([name, fraction]));
    expect(told).toEqual([
      ['popular', 0],
      ['item kNN, cosine', 0.5],
      ['done', 1],
    ]);
  });
});

describe('item kNN', () => {
  it('scores as the dense reference does, films already liked aside', async () => {
    const { score } = await itemKnn.fit(split.train);
    for (let u = 0; u < small.userCount; u++) {
      const history = split.train.history(u);
      const own = new Set(Array.from(history.film));
      const ours = Array.from(score(history)).map((s, f) => (own.has(f) ? 0 : s));
      const reference = small.itemKnnScores[u].map((s, f) => (own.has(f) ? 0 : s));
      expect(largestDifference(ours, reference)).toBeLessThan(1e-5);
    }
  });
});

describe('hard k-means', () => {
  it('reaches the clusters and centroids of scikit-learn from the same start', async () => {
    const { score } = await hardKMeans({ users: small.hardKMeansStart }).fit(split.train);
    for (let u = 0; u < small.userCount; u++) {
      const centroid = small.hardKMeansCentroids[small.hardKMeansLabels[u]];
      expect(largestDifference(score(split.train.history(u)), centroid)).toBeLessThan(1e-5);
    }
  });

  it('draws its own start from a seed', async () => {
    const rows = await evaluate(split, [hardKMeans({ seed: 1 }), hardKMeans({ seed: 1 })]);
    expect(rows[0]).toEqual(rows[1]);
    const mean = meanRow('both', [rows[0], { ...rows[0], ndcgAt10: 0 }]);
    expect(mean).toEqual({ ...rows[0], name: 'both', ndcgAt10: rows[0].ndcgAt10 / 2 });
  });

  it('works with fewer users than clusters', async () => {
    const { score } = await hardKMeans({ seed: 1 }).fit(
      tableOf([
        [0, 0, 5],
        [1, 1, 5],
      ]),
    );
    expect(Array.from(score({ film: [], rating: [], time: null, top: 5 })).every(Number.isFinite)).toBe(true);
  });
});
