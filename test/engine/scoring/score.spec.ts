import { InvalidRatings } from '../../../src/engine/errors';
import { splitAtRows } from '../../../src/engine/evaluation/splits';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { scoreFilms, scoreOfParts } from '../../../src/engine/scoring/score';
import { scoreParts } from '../../../src/engine/scoring/score-parts';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { referenceModel, twoCirclesModel } from '../models';
import { largestDifference, small, smallRows } from '../reference/small';
import { tableOf } from '../tables';

const users = splitAtRows(smallRows, small.latestFifth).train;

describe('the scores of a user', () => {
  it('are those of the reference, without and with recency', () => {
    for (let u = 0; u < small.userCount; u++) {
      const plain = scoreFilms(referenceModel(null), users.history(u));
      const recent = scoreFilms(referenceModel(small.halfLife), users.history(u));
      expect(largestDifference(plain, small.scores[u])).toBeLessThan(5e-4);
      expect(largestDifference(recent, small.scoresWithRecency[u])).toBeLessThan(5e-4);
    }
  });

  it('come from the memberships of the reference', () => {
    for (let u = 0; u < small.userCount; u++) {
      // In the model of the reference each taste centroid is a direction.
      const { directions } = scoreParts(referenceModel(small.halfLife), users.history(u));
      expect(largestDifference(directions, small.membershipsWithRecency[u])).toBeLessThan(1e-5);
    }
  });

  it('by the tastes have a standard deviation that nears 1 with all that the ratings say', () => {
    const { preferences } = scoreParts(referenceModel(null), users.history(0));
    const evidence = preferences.reduce((sum, x) => sum + Math.abs(x), 0);
    const scores = Array.from(scoreFilms(referenceModel(null), users.history(0)));
    const mean = scores.reduce((sum, s) => sum + s) / scores.length;
    const variance = scores.reduce((sum, s) => sum + (s - mean) ** 2, 0) / scores.length;
    expect(Math.sqrt(variance)).toBeCloseTo(evidence / (evidence + 1), 4);
    expect(evidence).toBeGreaterThan(5);
  });

  it('favour the films of the circle that the user belongs to, though the model has never seen the user', async () => {
    const model = await twoCirclesModel();
    const scores = Array.from(scoreFilms(model, { film: [0, 1], rating: [5, 5], time: null, top: 5 }));
    const others = Array.from(scoreFilms(model, { film: [6, 7], rating: [10, 10], time: null, top: 10 }));
    expect(Math.min(...scores.slice(2, 6))).toBeGreaterThan(Math.max(...scores.slice(6)));
    expect(Math.max(...others.slice(0, 6))).toBeLessThan(Math.min(...others.slice(8)));
  });

  it('differ between two users with one different rating each', async () => {
    const model = await twoCirclesModel();
    const one = scoreFilms(model, { film: [0], rating: [5], time: null, top: 5 });
    expect(largestDifference(one, scoreFilms(model, { film: [7], rating: [5], time: null, top: 5 }))).toBeGreaterThan(
      0.1,
    );
  });

  it('listen to the newest ratings when the model has a half-life', async () => {
    const model = await twoCirclesModel();
    const film = [...Array(30).keys()].map((n) => (n < 15 ? n % 6 : 6 + (n % 6)));
    const rating = film.map(() => 5);
    const newestInSecond = scoreFilms(model, { film, rating, time: [...film.keys()], top: 5 });
    const newestInFirst = scoreFilms(model, { film: film.toReversed(), rating, time: [...film.keys()], top: 5 });
    expect(newestInSecond[9]).toBeGreaterThan(newestInSecond[3]);
    expect(newestInFirst[9]).toBeLessThan(newestInFirst[3]);
  });

  it('exist without any rating: all taste centroids count alike', async () => {
    const scores = scoreFilms(await twoCirclesModel(), { film: [], rating: [], time: null, top: 5 });
    expect(scores.every(Number.isFinite)).toBe(true);
  });

  it('of films that came after the model follow those of its own, which they do not change', async () => {
    const model = await twoCirclesModel();
    const history = { film: [0, 1], rating: [5, 4], time: null, top: 5 };
    // Films that are predicted to be like film 3, like film 9, and like film 3 again.
    const columns = [3, 9, 3].map((f) => model.readout.row(f));
    const known = scoreFilms(model, history);
    const parts = scoreParts(model, history);
    const scores = scoreOfParts(model, parts, columns);
    expect(scores).toHaveLength(12 + 3);
    expect(scores.slice(0, 12)).toEqual(known);
    expect(scoreOfParts(model, parts)).toEqual(known);
    expect(scores[12]).toBeGreaterThan(scores[13]);
    expect(scores[14]).toBe(scores[12]);
  });

  it('stay as they are when those of somebody else are made, and so do the parts that were asked for', async () => {
    const model = await twoCirclesModel();
    const one = { film: [0, 1], rating: [5, 4], time: null, top: 5 };
    const other = { film: [7, 8, 2], rating: [5, 2, 1], time: null, top: 5 };
    const columns = [model.readout.row(3)];
    const alone = scoreFilms(await twoCirclesModel(), other, columns);
    const parts = scoreParts(model, one);
    const scores = scoreFilms(model, one, columns);
    const before = structuredClone({ parts, scores });
    expect(scoreFilms(model, other, columns)).toEqual(alone);
    expect(scores).not.toEqual(alone);
    expect({ parts, scores }).toEqual(before);
    expect(scoreFilms(model, one, columns)).toEqual(scores);
  });

  it('are all zero when the model knows no ratings, and when there is one film only', async () => {
    const empty = await fitTasteModel(tableOf([], { userCount: 2, filmCount: 3 }), defaultParameters);
    expect([...scoreFilms(empty, { film: [1], rating: [5], time: null, top: 5 })]).toEqual([0, 0, 0]);
    const single = await fitTasteModel(tableOf([[0, 0, 5]]), defaultParameters);
    expect([...scoreFilms(single, { film: [0], rating: [5], time: null, top: 5 })]).toEqual([0]);
  });

  it('are refused for a film that the model does not know', () => {
    const model = referenceModel(null);
    expect(() => scoreFilms(model, { film: [40], rating: [5], time: null, top: 5 })).toThrow(InvalidRatings);
    expect(() => scoreFilms(model, { film: [-1], rating: [5], time: null, top: 5 })).toThrow('film -1 of 40');
  });
});
