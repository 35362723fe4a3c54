import fc from 'fast-check';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { centredOpinion, opinion, toldPreference } from '../../../src/engine/ratings/preference';
import { RatingTable, type UserHistory } from '../../../src/engine/ratings/rating-table';
import { explainFilms } from '../../../src/engine/scoring/explain';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { scoreParts } from '../../../src/engine/scoring/score-parts';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { demoRows } from '../demo-rows';
import { largestDifference, smallRows } from '../reference/small';
import { tableOf, twoCircles } from '../tables';

const parameters = { ...defaultParameters, dislike: 0.6, head: 10, block: 12, halo: 6, ridgeB: 3 };
const table = RatingTable.fromRows(smallRows);
const trained = fitTasteModel(table, parameters);
const films = [...Array(table.filmCount).keys()];

const historyOf = (ratings: readonly (readonly [film: number, rating: number])[]): UserHistory => ({
  film: ratings.map(([film]) => film),
  rating: ratings.map(([, rating]) => rating),
  time: ratings.map((_, n) => n),
  top: 5,
});

const halfStars = fc.integer({ min: 0, max: 10 }).map((half) => half / 2);
const anyHistory = fc.uniqueArray(fc.tuple(fc.nat(table.filmCount - 1), halfStars), {
  selector: ([film]) => film,
  minLength: 1,
  maxLength: 20,
});

/** Standard deviation of a part over the films, as it counts in the score. */
function loudness({ score, scale }: { score: Float32Array; scale: number }): number {
  const mean = score.reduce((sum, s) => sum + s, 0) / score.length;
  return scale * Math.sqrt(score.reduce((sum, s) => sum + (s - mean) ** 2, 0) / score.length);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const apart = (values: readonly number[]): number[] => {
    const mean = values.reduce((sum, value) => sum + value) / values.length;
    return values.map((value) => value - mean);
  };
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, n) => sum + value * y[n], 0);
  const [x, y] = [apart(a), apart(b)];
  return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
}

describe('what a rating says', () => {
  it('is its share of the top, and below 0.55 of the top a dislike', () => {
    const says = [0.5, 2, 2.5, 3, 5].map((rating) => opinion(rating, 5, 'linear', 0.6));
    expect(says).toEqual([-0.6, -0.6, -0.6, 0.6, 1]);
    expect([5, 6, 10].map((rating) => opinion(rating, 10, 'linear', 0.3))).toEqual([-0.3, 0.6, 1]);
    expect([2.5, 3].map((rating) => opinion(rating, 5, 'graded', 0.3))).toEqual([-0.3, 0.4]);
  });

  it('is never a dislike where nothing is one', () => {
    expect(opinion(0.5, 5, 'linear', null)).toBe(0.1);
  });
});

describe('what a rating says beside the mean of its film', () => {
  const reading = { preference: 'linear', dislike: 0.1, centring: 0.75 } as const;

  it('is more where others like the film less, and less where they like it more', () => {
    const says = (rating: number, mean: number): number => centredOpinion(rating, 5, mean / 5, reading);
    expect([says(4, 4), says(4, 2.5), says(4, 5)]).toEqual([0.8, 0.8 + 0.75 * 0.3, 0.8 - 0.75 * 0.2].map((said) => expect.closeTo(said))); // prettier-ignore
    expect([says(2.5, 4), says(0.5, 4), says(0.5, 3)]).toEqual([-0.4, -0.4, -0.25].map((said) => expect.closeTo(said)));
    // Others like it even less: a dislike all the same.
    expect(says(2, 1)).toBe(-0.1);
  });

  it('is what was told where no stars were given, and its opinion where nothing is compared', () => {
    expect(centredOpinion(toldPreference(0.4), 5, 0.9, reading)).toBeCloseTo(0.4);
    expect(centredOpinion(4, 5, 0.2, { ...reading, centring: 0 })).toBe(0.8);
  });

  it('never falls when the rating rises, and has the sign of what was liked or disliked', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const readings = fc.record({
      preference: fc.constant('linear' as const),
      dislike: fc.constantFrom(0, 0.1, 0.6),
      centring: share,
    });
    fc.assert(
      fc.property(share, share, share, readings, (a, b, mean, any) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((rating) => centredOpinion(rating, 1, mean, any));
        expect(low).toBeLessThanOrEqual(high + 1e-12);
        if (a < 0.549) expect(centredOpinion(a, 1, mean, any)).toBeLessThanOrEqual(0);
        else if (a > 0.55) expect(centredOpinion(a, 1, mean, any)).toBeGreaterThan(0);
      }),
    );
  });

  it('is learned and asked for alike: where all films are rated alike the model is the same', async () => {
    const likes = tableOf(twoCircles().map(([user, film, , time]) => [user, film, 4, time] as const));
    const some = { ...defaultParameters, dimensions: 4, tasteCount: 4 };
    const [plain, centred] = [await fitTasteModel(likes, { ...some, centring: 0 }), await fitTasteModel(likes, some)];
    expect([...centred.filmMeans].every((mean) => mean === Math.fround(0.8))).toBe(true);
    expect(largestDifference(scoreFilms(centred, historyOf([[0, 4]])), scoreFilms(plain, historyOf([[0, 4]])))).toBeLessThan(1e-6); // prettier-ignore
  });

  it('compares nothing where nobody gave stars', async () => {
    const told = tableOf(twoCircles().map(([user, film, , time]) => [user, film, toldPreference(1), time] as const));
    const model = await fitTasteModel(told, { ...defaultParameters, dimensions: 4, tasteCount: 4 });
    expect(model.parameters.centring).toBe(0);
    expect([...model.filmMeans].every((mean) => mean === 0)).toBe(true);
  });
});

describe('a dislike', () => {
  it('says of every film the opposite of what a like of the same film says, in proportion', async () => {
    const model = await trained;
    for (const film of [0, 7, 23]) {
      const says = (rating: number): number => centredOpinion(rating, 5, model.filmMeans[film], model.parameters);
      const opposite = says(0.5) / says(5);
      expect(opposite).toBeLessThan(-0.5);
      const [liked, disliked] = [5, 0.5].map((rating) => scoreParts(model, historyOf([[film, rating]])));
      for (const part of ['blocks', 'next'] as const) {
        const [pro, contra] = [liked, disliked].map((parts) => parts[part].score.map((s) => s * parts[part].scale));
        expect(largestDifference(contra, pro.map((s) => opposite * s))).toBeLessThan(1e-6); // prettier-ignore
      }
    }
  });

  it('moves the scores of films the other way than a like, beside what they are for nobody', async () => {
    const model = await fitTasteModel(RatingTable.fromRows(demoRows()), defaultParameters);
    const nobody = scoreFilms(model, historyOf([]));
    for (const film of [4, 28, 131]) {
      const [liked, disliked] = [5, 0.5].map((rating) => scoreFilms(model, historyOf([[film, rating]])));
      const moved = (scores: Float32Array): number[] => Array.from(scores, (score, f) => score - nobody[f]);
      expect(correlation(moved(liked), moved(disliked))).toBeLessThan(-0.9);
    }
  });

  it('speaks against the films of the circle that likes the film', async () => {
    const model = await fitTasteModel(tableOf(twoCircles()), { ...defaultParameters, dimensions: 4, tasteCount: 4 });
    const scores = Array.from(scoreFilms(model, historyOf([[0, 0.5]])));
    expect(Math.max(...scores.slice(1, 6))).toBeLessThan(Math.min(...scores.slice(6)));
  });

  it('that is a rating lowered further never raises a film for which the rating spoke', async () => {
    const model = await trained;
    fc.assert(
      fc.property(anyHistory, fc.nat(), halfStars, (ratings, at, other) => {
        const n = at % ratings.length;
        const [film, rating] = ratings[n];
        const lowered = ratings.with(n, [film, Math.min(rating, other)]);
        const before = explainFilms(model, historyOf(ratings), films);
        const after = explainFilms(model, historyOf(lowered), films);
        before.forEach((one, f) => {
          if (one.ratings[n] <= 0) return;
          expect(after[f].ratings[n]).toBeLessThanOrEqual(one.ratings[n] + 1e-9);
          // What the other ratings say stays as it was.
          const others = (ratings: Float64Array): number => ratings.reduce((sum, s, m) => (m === n ? sum : sum + s), 0);
          expect(others(after[f].ratings)).toBeCloseTo(others(one.ratings), 9);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('cannot exist where nothing was ever liked, as among views that all count as 1 of 5', async () => {
    const views = tableOf(
      twoCircles()
        .filter(([, , rating]) => rating > 1)
        .map(([user, film, , time]) => [user, film, 1, time] as const),
    );
    const model = await fitTasteModel(views, { ...defaultParameters, dimensions: 4, tasteCount: 4 });
    expect(model.parameters.dislike).toBeNull();
    expect([...model.filmBias].every((bias) => Math.abs(bias) < 1e-6)).toBe(true);
    const scores = Array.from(scoreFilms(model, historyOf([[0, 1], [1, 1]]))); // prettier-ignore
    expect(Math.min(...scores.slice(2, 6))).toBeGreaterThan(Math.max(...scores.slice(6)));
  });

  it('is nothing where only likes are: the scores are the same whatever a dislike would weigh', async () => {
    const rows = demoRows();
    const likes = RatingTable.fromRows(
      rows,
      Uint8Array.from(rows.rating, (r) => (r >= 3.5 ? 1 : 0)),
    );
    const model = await fitTasteModel(likes, defaultParameters);
    const other = { ...model, parameters: { ...model.parameters, dislike: 3 } };
    for (const u of [0, 5, 50])
      expect(scoreFilms(other, likes.history(u))).toEqual(scoreFilms(model, likes.history(u)));
  });
});

describe('the strength of a part', () => {
  it('grows with the ratings that agree, and is least for a doubtful one', async () => {
    const rows = demoRows();
    const demo = RatingTable.fromRows(rows);
    const model = await fitTasteModel(demo, defaultParameters);
    const { film, rating } = demo.history(2);
    const liked = Array.from(film).filter((_, n) => rating[n] >= 4);
    expect(liked.length).toBeGreaterThan(10);
    const of = (ratings: [number, number][]) => scoreParts(model, historyOf(ratings));
    const [doubtful, sure, many] = [
      of([[liked[0], 3]]),
      of([[liked[0], 5]]),
      of(liked.map((film): [number, number] => [film, 5])),
    ];
    for (const part of ['tastes', 'blocks', 'next'] as const) {
      expect(loudness(doubtful[part])).toBeLessThan(0.8 * loudness(sure[part]));
      expect(loudness(sure[part])).toBeLessThan(0.8 * loudness(many[part]));
    }
  });
});
