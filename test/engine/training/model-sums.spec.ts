import fc from 'fast-check';
import { defaultParameters, type TrainingParameters } from '../../../src/engine/model/parameters';
import type { RatingRows } from '../../../src/engine/ratings/rating-rows';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { alone, type Team } from '../../../src/engine/team';
import { fitFromSums } from '../../../src/engine/training/fit-from-sums';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { nextCandidates, structureOf } from '../../../src/engine/training/model-structure';
import { addingBy, addSums, addUsers, type ModelSums, noSums } from '../../../src/engine/training/model-sums';
import { sumUnits } from '../../../src/engine/training/sum-units';
import { demoRows } from '../demo-rows';
import { hashOf } from '../models';
import { smallRows } from '../reference/small';
import { anyRows, rowsOf } from '../tables';

const traits = (filmCount: number): string[][] =>
  Array.from({ length: filmCount }, (_, f) => [`g:${f % 5}`, `d:${f % 11}`]);

/** The rows of the users that `part` takes, who get new numbers. */
function rowsOfPart(rows: RatingRows, isOf: (user: number) => boolean): RatingRows {
  const users = [...Array(rows.userCount).keys()].filter(isOf);
  const number = new Map(users.map((user, n) => [user, n]));
  const taken = [...rows.user.keys()].filter((n) => number.has(rows.user[n]));
  return {
    userCount: users.length,
    filmCount: rows.filmCount,
    user: Uint32Array.from(taken, (n) => number.get(rows.user[n])!),
    film: Uint32Array.from(taken, (n) => rows.film[n]),
    rating: Float32Array.from(taken, (n) => rows.rating[n]),
    time: rows.time && Float64Array.from(taken, (n) => rows.time![n]),
    top: rows.top,
  };
}

/** The model of sums that were made of so many parts, and added in this order. */
async function ofParts(
  rows: RatingRows,
  parameters: TrainingParameters,
  parts: number,
  order: number[],
  team: Team = alone,
) {
  const table = RatingTable.fromRows(rows);
  const structure = await structureOf(table, parameters, table.userCount, undefined, team);
  const candidates = await nextCandidates(table, structure, team);
  const adding = addingBy(team, structure);
  const sums: ModelSums[] = [];
  for (let part = 0; part < parts; part++) {
    const one = noSums(structure, candidates);
    sums.push(one);
    // In two goes each, as from a stream.
    for (const half of [0, 1]) {
      const some = rowsOfPart(rows, (user) => (user * 7) % parts === part && (user >> 2) % 2 === half);
      await addUsers(one, RatingTable.fromRows(some, undefined, structure.timed), structure, candidates, adding);
    }
  }
  const whole = noSums(structure, candidates);
  for (const part of order) addSums(whole, sums[part], structure);
  return fitFromSums(structure, candidates, whole, { traits: traits(rows.filmCount), team });
}

describe('a model of sums', () => {
  const small = { ...defaultParameters, head: 8, block: 8, halo: 4, nextKept: 3 };
  const sets: [string, RatingRows, TrainingParameters][] = [
    ['the small ratings', smallRows, small],
    ['ratings without times', { ...smallRows, time: null }, small],
    ['graded opinions', smallRows, { ...small, preference: 'graded', dislike: 1.7 }],
    ['people who count alike', smallRows, { ...small, userNormalisation: 1 }],
    ['people who count nearly alike', smallRows, { ...small, dislike: 1.7, userNormalisation: 0.73 }],
  ];
  const orders = [[0], [0, 1], [1, 0], [0, 1, 2, 3, 4, 5, 6], [6, 2, 4, 0, 5, 1, 3]];

  it.each(sets)(
    'is that of a table, byte by byte, for 1, 2 and 7 parts in any order: %s',
    async (_, rows, parameters) => {
      const table = RatingTable.fromRows(rows);
      const whole = hashOf(await fitTasteModel(table, parameters, { traits: traits(rows.filmCount) }));
      for (const order of orders) {
        expect(hashOf(await ofParts(rows, parameters, order.length, order))).toBe(whole);
      }
    },
  );

  it('is that of a table of many films as well', async () => {
    const rows = demoRows();
    const whole = await fitTasteModel(RatingTable.fromRows(rows), defaultParameters, {
      traits: traits(rows.filmCount),
    });
    expect(hashOf(await ofParts(rows, defaultParameters, 3, [2, 0, 1]))).toBe(hashOf(whole));
  });

  it('is that of a table for any ratings', async () => {
    const kinds = [{ preference: 'linear' }, { preference: 'graded' }, { userNormalisation: 0.5 }] as const;
    await fc.assert(
      fc.asyncProperty(anyRows, fc.constantFrom(...kinds), async (some, kind) => {
        const rows = rowsOf(some, { userCount: 12, filmCount: 10 });
        const parameters = { ...defaultParameters, ...kind, head: 3, block: 4, halo: 2, nextKept: 2 };
        const whole = await fitTasteModel(RatingTable.fromRows(rows), parameters, { traits: traits(10) });
        expect(hashOf(await ofParts(rows, parameters, 2, [1, 0]))).toBe(hashOf(whole));
      }),
      { numRuns: 40 },
    );
  });

  it('knows everybody, where the structure is of some', async () => {
    const rows = demoRows();
    const sample = RatingTable.fromRows(rowsOfPart(rows, (user) => user % 3 > 0));
    const structure = await structureOf(sample, defaultParameters, rows.userCount);
    const candidates = await nextCandidates(sample, structure);
    const sums = noSums(structure, candidates);
    const table = RatingTable.fromRows(rows, undefined, structure.timed);
    await addUsers(sums, table, structure, candidates);
    const model = await fitFromSums(structure, candidates, sums);
    const { rated, liked } = table.countByFilm();
    expect([model.userCount, model.ratingCount, model.likedCount]).toEqual([rows.userCount, rated, liked]);
  });

  it.each([0, 0.5, 1])('adds nothing but whole numbers, where each of n ratings counts n^-%d', async (e) => {
    const table = RatingTable.fromRows(smallRows);
    const structure = await structureOf(table, { ...small, userNormalisation: e }, table.userCount);
    const candidates = await nextCandidates(table, structure);
    const sums = noSums(structure, candidates);
    await addUsers(sums, table, structure, candidates);
    for (const numbers of Object.values(sums) as Float64Array[])
      expect([...numbers].every((sum) => Number.isSafeInteger(sum))).toBe(true);
    expect(Math.max(...sums.blocks)).toBeGreaterThan(0);
  });

  it('holds no more than films and blocks take, however many users are added', async () => {
    const table = RatingTable.fromRows(smallRows);
    const structure = await structureOf(table, small, table.userCount);
    const candidates = await nextCandidates(table, structure);
    const sums = noSums(structure, candidates);
    const sizes = Object.values(sums).map(({ length }: Float64Array) => length);
    await addUsers(sums, table, structure, candidates);
    expect(Object.values(sums).map(({ length }: Float64Array) => length)).toEqual(sizes);
    const { films, own } = structure.tasks[0];
    expect([own, films.length]).toEqual([8, 12]);
    expect(structure.tasks.reduce((sum, task) => sum + (task.films.length * (task.films.length + 1)) / 2, 0)).toBe(
      sums.blocks.length,
    );
  });

  it('refuses more users than it is sure to sum exactly', async () => {
    const table = RatingTable.fromRows(smallRows);
    const structure = await structureOf(table, small, table.userCount);
    const candidates = await nextCandidates(table, structure);
    const sums = noSums(structure, candidates);
    await addUsers(sums, table, structure, candidates);
    await addUsers(sums, table, structure, candidates);
    await expect(addUsers(sums, table, structure, candidates)).rejects.toThrow('180 users, where the structure has been made for 120 at most'); // prettier-ignore
  });
});

describe('the units of sums', () => {
  const usual = { tau: 2, dislike: 0.3, centring: 1, userNormalisation: 0 };

  it('are coarser for more users, and keep every sum exact', () => {
    for (const users of [1, 610, 138_000, 1_000_000, 100_000_000]) {
      const { membership, weight } = sumUnits(users, 200, usual);
      // Of the largest membership, and of everybody having it, liking the film and going on to the other.
      const member = (Math.sqrt(200) / (1 + 199 * Math.exp(-4))) * membership;
      expect(2 * users * member * member).toBeLessThan(2 ** 53);
      expect(2 * users * member * 2000).toBeLessThan(2 ** 53);
      expect(2 * users * weight * 2000).toBeLessThan(2 ** 53);
    }
    const units = [610, 1_000_000, 100_000_000].map((users) => sumUnits(users, 200, usual).membership);
    expect(units).toEqual([...units].sort((a, b) => b - a));
    expect(units[1]).toBeGreaterThanOrEqual(2 ** 13);
  });

  it('of opinions that are weighed are as fine, and whole in single precision', () => {
    for (const users of [1, 610, 138_000, 1_000_000, 100_000_000])
      for (const dislike of [0.3, 1.7, null]) {
        const { block } = sumUnits(users, 200, { ...usual, dislike, userNormalisation: 0.5 });
        const loudest = (Math.max(1, dislike ?? 0) + 1) * block;
        expect(2 * users * loudest * loudest).toBeLessThan(2 ** 53);
        expect(loudest).toBeLessThanOrEqual(2 ** 24);
        // The opinion of a tenth, of somebody with 1,000 ratings who counts as much as any, to one part in fifty or better.
        if (users <= 1_000_000) expect((0.1 / Math.sqrt(1000)) * block).toBeGreaterThan(50);
      }
  });

  it('of opinions that are not weighed are thousandths', () => {
    expect(sumUnits(610, 200, usual).block).toBe(1000);
  });

  it('are none for more users than that', () => {
    expect(() => sumUnits(1e13, 200, usual)).toThrow('more than can be summed exactly');
  });
});
