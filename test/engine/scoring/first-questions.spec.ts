import { firstQuestions } from '../../../src/engine/scoring/first-questions';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { identity } from '../../../src/engine/linear-algebra/matrix-products';
import type { TasteModel } from '../../../src/engine/model/model';
import { MultipliableMatrix } from '../../../src/engine/linear-algebra/multipliable-matrix';
import { referenceModel, twoCirclesModel } from '../models';

/** A model of equally large taste centroids whose read-outs of each film are given: films x k. */
function modelOf(
  readouts: number[][],
  groups = readouts.map((_, f) => f),
  ratings = readouts.map(() => 10),
): TasteModel {
  const filmCount = readouts.length;
  return {
    ...referenceModel(null),
    filmCount,
    tasteSizes: new Uint32Array(readouts[0].length).fill(10),
    readoutDirections: identity(readouts[0].length),
    readout: MultipliableMatrix.of(Matrix.fromRows(readouts, readouts[0].length).toFloat32()),
    filmGroup: Uint16Array.from(groups),
    groupSizes: new Uint32Array(Math.max(...groups) + 1).fill(1),
    ratingCount: Uint32Array.from(ratings),
    likedCount: Uint32Array.from(ratings),
  };
}

describe('the films that a newcomer is asked about', () => {
  it('begin with the one that sets the tastes apart most, not with the one that all like', () => {
    expect([
      ...firstQuestions(
        modelOf([
          [0.9, 0.9, 0.9],
          [0.8, 0.1, 0.1],
          [0.5, 0.4, 0.4],
        ]),
        1,
      ),
    ]).toEqual([1]);
  });

  it('do not ask the same thing twice', () => {
    const same = [
      [0.8, 0.1, 0.1],
      [0.79, 0.1, 0.1],
      [0.1, 0.4, 0.1],
    ];
    expect([...firstQuestions(modelOf(same), 2)]).toEqual([0, 2]);
  });

  it('weigh a taste by the users who have it', () => {
    const model = modelOf([
      [0.9, 0, 0],
      [0, 0.7, 0],
    ]);
    expect([...firstQuestions(model, 1)]).toEqual([0]);
    expect([...firstQuestions({ ...model, tasteSizes: Uint32Array.of(1, 15, 14) }, 1)]).toEqual([1]);
  });

  it('are at most two of a group while another group has something to tell', () => {
    const readouts = [
      [0.9, 0, 0, 0],
      [0, 0.8, 0, 0],
      [0, 0, 0.7, 0],
      [0.1, 0, 0, 0.2],
    ];
    expect([...firstQuestions(modelOf(readouts), 3)]).toEqual([0, 1, 2]);
    expect([...firstQuestions(modelOf(readouts, [0, 0, 0, 1]), 3)]).toEqual([0, 1, 3]);
  });

  it('leave out what is excluded and what nobody has rated, and are filled up with popular films', () => {
    const readouts = [
      [0.9, 0, 0],
      [0.8, 0, 0],
      [0.5, 0.5, 0.5],
      [0, 0.9, 0],
    ];
    const model = modelOf(readouts, [0, 1, 2, 3], [10, 10, 10, 0]);
    expect([...firstQuestions(model, 9, Uint8Array.of(1, 0, 0, 0))]).toEqual([1, 2, 3]);
  });

  it('are among the 500 most rated, of equal ones the first, however telling the others are', () => {
    const readouts = Array.from({ length: 502 }, () => [0.1, 0.1]);
    const ratings = readouts.map(() => 10);
    // The least rated, and the last of those rated alike.
    readouts[0] = [0.9, 0];
    readouts[501] = [0.8, 0];
    ratings[0] = 9;
    // Two tell equally much of what is left: the more rated is asked about.
    readouts[7] = [0.5, 0.1];
    readouts[9] = [0.5, 0.1];
    ratings[9] = 11;
    const excluded = new Uint8Array(502);
    const before = excluded.slice();
    expect([...firstQuestions(modelOf(readouts, undefined, ratings), 1, excluded)]).toEqual([9]);
    expect(excluded).toEqual(before);
  });

  it('are popular films for a model without any taste', () => {
    const taught = modelOf([[0], [0]], [0, 0], [3, 5]);
    const readout = MultipliableMatrix.of(Matrix.zeros(2, 0).toFloat32());
    const model = { ...taught, readoutDirections: identity(0), readout, tasteSizes: new Uint32Array() };
    expect([...firstQuestions(model, 9)]).toEqual([1, 0]);
  });

  it('come from both circles of users, each once, and always alike', async () => {
    const model = await twoCirclesModel();
    const chosen = [...firstQuestions(model, 9)];
    expect(new Set(chosen).size).toBe(chosen.length);
    expect([...firstQuestions(model, 9)]).toEqual(chosen);
    expect(chosen.some((f) => f < model.filmCount / 2)).toBe(true);
    expect(chosen.some((f) => f >= model.filmCount / 2)).toBe(true);
  });
});
