import { defaultParameters } from '../../../src/engine/model/parameters';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import type { ServedModel } from '../../../src/recommendation/model/served-model';
import { FilmIndex } from '../../../src/recommendation/serving/film-index';
import { tableOf } from '../../engine/tables';
import { servedModel } from '../../support/served-model';

/** A model of films 10, 11 and 12. */
async function threeFilms(): Promise<ServedModel> {
  const taste = await fitTasteModel(
    tableOf([
      [0, 0, 5],
      [0, 1, 1],
      [1, 1, 4],
      [1, 2, 5],
    ]),
    defaultParameters,
  );
  return servedModel(taste, (column) => 10 + column);
}

const newcomer = { id: 99, readoutColumn: new Float32Array(2), vector: new Float32Array(1), group: 0 };

describe('the films that can be recommended', () => {
  it('do not hold one that was deleted, though another was deleted while they were read', async () => {
    const index = new FilmIndex(await threeFilms(), [11, 12, 99], []);
    expect([10, 11, 12, 99].map((id) => index.has(id))).toEqual([false, true, true, false]);
    expect(Array.from(index.gone)).toEqual([1, 0, 0]);
  });

  it('hold those that came after the model, behind its own', async () => {
    const index = new FilmIndex(await threeFilms(), [10, 12, 99], [newcomer]);
    expect([10, 11, 12, 99].map((id) => index.has(id))).toEqual([true, false, true, true]);
    expect(index.placeOf(99)).toBe(3);
    expect([0, 1, 2, 3].map((place) => index.isKnown(place))).toEqual([true, true, true, false]);
  });

  it('are all films there are before the first model', () => {
    const index = new FilmIndex(null, [7, 8], []);
    expect([7, 8, 9].map((id) => index.has(id))).toEqual([true, true, false]);
  });
});
