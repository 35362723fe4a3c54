import { UnsoundModel } from '../../../src/engine/errors';
import { FilmWeights, isRounded } from '../../../src/engine/model/film-weights';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import type { TasteModel } from '../../../src/engine/model/model';
import { fromArrays, type NamedArray, toArrays } from '../../../src/engine/model/model-arrays';
import { textToNumbers } from '../../../src/engine/model/text-as-numbers';
import { assertSound } from '../../../src/engine/model/model-soundness';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { MultipliableMatrix } from '../../../src/engine/linear-algebra/multipliable-matrix';
import { transpose } from '../../../src/engine/linear-algebra/matrix-products';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { saidByCentroids, twoCirclesModel } from '../models';
import { largestDifference } from '../reference/small';
import { tableOf, twoCircles } from '../tables';

describe('a model as arrays', () => {
  it('comes back the same, with every parameter', async () => {
    const model = await twoCirclesModel();
    expect(toArrays(fromArrays(toArrays(model)))).toEqual(toArrays(model));
    const parameters = { ...model.parameters, halfLife: null, preference: 'graded' as const, seed: -(2 ** 52) - 1 };
    expect(fromArrays(toArrays({ ...model, parameters })).parameters).toEqual(parameters);
  });

  it('comes back the same when it was trained without ratings', async () => {
    const model = await fitTasteModel(tableOf([], { userCount: 2, filmCount: 3 }), defaultParameters);
    expect(toArrays(fromArrays(toArrays(model)))).toEqual(toArrays(model));
  });

  it('of an earlier release is read: no film is rated better than another, ratings are compared with nothing, and what came since is the default', async () => {
    const { parameters, ...model } = await twoCirclesModel();
    const { dislike, centring, biasWeight, popularityWeight, popularityEnd, userNormalisation, ...before } = parameters;
    const old = { ...model, parameters: before as typeof parameters };
    const read = fromArrays(toArrays(old).filter(({ name }) => name !== 'filmBias' && name !== 'filmMeans'));
    expect([...read.filmBias]).toEqual(new Array(12).fill(0));
    expect([...read.filmMeans]).toEqual(new Array(12).fill(0));
    // In it all ratings counted the same, and a dislike was one whatever the film.
    expect(Math.min(userNormalisation, centring)).toBeGreaterThan(0);
    expect(dislike).toBeLessThan(0.3);
    const uncentred = { dislike: 0.3, centring: 0 };
    const since = { ...uncentred, biasWeight, popularityWeight, popularityEnd, userNormalisation: 0 };
    expect(read.parameters).toEqual({ ...before, ...since });
    assertSound(read);
  });

  it('of the two engines before this is read: of engine 3 the read-out is exact, of engine 2 it has no directions, either', async () => {
    const model = await twoCirclesModel();
    const directions = transpose(
      Matrix.fromRows(
        [...Array(12).keys()].map((f) => model.readout.row(f)),
        4,
      ),
    ).toFloat32();
    const third = withReadout(model, directions);
    const second = withReadout(model, saidByCentroids(model).toFloat32()).filter(
      ({ name }) => name !== 'readoutDirections' && !name.startsWith('rounded'),
    );
    const history = { film: [0, 7], rating: [5, 1], time: null, top: 5 };
    for (const old of [third, second]) {
      const read = fromArrays(old);
      assertSound(read);
      expect(largestDifference(scoreFilms(read, history), scoreFilms(model, history))).toBeLessThan(0.02);
    }
  });

  it('comes back the same with weights of 8 bits', async () => {
    const model = await fitTasteModel(tableOf(twoCircles()), {
      ...defaultParameters,
      dimensions: 4,
      tasteCount: 4,
      head: 4,
      block: 3,
      halo: 2,
    });
    const sizes = toArrays(model).find(({ name }) => name === 'roundedSizes');
    expect(sizes?.data.length).toBeGreaterThan(2);
    assertSound(model);
    const read = fromArrays(toArrays(model));
    expect(toArrays(read)).toEqual(toArrays(model));
    const history = { film: [0, 7], rating: [5, 1], time: null, top: 5 };
    expect(scoreFilms(read, history)).toEqual(scoreFilms(model, history));
  });

  it('says which array is missing, of another kind or of another size', async () => {
    const arrays = toArrays(await twoCirclesModel());
    const readout = arrays.findIndex(({ name }) => name === 'readout');
    expect(() => fromArrays(arrays.toSpliced(readout, 1))).toThrow('readout: is missing');
    const { name, rows, cols, data } = arrays[readout];
    const changed = arrays.with(readout, { name, rows, cols, data: Float64Array.from(data) });
    expect(() => fromArrays(changed)).toThrow('readout: is a Float64Array, not a Int8Array');
    const shorter = arrays.with(readout, { name, rows, cols, data: data.slice(1) });
    expect(() => fromArrays(shorter)).toThrow(UnsoundModel);
  });
});

describe('arrays that make no model', () => {
  const broken: [string, string, NamedArray['data']][] = [
    ['parameters', 'is not JSON', textToNumbers('{')],
    ['parameters', 'parameters: ', textToNumbers('{"parameters":{"tau":0}}')],
    ['tokens', 'are not a list of words', textToNumbers('[1]')],
    ['blockSizes', 'block 0 has 99 films', Uint32Array.of(99, 3)],
    ['blockFilms', 'has a film that is not one of 12', new Uint32Array(12).fill(12)],
  ];

  it.each(broken)('are refused: %s %s', async (name, reason, data) => {
    const arrays = toArrays(await twoCirclesModel());
    const at = arrays.findIndex((array) => array.name === name);
    const changed = arrays.with(at, { name, rows: data.length, cols: 1, data });
    expect(() => fromArrays(changed)).toThrow(UnsoundModel);
    expect(() => fromArrays(changed)).toThrow(reason);
  });
});

describe('a sound model', () => {
  const wrong: [string, string, (model: TasteModel) => Partial<TasteModel>][] = [
    [
      'a read-out that is not a number',
      'readoutFilmScales',
      ({ readout }) => ({
        readout: new MultipliableMatrix({ ...readout, rowScales: readout.rowScales.with(3, NaN) }),
      }),
    ],
    [
      'a read-out of other films',
      'readout',
      () => ({ readout: MultipliableMatrix.of(Matrix.zeros(3, 4).toFloat32()) }),
    ],
    ['an infinite loading', 'loadings', ({ loadings }) => ({ loadings: changed(loadings, Infinity) })],
    [
      'a singular value that is not a number',
      'singularValues',
      ({ singularValues }) => ({ singularValues: singularValues.with(0, NaN) }),
    ],
    ['a missing taste centroid', 'tasteCentroids', () => ({ tasteCentroids: new Matrix(1, 4, new Float32Array(4)) })],
    ['an empty taste centroid', 'tasteSizes', ({ tasteSizes }) => ({ tasteSizes: tasteSizes.with(1, 0) })],
    ['an empty group', 'groupSizes', ({ groupSizes }) => ({ groupSizes: groupSizes.with(0, 0) })],
    ['a wrong count', 'groupSizes', ({ groupSizes }) => ({ groupSizes: groupSizes.with(0, 99) })],
    ['a film in no group', 'filmGroup', ({ filmGroup }) => ({ filmGroup: filmGroup.with(3, 77) })],
    [
      'a film weight that is not a number',
      'blockWeights',
      ({ filmCount, filmWeights }) => ({
        filmWeights: new FilmWeights(
          filmCount,
          filmWeights.blocks.map(({ films, weights }) => ({
            films,
            weights: isRounded(weights) ? weights : changed(weights, NaN),
          })),
        ),
      }),
    ],
    [
      'a next film that is not there',
      'nextFilm',
      ({ nextFilms }) => ({
        nextFilms: { ...nextFilms, film: nextFilms.film.with(0, 99) },
      }),
    ],
    [
      'next films that end too early',
      'nextStart',
      ({ nextFilms }) => ({
        nextFilms: { ...nextFilms, rowStart: nextFilms.rowStart.with(-1, 1) },
      }),
    ],
    [
      'an infinite word',
      'tokenWeights',
      ({ tokenWeights }) => ({
        tokenWeights: { ...tokenWeights, weights: changed(tokenWeights.weights, Infinity) },
      }),
    ],
    ['too few counts', 'likedCount', ({ likedCount }) => ({ likedCount: likedCount.slice(1) })],
  ];

  it.each(wrong)('has not %s', async (_, array, change) => {
    const model = await twoCirclesModel();
    expect(() => assertSound(model)).not.toThrow();
    expect(() => assertSound({ ...model, ...change(model) })).toThrow(UnsoundModel);
    expect(() => assertSound({ ...model, ...change(model) })).toThrow(new RegExp(`^${array}: `));
  });
});

function changed({ rows, cols, data }: Matrix<Float32Array>, value: number): Matrix<Float32Array> {
  return new Matrix(rows, cols, data.with(data.length - 1, value));
}

/** The arrays of a model as they were when its read-out was kept in single precision: a row for each direction. */
function withReadout(model: TasteModel, { rows, cols, data }: Matrix<Float32Array>): NamedArray[] {
  const arrays = toArrays({
    ...model,
    tokenWeights: { tokens: [], weights: new Matrix(1, rows + 4, new Float32Array(rows + 4)) },
  }).filter(({ name }) => !/^readout.*Scales$/.test(name));
  return arrays.map((array) => (array.name === 'readout' ? { name: 'readout', rows, cols, data } : array));
}
