import fc from 'fast-check';
import { explainFilms, ranksWithout } from '../../../src/engine/scoring/explain';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { bestFilms, rankOf } from '../../../src/engine/scoring/best-films';
import { RatingTable, someRatings } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { twoCirclesModel } from '../models';
import { smallRows } from '../reference/small';
import { anyRows, tableOf } from '../tables';
import { some } from '../../support/some';

const table = RatingTable.fromRows(smallRows);
const trained = fitTasteModel(table, { ...defaultParameters, head: 10, block: 12, halo: 6, ridgeB: 3 });

describe('an explanation', () => {
  it('adds up to the score of each film', async () => {
    const model = await trained;
    for (let u = 0; u < table.userCount; u++) {
      const history = table.history(u);
      const score = scoreFilms(model, history);
      const explained = explainFilms(model, history, [...score.keys()]);
      for (const { film, score: total, tastes, popularity, bias, ratings } of some(explained)) {
        expect(total).toBeCloseTo(score[film], 5);
        expect(ratings.reduce((sum, share) => sum + share, tastes + popularity + bias)).toBe(total);
        expect(ratings).toHaveLength(history.film.length);
      }
    }
  });

  it('adds up to the score in any model of any ratings', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.integer({ min: 1, max: 6 }), async (rows, block) => {
        const any = tableOf(rows, { userCount: 12, filmCount: 10 });
        const model = await fitTasteModel(any, { ...defaultParameters, head: block, block, halo: 3, ridgeB: 1 });
        for (let u = 0; u < 12; u++) {
          const score = scoreFilms(model, any.history(u));
          const explained = explainFilms(model, any.history(u), [...score.keys()]);
          explained.forEach((one, f) => expect(Math.abs(one.score - score[f])).toBeLessThan(1e-4));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('says that a film is recommended for the ratings of films that the same people like', async () => {
    const [why] = explainFilms(await twoCirclesModel(), { film: [0, 7], rating: [5, 5], time: null, top: 5 }, [3]);
    expect(why.ratings[0]).toBeGreaterThan(why.ratings[1]);
    expect(why.ratings[0]).toBeGreaterThan(0);
  });

  it('tells where the film would rank without a rating', async () => {
    const model = await trained;
    const history = table.history(4);
    const [, , third] = bestFilms(scoreFilms(model, history), 3, { excluded: rated(history.film) });
    const rankWithout = (n: number) => ranksWithout(model, history, n, [third], rated(history.film));
    for (let n = 0; n < history.film.length; n++) {
      const others = [...Array(history.film.length).keys()].filter((other) => other !== n);
      const score = scoreFilms(model, someRatings(history, others));
      expect(rankWithout(n)).toEqual([rankOf(score, third, rated(history.film))]);
    }
    const ranks = Array.from(history.film, (_, n) => rankWithout(n)[0]);
    expect(Math.min(...ranks)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...ranks)).toBeGreaterThan(3);
  });
});

describe('the rank of a film', () => {
  it('is its place among the films that are not left out', () => {
    const score = [2, 5, 5, 1];
    expect(score.map((_, f) => rankOf(score, f))).toEqual([3, 1, 2, 4]);
    expect(rankOf(score, 3, Uint8Array.of(0, 1, 0, 1))).toBe(3);
  });
});

function rated(film: ArrayLike<number>): Uint8Array {
  const excluded = new Uint8Array(40);
  Array.from(film).forEach((f) => (excluded[f] = 1));
  return excluded;
}
