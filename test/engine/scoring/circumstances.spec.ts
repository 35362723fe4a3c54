import fc from 'fast-check';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { bestFilms } from '../../../src/engine/scoring/best-films';
import { explainFilms, ranksWithout } from '../../../src/engine/scoring/explain';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { leaningPart, scoreParts } from '../../../src/engine/scoring/score-parts';
import { trendScores } from '../../../src/engine/scoring/trend-part';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { smallRows } from '../reference/small';
import { anyRows, tableOf } from '../tables';

describe('what is rising', () => {
  it('is how many more likes of late a film has than its share of all likes lets expect', () => {
    // Of 20 recent likes, 10 in 20 are expected of the first film, 9 of the second and 1 of the one that came later.
    const trend = trendScores(Float64Array.of(0, 9, 11), Uint32Array.of(9, 8));
    expect(trend[0]).toBe(0);
    expect(trend[1]).toBe(0);
    expect(trend[2]).toBeCloseTo(Math.log((11 + 4) / (1 + 4)), 6);
  });

  it('is little for a few likes, and nothing where nobody likes anything any more', () => {
    const likedCount = Uint32Array.of(500, 400);
    const of = (likes: number) => trendScores(Float64Array.of(0, 0, likes), likedCount)[2];
    expect(of(1)).toBeGreaterThan(0);
    expect(of(1)).toBeLessThan(0.25);
    expect(of(100)).toBeGreaterThan(3);
    expect([...trendScores(new Float64Array(3), likedCount)]).toEqual([0, 0, 0]);
  });
});

describe('popularity that is asked for', () => {
  it('is the logarithm of the likes in standard deviations, for or against the film', () => {
    const likedCount = Uint32Array.of(0, 0, 3, 15);
    const logarithms = [0, 0, Math.log(4), Math.log(16)];
    const mean = logarithms.reduce((sum, value) => sum + value, 0) / 4;
    const deviation = Math.sqrt(logarithms.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 4);
    for (const popularity of [-1, -0.5, 0, 1]) {
      const { score, scale } = leaningPart({ likedCount }, popularity);
      score.forEach((value, f) => expect(value).toBeCloseTo(logarithms[f] - mean, 6));
      expect(scale).toBeCloseTo((3 * popularity) / deviation, 6);
    }
  });

  it('is told of a film as being liked by many, or by fewer than others, and as the former where it is not asked for', async () => {
    const table = RatingTable.fromRows(smallRows);
    const model = await fitTasteModel(table, { ...defaultParameters, head: 10, block: 12, halo: 6 });
    const history = table.history(4);
    const films = [...model.likedCount.keys()];
    const { score } = leaningPart(model, 1);
    const popular = (popularity: number) =>
      explainFilms(model, history, films, scoreParts(model, history, { popularity })).map((why) => why.popular);
    const likedByMany = films.map((f) => score[f] >= 0);
    expect(new Set(likedByMany).size).toBe(2);
    for (const popularity of [-1, -0.2, 0.2, 1]) expect(popular(popularity)).toEqual(likedByMany);
    expect(popular(0)).toEqual(films.map(() => true));
  });

  it('brings films of more likes to the top the more of it is asked for', async () => {
    const table = RatingTable.fromRows(smallRows);
    const model = await fitTasteModel(table, { ...defaultParameters, head: 10, block: 12, halo: 6 });
    const history = table.history(4);
    const likes = (popularity: number) =>
      bestFilms(scoreFilms(model, history, [], { popularity }), 5).reduce((sum, f) => sum + model.likedCount[f], 0);
    const [tail, none, hits] = [-1, 0, 1].map(likes);
    expect(tail).toBeLessThan(none);
    expect(hits).toBeGreaterThan(none);
    expect(scoreFilms(model, history, [], { popularity: 0 })).toEqual(scoreFilms(model, history));
  });
});

describe('an explanation', () => {
  it('adds up to the score exactly, whatever is rising and asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows,
        fc.array(fc.nat({ max: 50 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: -4, max: 4 }).map((quarter) => quarter / 4),
        async (rows, recent, popularity) => {
          const table = tableOf(rows, { userCount: 12, filmCount: 10 });
          const model = await fitTasteModel(table, { ...defaultParameters, head: 3, block: 4, halo: 3, ridgeB: 1 });
          const circumstances = { trend: trendScores(Float64Array.from(recent), model.likedCount), popularity };
          const newColumns = [0, 1].map(() => new Float32Array(model.readout.cols));
          for (let u = 0; u < 12; u += 4) {
            const history = table.history(u);
            const score = scoreFilms(model, history, newColumns, circumstances);
            const plain = scoreFilms(model, history, newColumns);
            const films = [...Array(10).keys()];
            const explained = explainFilms(model, history, films, scoreParts(model, history, circumstances));
            for (const { film, score: total, tastes, popularity: likes, bias, trend, ratings } of explained) {
              expect(ratings.reduce((sum, share) => sum + share, tastes + likes + bias + trend)).toBe(total);
              expect(Math.abs(total - score[film])).toBeLessThan(1e-4);
              expect(trend).toBeCloseTo(model.parameters.trendWeight * circumstances.trend[film], 6);
            }
            for (const film of [10, 11])
              expect(score[film] - plain[film]).toBeCloseTo(
                model.parameters.trendWeight * circumstances.trend[film],
                5,
              );
            if (history.film.length > 0) {
              const [rank] = ranksWithout(model, history, 0, [3], new Uint8Array(12), newColumns, circumstances);
              expect(rank).toBeGreaterThanOrEqual(1);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
