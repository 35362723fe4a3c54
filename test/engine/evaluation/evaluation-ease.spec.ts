import { climb, easeSolver, tunedEase } from '../../../src/engine/evaluation/ease';
import { easeOverFilms } from '../../../src/engine/evaluation/ease-over-films';
import { easeOverUsers } from '../../../src/engine/evaluation/ease-over-users';
import { evaluate } from '../../../src/engine/evaluation/evaluate';
import { popularBaseline } from '../../../src/engine/evaluation/popular-baseline';
import { splitAtRows, splitLatest } from '../../../src/engine/evaluation/splits';
import { tunedItemKnn } from '../../../src/engine/evaluation/tuned-item-knn';
import type { RatingTable } from '../../../src/engine/ratings/rating-table';
import { largestDifference, small, smallRows } from '../reference/small';
import { tableOf, twoCircles } from '../tables';

const split = splitAtRows(smallRows, small.latestFifth);

/** Scores of films that the user has not rated; those of the others are of no meaning. */
function unratedScores(train: RatingTable, user: number, score: ArrayLike<number>): number[] {
  const own = new Set(Array.from(train.history(user).film));
  return Array.from(score).filter((_, f) => !own.has(f));
}

describe('EASE', () => {
  it('is that of a case worked by hand', () => {
    // Three users: films {0, 1}, {0, 1}, {1}, all at the top. X'X + I = [3 2; 2 4], P = [4 -2; -2 3] / 8.
    const train = tableOf([
      [0, 0, 5],
      [0, 1, 5],
      [1, 0, 5],
      [1, 1, 5],
      [2, 1, 5],
    ]);
    // Who rated film 1: film 0 scores -P(1, 0) / P(0, 0) = 2/4.
    for (const solve of [easeOverFilms, easeOverUsers]) {
      expect(solve(train, 'linear')(1)({ film: [1], rating: [5], time: null, top: 5 })[0]).toBeCloseTo(0.5, 12);
    }
  });

  it.each(['linear', 'graded'] as const)('has the same scores over films and over users, %s', (kind) => {
    const overFilms = easeOverFilms(split.train, kind)(7);
    const overUsers = easeOverUsers(split.train, kind)(7);
    for (let u = 0; u < small.userCount; u++) {
      const history = split.train.history(u);
      const one = unratedScores(split.train, u, overFilms(history));
      expect(largestDifference(one, unratedScores(split.train, u, overUsers(history)))).toBeLessThan(1e-9);
    }
  });

  it('gives a film without ratings the score 0', () => {
    const train = tableOf(twoCircles(), { filmCount: 14 });
    for (const solve of [easeOverFilms, easeOverUsers]) {
      const score = solve(train, 'linear')(1)(train.history(0));
      expect([Math.abs(score[12]), Math.abs(score[13])]).toEqual([0, 0]);
    }
  });

  it('chooses on training ratings, says what it chose, and finds tastes', async () => {
    const rows = await evaluate(split, [popularBaseline, tunedEase((train) => splitLatest(train, 0.1))]);
    expect(rows[1].chosen).toMatch(/^(linear|graded), ridge (100|300|1000)$/);
    expect(rows[1].ndcgAt10).toBeGreaterThan(rows[0].ndcgAt10);
  });

  it('takes its first preference and the middle ridge where there is nothing to choose on', async () => {
    const few = tableOf([[0, 0, 5]]);
    expect((await tunedEase((train) => splitLatest(train, 0.1)).fit(few)).chosen).toBe('linear, ridge 300');
  });

  it('goes from the middle of the values on while that helps, and no further', async () => {
    const measured: number[] = [];
    const best = await climb([1, 3, 10, 30, 100], (value) => {
      measured.push(value);
      return Promise.resolve(-Math.abs(Math.log(value / 3)));
    });
    expect(best).toEqual({ value: 3, quality: expect.closeTo(0) });
    expect(measured).toEqual([10, 30, 3, 1]);
  });

  it('is measured with the preferences and ridges that it is given', async () => {
    const ease = tunedEase(
      (train) => splitLatest(train, 0.1),
      { preferences: ['binary'], ridges: [7] },
      'EASE, binary',
    );
    const [row] = await evaluate(split, [ease]);
    expect([row.name, row.chosen]).toEqual(['EASE, binary', 'binary, ridge 7']);
  });

  it('takes the smaller of the two inverses: the other could not even be held', () => {
    const many = 100_000;
    const halves = Array.from({ length: many }, (_, n) => [n % 2, n] as const);
    const ofTwoUsers = tableOf(halves.map(([half, n]) => [half, n, 5]));
    const byFilm = easeSolver(ofTwoUsers, 'linear')(1)({ film: [0], rating: [5], time: null, top: 5 });
    expect([byFilm[2] > 0, Math.abs(byFilm[1])]).toEqual([true, 0]);
    const ofTwoFilms = tableOf([...halves.map(([half, n]) => [n, half, 5] as const), [0, 1, 5]]);
    const byUser = easeSolver(ofTwoFilms, 'linear')(1)({ film: [0], rating: [5], time: null, top: 5 });
    // X'X + I = [50001 1; 1 50002], of which film 1 scores 1 / 50001.
    expect(byUser[1]).toBeCloseTo(1 / 50_001, 12);
  });
});

describe('item kNN, tuned', () => {
  const choose = (train: RatingTable) => splitLatest(train, 0.1);

  it('is that of a case worked by hand', async () => {
    // Films 0 and 1 share both of their two likers, 0 and 2 one of 2 and 1; there is nothing to choose on.
    const train = tableOf([
      [0, 0, 5],
      [0, 1, 5],
      [1, 0, 5],
      [1, 1, 5],
      [1, 2, 5],
    ]);
    const { score, chosen } = await tunedItemKnn(choose).fit(train);
    expect(chosen).toBe('liked, shrinkage 0, 20 neighbours');
    const scores = score({ film: [0], rating: [5], time: null, top: 5 });
    expect([scores[0], scores[1]]).toEqual([0, 1]);
    expect(scores[2]).toBeCloseTo(1 / Math.sqrt(2), 6);
  });

  it('finds tastes, and says what it chose', async () => {
    const rows = await evaluate(split, [popularBaseline, tunedItemKnn(choose)]);
    expect(rows[1].chosen).toMatch(/^(liked|rated), shrinkage (0|10|50), (20|50|100|400) neighbours$/);
    expect(rows[1].ndcgAt10).toBeGreaterThan(rows[0].ndcgAt10);
  });
});
