import fc from 'fast-check';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { nextAffinity } from '../../../src/engine/model/next-films';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { learnNextFilms } from '../../../src/engine/training/learn-next-films';
import { demoRows } from '../demo-rows';
import { largestDifference, smallRows } from '../reference/small';
import { anyRows, tableOf } from '../tables';

const FILMS = 10;

describe('times', () => {
  const rows = demoRows();

  it('that people gave tell an order', () => {
    expect(RatingTable.fromRows(rows).time).not.toBeNull();
    expect(RatingTable.fromRows(smallRows).time).not.toBeNull();
  });

  it.each([
    ['that are all alike', () => 7],
    ['of one day for each person', (n: number) => rows.user[n]],
    ['that were stamped while sorted rows were written', (n: number) => rows.film[n] + 0.001 * rows.user[n]],
    ['that were stamped while rows sorted the other way were written', (n: number) => -rows.film[n]],
  ])('%s tell none: such a model has no next films and no recency', async (_name, timeOf) => {
    const time = Float64Array.from(rows.user, (_, n) => timeOf(n));
    const table = RatingTable.fromRows({ ...rows, time });
    expect(table.time).toBeNull();
    const { parameters, nextFilms } = await fitTasteModel(table, defaultParameters);
    expect(parameters.halfLife).toBeNull();
    expect(parameters.weights.next).toBe(0);
    expect(nextFilms.film).toHaveLength(0);
  });

  it('of one import and of evenings after it tell the order of the evenings', () => {
    const time = Float64Array.from(rows.user, (_, n) => (n % 4 === 0 ? rows.time![n] : 0));
    expect(RatingTable.fromRows({ ...rows, time }).time).not.toBeNull();
  });
});

describe('ratings of one moment', () => {
  /** The same rows where the films have other numbers. */
  const renumbered = (numbers: readonly number[]) => (row: readonly [number, number, number, number?]) =>
    [row[0], numbers[row[1]], row[2], row[3]] as const;
  const otherNumbers = fc.shuffledSubarray([...Array(FILMS).keys()], { minLength: FILMS });

  it('have no order among them: in next films, films that are numbered otherwise are the same films', async () => {
    await fc.assert(
      // Few moments, and each film rated once by a user.
      fc.asyncProperty(anyRows, otherNumbers, async (all, numbers) => {
        const once = [...new Map(all.map((row) => [`${row[0]} ${row[1]}`, row])).values()];
        const few = once.map(([user, film, rating, time]) => [user, film, rating, (time ?? 0) % 3] as const);
        const shape = { userCount: 12, filmCount: FILMS };
        const parameters = { ...defaultParameters, nextKept: FILMS };
        const one = await learnNextFilms(tableOf(few, shape), parameters);
        const other = await learnNextFilms(
          tableOf(
            few.map(renumbered(numbers)).toSorted((a, b) => a[1] - b[1]),
            shape,
          ),
          parameters,
        );
        for (let from = 0; from < FILMS; from++)
          for (let to = 0; to < FILMS; to++)
            expect(nextAffinity(other, numbers[from], numbers[to])).toBeCloseTo(nextAffinity(one, from, to), 6);
      }),
      { numRuns: 100 },
    );
  });

  it('have no order among them: a score is the same in whatever order they come', async () => {
    const table = RatingTable.fromRows(smallRows);
    const model = await fitTasteModel(table, { ...defaultParameters, block: 12 });
    const rating = fc.record({ film: fc.nat(39), stars: fc.integer({ min: 1, max: 10 }), moment: fc.nat(3) });
    fc.assert(
      fc.property(
        fc.uniqueArray(rating, { selector: ({ film }) => film, minLength: 2, maxLength: 30 }),
        fc.func(fc.nat()),
        (rated, place) => {
          const scoresIn = (order: typeof rated) =>
            scoreFilms(model, {
              film: order.map(({ film }) => film),
              rating: order.map(({ stars }) => stars / 2),
              time: order.map(({ moment }) => moment),
              top: 5,
            });
          const oneWay = rated.toSorted((a, b) => a.moment - b.moment || a.film - b.film);
          const another = rated.toSorted((a, b) => a.moment - b.moment || place(a.film) - place(b.film));
          expect(largestDifference(scoresIn(oneWay), scoresIn(another))).toBeLessThan(1e-4);
        },
      ),
    );
  });
});
