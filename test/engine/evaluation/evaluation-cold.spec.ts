import { areaUnderCurve } from '../../../src/engine/evaluation/area-under-curve';
import { drawColdFilms, evaluateColdFilms } from '../../../src/engine/evaluation/evaluate-cold-films';
import { evaluateColdUsers, KNOWN_RATINGS } from '../../../src/engine/evaluation/evaluate-cold-users';
import { counted, mean } from '../../../src/engine/evaluation/evaluate';
import { filmSets } from '../../../src/engine/evaluation/film-sets';
import { genreAverage } from '../../../src/engine/evaluation/genre-average';
import { popularBaseline } from '../../../src/engine/evaluation/popular-baseline';
import type { Recommender } from '../../../src/engine/evaluation/recommender';
import { Random } from '../../../src/engine/random';
import type { RatingTable } from '../../../src/engine/ratings/rating-table';
import { tableOf, type Row } from '../tables';

/** Forty users, of whom each likes the films of one of two genres, even or odd, and twenty films. */
function twoGenres(): Row[] {
  const rows: Row[] = [];
  for (let user = 0; user < 40; user++) {
    for (let n = 0; n < 14; n++) {
      const film = (user * 7 + n * 3) % 20;
      rows.push([user, film, film % 2 === user % 2 ? 5 : 1, n]);
    }
  }
  return rows;
}

const table = tableOf(twoGenres());
const genres = filmSets(Array.from({ length: 20 }, (_, film) => [film % 2]));

/** Remembers what it was given, and scores by a fixed list. */
function spy(score: number[]): Recommender & { readonly seen: RatingTable[]; readonly asked: number[][] } {
  const seen: RatingTable[] = [];
  const asked: number[][] = [];
  return {
    name: 'spy',
    seen,
    asked,
    fit(train) {
      seen.push(train);
      return {
        score: ({ film }) => {
          asked.push(Array.from(film));
          return score;
        },
      };
    },
  };
}

describe('the area under the curve', () => {
  it('is that of a case worked by hand, equal scores counting half', () => {
    // Pairs of {3, 1} with {0, 1, 2}: 3 wins all three, 1 wins one and draws one.
    expect(areaUnderCurve([3, 1, 0, 1, 2], [0, 1], [2, 3, 4])).toBeCloseTo(4.5 / 6, 12);
  });
});

describe('films nobody has rated', () => {
  it('are a tenth of those with five ratings, and no recommender sees a rating of them', async () => {
    const recommender = spy(Array<number>(20).fill(0));
    const hidden = drawColdFilms(table, new Random(1));
    const rows = await evaluateColdFilms(table, [recommender], hidden);
    expect(hidden.reduce((sum, is) => sum + is, 0)).toBe(2);
    expect(recommender.seen[0].countByFilm().rated.filter((count) => count === 0)).toHaveLength(2);
    expect(counted(rows[0].auc).every((auc) => auc === 0.5)).toBe(true);
  });

  it('are ordered by the average of their genres where tastes follow genres', async () => {
    const sums = [];
    for (const seed of [1, 2, 3, 4]) {
      const rows = await evaluateColdFilms(table, [genreAverage(genres)], drawColdFilms(table, new Random(seed)));
      sums.push(...counted(rows[0].auc));
    }
    expect(mean(sums)).toBeGreaterThanOrEqual(0.5);
  });

  it('are scored by genre as worked by hand', async () => {
    // Films 0 and 1 of genre 0, film 2 of genre 1, film 3 of both; 3 has no rating.
    const train = tableOf(
      [
        [0, 0, 5],
        [1, 1, 5],
        [0, 2, 2.5],
      ],
      { filmCount: 4 },
    );
    const { score } = await genreAverage(filmSets([[0], [0], [1], [0, 1]])).fit(train);
    const liking = score({ film: [0, 2], rating: [5, 2.5], time: null, top: 5 });
    expect(Array.from(liking)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(Array.from(score({ film: [0], rating: [5], time: null, top: 5 }))).toEqual([0.5, 0.5, 0, 0.25]);
  });
});

describe('users nobody knew', () => {
  it('are a fifth of the users, without a rating in training, and scored from 1, 3, 5 and 10 ratings', async () => {
    const recommender = spy(Array.from({ length: 20 }, (_, film) => film));
    const [row] = await evaluateColdUsers(table, [recommender], 'first', new Random(1));
    const train = recommender.seen[0];
    const cold = [...Array(40).keys()].filter((u) => train.rowStart[u + 1] === train.rowStart[u]);
    expect(cold).toHaveLength(8);
    expect(train.userCount).toBe(40);
    expect(row.ndcgAt10.map((of) => counted(of).length)).toEqual(
      [8, 8, 8, 8].map(() => counted(row.ndcgAt10[0]).length),
    );
    const firstUser = recommender.asked.slice(0, KNOWN_RATINGS.length);
    expect(firstUser.map(({ length }) => length)).toEqual([...KNOWN_RATINGS]);
    expect(firstUser[3]).toEqual(Array.from(table.history(cold[0]).film).slice(0, 10));
  });

  it('get the same targets whatever is known of them', async () => {
    const [row] = await evaluateColdUsers(table, [popularBaseline], 'any', new Random(2));
    row.ndcgAt10.forEach((of) => expect(of).toEqual(row.ndcgAt10[0]));
  });
});
