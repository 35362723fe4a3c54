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

  it('have places, directions and groups: their own, or those that are predicted of who came later', async () => {
    const model = await threeFilms();
    const later = { ...newcomer, readoutColumn: Float32Array.of(7), vector: Float32Array.of(1), group: 5 };
    const index = new FilmIndex(model, [10, 12, 99], [later]);
    expect([...index.ids]).toEqual([10, 11, 12, 99]);
    expect([...index.placesOf([99, 11, 50, 10])]).toEqual([3, 1, -1, 0]);
    expect(index.vectors.row(2)).toEqual(model.taste.filmVectors.row(2));
    expect(index.vectors.row(3)).toBe(later.vector);
    expect(index.newColumns).toEqual([later.readoutColumn]);
    expect([index.groupOf(12), index.groupOf(99), index.groupOf(50)]).toEqual([model.taste.filmGroup[2], 5, undefined]);
    expect(() => index.vectors.row(4)).toThrow('film that came after the model');
  });

  it('are popular by how many like them; who came after the model is last', async () => {
    const model = await threeFilms();
    const index = new FilmIndex(model, [10, 11, 12, 99], [newcomer]);
    const { order, likes } = index.popularity(model);
    expect([...likes]).toEqual([...model.taste.likedCount, 0]);
    expect([...order.slice(0, 3)].sort()).toEqual([1, 2, 3]);
    expect(order[3]).toBe(0);
    expect(index.popularity(model).order).toBe(order);
  });

  it('are all films there are before the first model', () => {
    const index = new FilmIndex(null, [7, 8], []);
    expect([7, 8, 9].map((id) => index.has(id))).toEqual([true, true, false]);
    expect([[...index.ids], [...index.gone]]).toEqual([[7, 8], [0, 0]]); // prettier-ignore
    expect([index.isKnown(0), index.placeOf(8), index.groupOf(8)]).toEqual([false, 1, undefined]);
  });
});
