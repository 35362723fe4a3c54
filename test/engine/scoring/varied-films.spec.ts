import fc from 'fast-check';
import { Matrix } from '../../../src/engine/linear-algebra/matrix';
import { unitRows } from '../../../src/engine/linear-algebra/matrix-products';
import { Random } from '../../../src/engine/random';
import { bestFilms } from '../../../src/engine/scoring/best-films';
import { variedFilms } from '../../../src/engine/scoring/varied-films';

/** Films 0..3 all alike, film 4 unlike them. */
const vectors = Matrix.fromRows([[1, 0], [1, 0], [1, 0], [1, 0], [0, 1]], 2).toFloat32(); // prettier-ignore
const score = [5, 4, 3, 2, 1];

describe('a varied list', () => {
  it('is the best films when no variety is asked for', () => {
    expect([...variedFilms(score, vectors, 5, 0)]).toEqual([0, 1, 2, 3, 4]);
  });

  it('puts the film that is unlike the others second, as worked by hand', () => {
    // After film 0: film 1 has 0.4 * 0.75 - 0.6 * 1 = -0.3, film 4 has 0.4 * 0 - 0 = 0.
    expect([...variedFilms(score, vectors, 3, 0.6)]).toEqual([0, 4, 1]);
    // With little variety wanted film 1 has 0.9 * 0.75 - 0.1 = 0.575.
    expect([...variedFilms(score, vectors, 3, 0.1)]).toEqual([0, 1, 2]);
  });

  it('is as unlike all that was chosen, not only the last of it, as worked by hand', () => {
    // Films 0 and 2 alike, film 1 at right angles, film 3 between them and nearer to 1, film 4 opposite to film 0.
    const around = Matrix.fromRows([[0, 1], [1, 0], [0, 1], [0.8, 0.6], [0, -1]], 2).toFloat32(); // prettier-ignore
    // After 0: films 1 to 4 have 0.5 * (0.75, 0.5, 0.25, 0) - 0.5 * (0, 1, 0.6, 0) = 0.375, -0.25, -0.175, 0.
    // After 1: films 2 to 4 have 0.5 * (0.5, 0.25, 0) - 0.5 * (1, 0.8, 0) = -0.25, -0.275, 0.
    expect([...variedFilms(score, around, 5, 0.5)]).toEqual([0, 1, 4, 2, 3]);
  });

  it('is the same wherever the scores lie and however far apart: those of different people do not compare', () => {
    for (const variety of [0.1, 0.3, 0.6])
      for (const at of [score.map((s) => s - 16), score.map((s) => s + 16), score.map((s) => s / 64)])
        expect([...variedFilms(at, vectors, 5, variety)]).toEqual([...variedFilms(score, vectors, 5, variety)]);
  });

  it('is by variety alone where all please alike, and asks for no vector where nothing is to be had', () => {
    expect([...variedFilms([2, 2, 2, 2, 2], vectors, 5, 0.3)]).toEqual([0, 4, 1, 2, 3]);
    const none = {
      row: (film: number): never => {
        throw new Error(`film ${film}`);
      },
    };
    expect([...variedFilms([], none, 5, 0.3)]).toEqual([]);
  });

  it('leaves out what is excluded, and can be had in pages', () => {
    const excluded = Uint8Array.of(1, 0, 0, 0, 0);
    expect([...variedFilms(score, vectors, 2, 0.6, { excluded })]).toEqual([1, 4]);
    expect([...variedFilms(score, vectors, 5, 0.6, { excluded, skip: 2 })]).toEqual([2, 3]);
    expect([...variedFilms(score, vectors, 2, 1, { excluded: new Uint8Array(5).fill(1) })]).toEqual([]);
  });

  it('holds each film once, all of them if asked, and begins as a shorter one', () => {
    const random = new Random(3);
    const many = new Matrix(
      300,
      4,
      new Float64Array(1200).map(() => random.normal()),
    );
    const scores = Array.from({ length: 300 }, () => random.integer(40));
    const unit = unitRows(many).toFloat32();
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(300), (variety, count) => {
        const all = [...variedFilms(scores, unit, 300, variety)];
        expect(all.toSorted((a, b) => a - b)).toEqual([...bestFilms(scores, 300)].toSorted((a, b) => a - b));
        expect([...variedFilms(scores, unit, count, variety)]).toEqual(all.slice(0, count));
        expect(all[0]).toBe(bestFilms(scores, 1)[0]);
      }),
      { numRuns: 30 },
    );
  });
});
