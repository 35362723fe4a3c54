import { explainFilms } from '../../../src/engine/scoring/explain';
import { tasteGroupsByPart } from '../../../src/engine/evaluation/taste-groups';
import type { TasteModel } from '../../../src/engine/model/model';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { bestFilms } from '../../../src/engine/scoring/best-films';
import { RatingTable, someRatings, type UserHistory } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { popularityPart, scoreParts } from '../../../src/engine/scoring/score-parts';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { demoRows } from '../demo-rows';
import { largestDifference } from '../reference/small';
import { some } from '../../support/some';

/** Likes of four films: mean 4, variance 24, of which chance would be 4. */
const likedCount = Uint32Array.of(0, 0, 4, 12);

describe('the popularity of films in a score', () => {
  it('is their likes in standard deviations, without what is chance, times a weight that fades', () => {
    const of = (ratings: number) => popularityPart({ likedCount, parameters: defaultParameters }, ratings);
    expect([...of(0).score]).toEqual([0, 0, 4, 12]);
    expect(of(0).scale).toBeCloseTo((1.5 * (1 - 4 / 24)) / Math.sqrt(24), 12);
    expect(of(5).scale / of(0).scale).toBeCloseTo(2 / 3, 12);
    expect([of(15).scale, of(16).scale, of(1000).scale]).toEqual([0, 0, 0]);
  });

  it('is nothing where all films are liked alike, as likes fall by chance, or not at all', () => {
    for (const likes of [[7, 7, 7], [7, 8, 9, 6], [0, 0], [3], []])
      expect(popularityPart({ likedCount: Uint32Array.from(likes), parameters: defaultParameters }, 1).scale).toBe(0);
  });

  describe('of a model of the demonstration data', () => {
    const table = RatingTable.fromRows(demoRows());
    const trained = fitTasteModel(table, defaultParameters);
    const firstRatings = (u: number, count: number): UserHistory => {
      return someRatings(table.history(u), [...Array(count).keys()]);
    };
    const longest = [...Array(table.userCount).keys()].filter((u) => table.history(u).film.length >= 20).slice(0, 20);
    const without = (model: TasteModel): TasteModel => ({ ...model, likedCount: new Uint32Array(model.filmCount) });

    it('is there for one rating, and an exact share of the score', async () => {
      const model = await trained;
      for (const u of some(longest)) {
        const history = firstRatings(u, 1);
        const score = scoreFilms(model, history);
        const explained = explainFilms(model, history, [...score.keys()]);
        for (const { film, score: total, tastes, popularity, bias, ratings } of some(explained)) {
          expect(total).toBeCloseTo(score[film], 4);
          expect(ratings[0] + (tastes + popularity + bias)).toBeCloseTo(total, 12);
          expect(popularity > 0).toBe(model.likedCount[film] > 0);
        }
        const [best] = bestFilms(model.likedCount, 1);
        expect(score[best] - scoreFilms(without(model), history)[best]).toBeCloseTo(explained[best].popularity, 4);
      }
    });

    it('changes no bit of a score from 15 ratings on', async () => {
      const model = await trained;
      for (const u of some(longest)) {
        expect(
          largestDifference(scoreFilms(model, firstRatings(u, 14)), scoreFilms(without(model), firstRatings(u, 14))),
        ).toBeGreaterThan(0.1);
        for (const count of [15, 20]) {
          const history = firstRatings(u, count);
          expect(scoreFilms(model, history)).toEqual(scoreFilms(without(model), history));
          expect(explainFilms(model, history, [0])[0].popularity).toBe(0);
        }
      }
    });

    it('has no say where a part of the score is measured alone', async () => {
      const { blocks, whole } = tasteGroupsByPart(defaultParameters);
      const [alone, served] = [await blocks.fit(table), await whole.fit(table)];
      const model = await trained;
      const history = firstRatings(longest[0], 1);
      const [mostLiked] = bestFilms(model.likedCount, 1);
      expect(served.score(history)[mostLiked]).toBeGreaterThan(5);
      const { score, scale } = scoreParts(model, history).blocks;
      expect(alone.score(history)[mostLiked]).toBeCloseTo(scale * score[mostLiked], 4);
    });

    it('leaves different lists to any two people with one different rating', async () => {
      const model = await trained;
      const films = Array.from(bestFilms(model.likedCount, 30));
      const excluded = Uint8Array.from({ length: model.filmCount }, (_, f) => (films.includes(f) ? 1 : 0));
      const lists = films.map((film) =>
        bestFilms(scoreFilms(model, { film: [film], rating: [5], time: null, top: 5 }), 5, { excluded }).join(),
      );
      // None of them is in a list, so that it is not what was rated that makes the difference.
      expect(new Set(lists).size).toBe(films.length);
    });

    it('is nothing for a film that came after the model, which competes by its taste, among others that have the mean of the rest', async () => {
      const model = await trained;
      const history = firstRatings(longest[0], 1);
      const score = scoreFilms(model, history, [model.readout.row(0)])[model.filmCount];
      const { tastes, blocks, next } = scoreParts(model, history);
      const { weights } = model.parameters;
      const mean = ({ score, scale }: typeof blocks) => (scale * score.reduce((sum, s) => sum + s)) / score.length;
      const others = weights.blocks * mean(blocks) + weights.next * mean(next);
      expect(score).toBeCloseTo(weights.tastes * tastes.scale * tastes.score[0] + others, 4);
    });
  });
});
