import fc from 'fast-check';
import { blockWeights } from '../../../src/engine/training/block-solve';
import { alone, type Team } from '../../../src/engine/team';
import { InvalidParameters } from '../../../src/engine/errors';
import type { TasteModel } from '../../../src/engine/model/model';
import { toArrays } from '../../../src/engine/model/model-arrays';
import { assertSound } from '../../../src/engine/model/model-soundness';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { easeOverFilms } from '../../../src/engine/evaluation/ease-over-films';
import { SparseMatrix } from '../../../src/engine/linear-algebra/sparse';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { SpdInverter } from '../../../src/engine/linear-algebra/spd-inverse';
import { Random } from '../../../src/engine/random';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { blocksOf } from '../../../src/engine/training/fit-stages';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { saidByCentroids, twoCirclesModel } from '../models';
import { largestDifference, smallRows } from '../reference/small';
import { anyRows, meansOf, rowsOf, tableOf } from '../tables';

const small = RatingTable.fromRows(smallRows);

function bytesOf(model: TasteModel): string[] {
  return toArrays(model).map(
    ({ name, rows, cols, data }) =>
      `${name} ${rows} x ${cols} ${Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')}`,
  );
}

describe('a training', () => {
  it('gives a sound model of the effective parameters', async () => {
    const model = await fitTasteModel(small, defaultParameters);
    assertSound(model);
    expect(model.parameters).toEqual({ ...defaultParameters, dimensions: 32, tasteCount: 15 });
    expect([model.userCount, model.filmCount]).toEqual([60, 40]);
    expect(model.tasteSizes.reduce((sum, size) => sum + size)).toBe(60);
    expect(model.groupSizes.reduce((sum, size) => sum + size)).toBe(40);
    expect(model.groupSizes.length).toBeGreaterThanOrEqual(5);
    expect(model.ratingCount.reduce((sum, count) => sum + count)).toBe(small.ratingCount);
  });

  it('gives the same bytes for the same seed, and others for another', async () => {
    const first = bytesOf(await fitTasteModel(small, defaultParameters));
    expect(bytesOf(await fitTasteModel(small, defaultParameters))).toEqual(first);
    expect(bytesOf(await fitTasteModel(small, { ...defaultParameters, seed: 2 }))).not.toEqual(first);
  });

  it('does not depend on the order of the users beyond rounding', async () => {
    const order = new Random(1).shuffle(Uint32Array.from({ length: 60 }, (_, n) => n));
    const permuted = RatingTable.fromRows({ ...smallRows, user: smallRows.user.map((u) => order[u]) });
    const one = await fitTasteModel(small, defaultParameters);
    const other = await fitTasteModel(permuted, defaultParameters);
    expect(largestDifference(one.loadings.data, other.loadings.data)).toBeLessThan(1e-5);
    expect(largestDifference(one.tasteCentroids.data, other.tasteCentroids.data)).toBeLessThan(1e-5);
    expect(largestDifference(one.readout.rowScales, other.readout.rowScales)).toBeLessThan(1e-4);
    expect(largestDifference(one.readout.data, other.readout.data)).toBeLessThanOrEqual(1);
    expect([...other.filmGroup]).toEqual([...one.filmGroup]);
    for (let u = 0; u < 60; u++) {
      const scores = scoreFilms(other, permuted.history(order[u]));
      expect(largestDifference(scoreFilms(one, small.history(u)), scores)).toBeLessThan(1e-3);
    }
  });

  it('does not depend on the order of the films beyond rounding', async () => {
    const order = new Random(2).shuffle(Uint32Array.from({ length: 40 }, (_, n) => n));
    const permuted = RatingTable.fromRows({ ...smallRows, film: smallRows.film.map((f) => order[f]) });
    const parameters = { ...defaultParameters, head: 0, block: 12, halo: 5, ridgeB: 10 };
    const one = await fitTasteModel(small, parameters);
    const other = await fitTasteModel(permuted, parameters);
    for (let u = 0; u < 60; u++) {
      const scores = scoreFilms(other, permuted.history(u));
      const back = Float32Array.from(order, (f) => scores[f]);
      expect(largestDifference(scoreFilms(one, small.history(u)), back)).toBeLessThan(2e-3);
    }
  });

  it('gives the same bytes whatever the order in which parts of the work are done, and however many they are', async () => {
    const parameters = { ...defaultParameters, head: 9, block: 9, halo: 5 };
    const backwards = (size: number): Team => ({
      size,
      map: async (work, inputs, onDone) => (await alone.map(work, inputs.toReversed(), onDone)).reverse(),
      aside: (work, input) => alone.aside(work, input),
    });
    for (const size of [1, 3, 50])
      expect(bytesOf(await fitTasteModel(small, parameters, { team: backwards(size) }))).toEqual(
        bytesOf(await fitTasteModel(small, parameters)),
      );
  });

  it('has the film weights of EASE where all films are in the first block, all ratings count alike and nothing is a dislike', async () => {
    const plain = { ...defaultParameters, userNormalisation: 0, dislike: null, centring: 0, halfLife: null };
    const model = await fitTasteModel(small, { ...plain, ridgeB: 7 });
    const scored = easeOverFilms(small, 'linear')(7);
    for (const user of [0, 17, 59]) {
      const { film, rating, top, time } = small.history(user);
      const rated = new Set(Array.from(film));
      const ours = model.filmWeights.scores(
        film,
        Array.from(rating, (r) => r / top),
      );
      const exact = scored({ film, rating, top, time });
      // EASE leaves what a film says of itself in its score.
      const others = [...ours.keys()].filter((f) => !rated.has(f));
      expect(largestDifference(others.map((f) => ours[f]), others.map((f) => exact[f]))).toBeLessThan(1e-5); // prettier-ignore
    }
  });

  it.each([0.5, 1])(
    'solves film weights of people who count n^-%d for n ratings, with a ridge that weighs as before',
    async (e) => {
      const model = await fitTasteModel(small, { ...defaultParameters, ridgeB: 7, userNormalisation: e });
      const opinions = SparseMatrix.opinions(small, meansOf(small), defaultParameters);
      const { rowStart, column, value } = opinions;
      const gram = Matrix.zeros(40, 40);
      let weights = 0;
      for (let u = 0; u < small.userCount; u++) {
        const n = rowStart[u + 1] - rowStart[u];
        weights += n * n ** -e;
        for (let i = rowStart[u]; i < rowStart[u + 1]; i++)
          for (let j = rowStart[u]; j < rowStart[u + 1]; j++)
            gram.row(column[i])[column[j]] += n ** -e * value[i] * value[j];
      }
      const exact = blockWeights(gram, 40, (7 * weights) / small.ratingCount, new SpdInverter());
      const ours = Array.from(exact, (_, at) => model.filmWeights.weight(Math.floor(at / 40), at % 40));
      expect(largestDifference(ours, exact)).toBeLessThan(1e-5);
      const { filmWeights } = await fitTasteModel(small, { ...defaultParameters, ridgeB: 7, userNormalisation: 0 });
      const without = Array.from(exact, (_, at) => filmWeights.weight(Math.floor(at / 40), at % 40));
      expect(largestDifference(without, exact)).toBeGreaterThan(1e-3);
    },
  );

  it('solves those films together that have most ratings, and each of the others in one block', async () => {
    const { rated } = small.countByFilm();
    const opinions = SparseMatrix.opinions(small, meansOf(small), defaultParameters);
    const vectors = Matrix.fromRows(Array.from(rated, (_, f) => [Math.cos(f), Math.sin(f)]), 2); // prettier-ignore
    const tasks = await blocksOf(opinions, rated, vectors, { head: 9, block: 6, halo: 4, seed: 1 });
    const [first, ...others] = tasks.map(({ films, own }) => [...films.slice(0, own)]);
    expect(first).toHaveLength(9);
    expect(first).toEqual([...first].sort((f, g) => f - g));
    const least = Math.min(...first.map((f) => rated[f]));
    expect(Math.max(...others.flat().map((f) => rated[f]))).toBeLessThanOrEqual(least);
    expect([...first, ...others.flat()].sort((f, g) => f - g)).toEqual([...rated.keys()].filter((f) => rated[f] > 0));
    expect(Math.max(...others.map((films) => films.length))).toBeLessThanOrEqual(6);
    expect(await blocksOf(opinions, rated, vectors, { head: 0, block: 40, halo: 4, seed: 1 })).toHaveLength(1);
  });

  it('learns that those who like some films dislike others', async () => {
    const model = await twoCirclesModel();
    const { filmWeights } = model;
    const told = saidByCentroids(model);
    const means = (of: (f: number) => number): number[] =>
      [0, 6].map((from) => [0, 1, 2, 3, 4, 5].reduce((sum, f) => sum + of(from + f) / 6, 0));
    for (let c = 0; c < told.rows; c++) {
      const says = told.row(c);
      expect(Math.min(...means((f) => says[f]))).toBeLessThan(0);
    }
    const [own, other] = means((f) => filmWeights.weight(0, f));
    expect(own).toBeGreaterThan(0);
    expect(other).toBeLessThan(0);
  });

  it('fails as its team fails', async () => {
    const fail = (): Promise<never> => Promise.reject(new Error('no more threads'));
    const team: Team = { size: 2, map: fail, aside: fail };
    await expect(fitTasteModel(small, defaultParameters, { team })).rejects.toThrow('no more threads');
  });

  it('finds the two circles in the ratings', async () => {
    const model = await twoCirclesModel();
    const { filmGroup, filmVectors, tasteCentroids } = model;
    const told = saidByCentroids(model);
    expect(tasteCentroids.rows).toBeGreaterThanOrEqual(2);
    const inFirst = new Set(filmGroup.slice(0, 6));
    expect([...filmGroup.slice(6)].some((group) => inFirst.has(group))).toBe(false);
    expect(filmVectors.row(0).reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(1, 5);
    for (let c = 0; c < told.rows; c++) {
      const mean = (films: Float64Array): number => films.reduce((sum, x) => sum + x) / 6;
      expect(Math.abs(mean(told.row(c).slice(0, 6)) - mean(told.row(c).slice(6)))).toBeGreaterThan(0.05);
    }
  });

  it('tells how far it is', async () => {
    const told: [string, number][] = [];
    await fitTasteModel(small, defaultParameters, { onProgress: (stage, fraction) => told.push([stage, fraction]) });
    expect([...new Set(told.map(([stage]) => stage))]).toEqual([
      'components',
      'taste centroids',
      'film blocks',
      'next films',
      'read-out',
      'film weights',
      'cold films',
      'film groups',
      'map',
      'done',
    ]);
    expect(told.map(([, fraction]) => fraction)).toEqual(told.map(([, fraction]) => fraction).sort((a, b) => a - b));
    expect(told.at(-1)).toEqual(['done', 1]);
  });

  it('has no recency when the ratings have no times', async () => {
    const model = await fitTasteModel(RatingTable.fromRows({ ...smallRows, time: null }), defaultParameters);
    expect(model.parameters.halfLife).toBeNull();
    expect(defaultParameters.halfLife).toBe(10);
  });

  it('refuses parameters out of range', async () => {
    await expect(fitTasteModel(small, { ...defaultParameters, tau: -1 })).rejects.toThrow(InvalidParameters);
  });
});

describe('a training on next to nothing', () => {
  it.each([
    ['one user and one film', [[0, 0, 5, 1]] as const, {}, 1, 1],
    [
      'one user and two films',
      [
        [0, 0, 5, 1],
        [0, 1, 1, 2],
      ] as const,
      {},
      1,
      1,
    ],
    [
      'two users and one film',
      [
        [0, 0, 5, 1],
        [1, 0, 1, 2],
      ] as const,
      {},
      1,
      1,
    ],
    ['one rating among many users and films', [[3, 2, 4, 1]] as const, { userCount: 9, filmCount: 9 }, 1, 1],
  ])('works with %s', async (_, rows, shape, dimensions, tastes) => {
    const model = await fitTasteModel(tableOf(rows, shape), defaultParameters);
    assertSound(model);
    expect(model.parameters.dimensions).toBe(dimensions);
    expect(model.parameters.tasteCount).toBe(tastes);
  });

  it('without any rating gives a model without taste centroids, and one group', async () => {
    const model = await fitTasteModel(tableOf([], { userCount: 4, filmCount: 3 }), defaultParameters);
    assertSound(model);
    expect([model.parameters.dimensions, model.parameters.tasteCount]).toEqual([0, 0]);
    expect([...model.filmGroup]).toEqual([0, 0, 0]);
    expect([...model.groupSizes]).toEqual([3]);
    expect([...model.likedCount]).toEqual([0, 0, 0]);
  });

  it('without any user or film gives an empty model', async () => {
    const model = await fitTasteModel(tableOf([]), defaultParameters);
    assertSound(model);
    expect(model.groupSizes).toHaveLength(0);
  });

  it('gives no NaN when all users are the same, and when ratings are 0', async () => {
    const same = rowsOf(Array.from({ length: 40 }, (_, n) => [n >> 2, n % 4, 3, n] as const));
    assertSound(await fitTasteModel(RatingTable.fromRows(same), defaultParameters));
    assertSound(
      await fitTasteModel(
        tableOf([
          [0, 0, 0],
          [1, 1, 0],
          [2, 1, 0],
        ]),
        defaultParameters,
      ),
    );
  });

  it('needs no repetition for another rating: whoever rates whatever is scored at once', async () => {
    const model = await fitTasteModel(small, { ...defaultParameters, block: 12 });
    const before = bytesOf(model);
    const rating = fc.record({ film: fc.nat(39), stars: fc.integer({ min: 1, max: 10 }).map((half) => half / 2) });
    fc.assert(
      fc.property(fc.uniqueArray(rating, { selector: ({ film }) => film, maxLength: 40 }), rating, (rated, another) => {
        const history = (all: typeof rated) => ({
          film: all.map(({ film }) => film),
          rating: all.map(({ stars }) => stars),
          time: null,
          top: 5,
        });
        const others = rated.filter(({ film }) => film !== another.film);
        const scores = scoreFilms(model, history(others));
        const after = scoreFilms(model, history([...others, another]));
        expect(after.every(Number.isFinite)).toBe(true);
        expect(largestDifference(scores, after)).toBeGreaterThan(0);
      }),
    );
    expect(bytesOf(model)).toEqual(before);
  });

  it('gives a sound model and finite scores for any ratings', async () => {
    await fc.assert(
      fc.asyncProperty(anyRows, fc.constantFrom('linear' as const, 'graded' as const), async (rows, preference) => {
        const table = tableOf(rows, { userCount: 12, filmCount: 10 });
        const model = await fitTasteModel(table, { ...defaultParameters, preference });
        assertSound(model);
        for (let u = 0; u < 12; u++) {
          expect(scoreFilms(model, table.history(u)).every(Number.isFinite)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
