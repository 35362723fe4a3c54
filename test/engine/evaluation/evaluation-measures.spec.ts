import { difference, estimate, ratio, resample } from '../../../src/engine/evaluation/bootstrap';
import { filmStanding, giniIndex, listCharacter } from '../../../src/engine/evaluation/beyond-accuracy';
import { evaluate, meanRow, measured } from '../../../src/engine/evaluation/evaluate';
import { filmSets, setCosine, usersByFilm } from '../../../src/engine/evaluation/film-sets';
import { popularBaseline } from '../../../src/engine/evaluation/popular-baseline';
import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { Random } from '../../../src/engine/random';
import { small, smallRows } from '../reference/small';
import { tableOf } from '../tables';

describe('the bootstrap over users', () => {
  const normal = (seed: number, count: number, add = 0): Float64Array => {
    const random = new Random(seed);
    return Float64Array.from({ length: count }, () => random.normal() + add);
  };

  it('gives an interval as wide as theory says', () => {
    const { low, high, value } = estimate(resample([normal(1, 400)], new Random(2)), 0);
    // 2 x 1.96 / sqrt(400)
    expect(high - low).toBeGreaterThan(0.9 * 0.196);
    expect(high - low).toBeLessThan(1.1 * 0.196);
    expect(value).toBeGreaterThan(low);
    expect(value).toBeLessThan(high);
  });

  it('is from the 2.5th to the 97.5th of a hundred parts of the resampled means', () => {
    const descending = Float64Array.from({ length: 1000 }, (_, n) => 999 - n);
    const resampled = { mean: Float64Array.of(500, 0), means: [descending, new Float64Array(1000).fill(2)] };
    expect(estimate(resampled, 0)).toEqual({ value: 500, low: 25, high: 974 });
    expect(difference(resampled, 0, 1)).toMatchObject({ low: 23, high: 972 });
    expect(ratio(resampled, 0, 1)).toMatchObject({ low: 12.5, high: 487 });
  });

  it('is the same for the same seed', () => {
    const column = normal(1, 50);
    expect(resample([column], new Random(3))).toEqual(resample([column], new Random(3)));
  });

  it('compares in pairs: a constant difference has no width, however wide both are', () => {
    const column = normal(1, 100, 10);
    const resampled = resample([column.map((x) => x + 1), column, column.map((x) => 2 * x)], new Random(4));
    const less = difference(resampled, 0, 1);
    expect([less.value, less.low, less.high].map((x) => x.toFixed(9))).toEqual(Array(3).fill('1.000000000'));
    const times = ratio(resampled, 2, 1);
    expect([times.value, times.low, times.high].map((x) => x.toFixed(9))).toEqual(Array(3).fill('2.000000000'));
  });

  it('counts of a column only the users whom it says something of, and still draws the same ones for all', () => {
    const column = normal(1, 200, 10);
    const half = column.map((x, n) => (n % 2 ? NaN : x));
    const [all, some] = [[column], [column, half]].map((columns) => resample(columns, new Random(5)));
    expect(estimate(some, 0)).toEqual(estimate(all, 0));
    const known = column.filter((_, n) => n % 2 === 0);
    const { value, low, high } = estimate(some, 1);
    expect(value).toBeCloseTo(known.reduce((sum, x) => sum + x, 0) / 100, 12);
    // 2 x 1.96 / sqrt(100)
    expect(high - low).toBeGreaterThan(0.85 * 0.392);
    expect(high - low).toBeLessThan(1.15 * 0.392);
  });

  it('of nobody is 0', () => {
    expect(estimate(resample([new Float64Array(0)], new Random(1)), 0)).toEqual({ value: 0, low: 0, high: 0 });
  });
});

describe('what a list is like beside its hits', () => {
  const sets = filmSets([[0, 1], [1, 2], [3], []]);

  it('has the cosine of sets worked by hand', () => {
    expect(setCosine(sets, 0, 1)).toBeCloseTo(1 / 2, 12);
    expect([setCosine(sets, 0, 2), setCosine(sets, 0, 3), setCosine(sets, 3, 3)]).toEqual([0, 0, 0]);
    expect(setCosine(sets, 0, 0)).toBeCloseTo(1, 12);
  });

  it('knows who rated a film', () => {
    const { start, member } = usersByFilm(
      tableOf([
        [0, 1, 3],
        [1, 0, 3],
        [1, 1, 3],
      ]),
    );
    expect([[...start], [...member]]).toEqual([
      [0, 1, 3],
      [1, 0, 1],
    ]);
  });

  it('is that of a case worked by hand', () => {
    // Four users; film 0 is rated by all, 1 by two, 2 and 3 by one.
    const train = tableOf([
      [0, 0, 3],
      [1, 0, 3],
      [2, 0, 3],
      [3, 0, 3],
      [0, 1, 3],
      [1, 1, 3],
      [0, 2, 3],
      [0, 3, 3],
    ]);
    const standing = filmStanding(train);
    expect([...standing.raters]).toEqual([4, 2, 1, 1]);
    expect([...standing.surprise].map(Math.abs)).toEqual([0, 1, 2, 2]);
    // 80 % of 8 ratings are 6.4: films 0 and 1 have 6, so that film 2 is of the head too.
    expect([...standing.inTail]).toEqual([0, 0, 0, 1]);
    expect(listCharacter([1, 2, 3], [0], standing, sets)).toEqual({
      diversity: 1,
      novelty: 5 / 3,
      popularityRatio: 1 / 3,
      longTail: 1 / 3,
    });
    expect(listCharacter([0, 1], [1], standing, sets).diversity).toBeCloseTo(0.5, 12);
    // The mean over the user's own films, of which 0 and 3 have 4 raters and 1.
    expect(listCharacter([1], [0, 3], standing, sets).popularityRatio).toBeCloseTo(2 / 2.5, 12);
    expect(listCharacter([0, 1, 2], [1], standing, sets).popularityRatio).toBeCloseTo(7 / 3 / 2, 12);
  });

  it('has a Gini index from 0, all alike, to nearly 1, one takes all', () => {
    expect(giniIndex([2, 2, 2, 2])).toBeCloseTo(0, 12);
    expect(giniIndex([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
    expect(giniIndex([0, 0])).toBe(0);
  });
});

describe('a row of the table', () => {
  it('judges a list by the ratings of the training, against the films that the user has rated there', async () => {
    // Film 0 has three raters, 1 two, 2 one. User 2 has rated 0 and 1, likes 2 and is recommended it.
    const train = tableOf(
      [
        [0, 0, 5],
        [1, 0, 5],
        [2, 0, 5],
        [1, 1, 5],
        [2, 1, 5],
        [0, 2, 5],
      ],
      { userCount: 3, filmCount: 3 },
    );
    const test = tableOf([[2, 2, 5]], { userCount: 3, filmCount: 3 });
    const [row] = await evaluate({ train, test }, [popularBaseline]);
    expect(row).toMatchObject({ users: 1, ndcgAt10: 1, popularityRatio: 1 / 2.5 });
    expect(row.novelty).toBeCloseTo(Math.log2(3), 12);
  });

  it('tells disliked films from liked ones, and from those of which nothing is said', async () => {
    // Everybody knows film 0 and is recommended 1, 2, 3, 4 by their raters. Ratings of 3 of 5 are neither liked nor disliked.
    const raters = [4, 3, 2, 1].flatMap((count, n) =>
      Array.from({ length: count }, (_, u) => [2 + u, 1 + n, 5] as const),
    );
    const shape = { userCount: 6, filmCount: 5 };
    const train = tableOf([[0, 0, 5], [1, 0, 5], ...raters], shape);
    const test = tableOf(
      [
        [0, 1, 2.5],
        [0, 2, 5],
        [0, 3, 3],
        [0, 4, 0.5],
        [1, 1, 3.5],
        [1, 2, 3],
      ],
      shape,
    );
    const [row] = await evaluate({ train, test }, [popularBaseline]);
    const [first, second] = [0, 1].map((u) => ({
      net: row.perUser.netNdcgAt10[u],
      disliked: row.perUser.dislikedAt10[u],
      auc: row.perUser.likedAboveDisliked[u],
    }));
    expect(first.net).toBeCloseTo(1 / Math.log2(3) - 1 - 1 / Math.log2(5), 12);
    expect(first).toMatchObject({ disliked: 2, auc: 0.5 });
    expect(second).toEqual({ net: 1, disliked: 0, auc: NaN });
    expect(row).toMatchObject({ users: 2, dislikedAt10: 1, likedAboveDisliked: 0.5 });
    expect([...measured(row, 'likedAboveDisliked')]).toEqual([0.5, NaN]);
  });

  it('is the mean over the users who count, and of repetitions the mean user by user', async () => {
    const [row] = await evaluate(splitAtRows(smallRows, small.latestFifth), [popularBaseline]);
    const values = row.perUser.ndcgAt10.filter((value) => !Number.isNaN(value));
    expect(values).toHaveLength(row.users);
    expect(values.reduce((sum, value) => sum + value, 0) / row.users).toBeCloseTo(row.ndcgAt10, 12);
    expect(meanRow('popular', [row, row])).toEqual(row);
  });
});
