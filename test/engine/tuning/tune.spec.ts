import { InvalidParameters } from '../../../src/engine/errors';
import { evaluate } from '../../../src/engine/evaluation/evaluate';
import { splitLatest } from '../../../src/engine/evaluation/splits';
import { tasteGroups } from '../../../src/engine/evaluation/taste-groups';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { choose } from '../../../src/engine/tuning/choice';
import { distanceOf } from '../../../src/engine/tuning/grids';
import { tune } from '../../../src/engine/tuning/tune';
import { smallRows } from '../reference/small';
import { tableOf } from '../tables';
import { some } from '../../support/some';

const small = RatingTable.fromRows(smallRows);
const quick = { ...defaultParameters, dimensions: 4, tasteCount: 6 };

describe('a choice among candidates', () => {
  const before = { changes: {}, ndcg: Float64Array.of(0.2, 0.4, 0.1, 0.3), distance: 0 };

  it('is the best one when its gain is more than noise', () => {
    const better = { changes: { tau: 1 }, ndcg: before.ndcg.map((x) => x + 0.1), distance: 1 };
    const worse = { changes: { tau: 4 }, ndcg: before.ndcg.map((x) => x - 0.1), distance: 1 };
    const { chosen, rows } = choose('weights', [before, worse, better]);
    expect(chosen).toBe(better);
    expect(rows.map((row) => row.chosen)).toEqual([false, false, true]);
    expect(rows[2].difference).toBeCloseTo(0.1, 12);
    expect(rows[2].standardError).toBeCloseTo(0, 12);
    expect(rows[0].ndcgAt10).toBeCloseTo(0.25, 12);
  });

  it('stays what it was when the gain is one user in four', () => {
    const luck = { changes: { tau: 1 }, ndcg: before.ndcg.with(2, 0.9), distance: 1 };
    const { chosen, rows } = choose('weights', [before, luck]);
    expect(chosen).toBe(before);
    expect(rows[1].difference).toBeCloseTo(0.2, 12);
    // Differences 0, 0, 0.8, 0: squares around 0.2 sum to 0.48.
    expect(rows[1].standardError).toBeCloseTo(Math.sqrt(0.48) / 4, 12);
  });

  it('goes no further than it must', () => {
    const near = { changes: { tau: 2 }, ndcg: Float64Array.of(0.35, 0.5, 0.25, 0.45), distance: 0.5 };
    const far = { changes: { tau: 1 }, ndcg: Float64Array.of(0.3, 0.6, 0.2, 0.5), distance: 1 };
    expect(choose('weights', [before, far, near]).chosen).toBe(near);
  });

  it('measures how far it goes', () => {
    expect(distanceOf({}, defaultParameters)).toBe(0);
    expect(distanceOf({ tau: 2 * defaultParameters.tau, preference: 'graded' }, defaultParameters)).toBeCloseTo(
      Math.log(2) + 1,
    );
    expect(
      distanceOf({ halfLife: null, weights: { tastes: 0.3, blocks: 0.3, next: 0.4 } }, defaultParameters),
    ).toBeCloseTo(1.2);
  });
});

describe('a tuning', () => {
  it('gives parameters to train with, and what each was chosen from', async () => {
    const told: number[] = [];
    const { parameters, table } = await tune(small, quick, { onProgress: (_, fraction) => told.push(fraction) });
    await expect(fitTasteModel(small, parameters)).resolves.toBeDefined();
    const stages = ['film weights', 'blocks', 'next films', 'taste centroids', 'weights'] as const;
    expect([...new Set(table.map(({ stage }) => stage))]).toEqual(stages);
    for (const stage of some(stages)) {
      const rows = table.filter((row) => row.stage === stage);
      expect(rows.filter((row) => row.chosen)).toHaveLength(1);
      expect(rows[0]).toMatchObject({ changes: {}, difference: 0 });
      expect(parameters).toMatchObject(rows.find((row) => row.chosen)?.changes ?? {});
    }
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it('measures the weights by the score as it is served, to people with few ratings as well', async () => {
    const { parameters, table } = await tune(small, quick);
    const [before] = table.filter(({ stage }) => stage === 'weights');
    const served = tasteGroups({ ...parameters, weights: quick.weights });
    const [row] = await evaluate(splitLatest(small, 0.1), [served]);
    expect(before.ndcgAt10).toBeCloseTo(row.ndcgAt10, 6);
  });

  it('is the same for the same ratings, parameters and seed', async () => {
    expect(await tune(small, quick)).toEqual(await tune(small, quick));
  });

  it('knows of no order in time when there is none, or when it is asked to hold out at random', async () => {
    const without = await tune(RatingTable.fromRows({ ...smallRows, time: null }), quick);
    const asked = await tune(small, quick, { heldOut: 'random' });
    for (const { parameters, table } of [without, asked]) {
      expect(parameters.halfLife).toBeNull();
      expect(parameters.weights.next).toBe(0);
      expect(table.some(({ stage }) => stage === 'next films')).toBe(false);
    }
  });

  it('ends when it is told to, with what it has', async () => {
    let asked = 0;
    const { table } = await tune(small, quick, { shouldStop: () => ++asked > 3 });
    expect(table).toHaveLength(3);
    expect(await tune(small, quick, { shouldStop: () => true })).toEqual({ parameters: quick, table: [] });
  });

  it('changes nothing when no user has a liked film to hold out', async () => {
    expect(await tune(tableOf([[0, 0, 1, 1]]), quick)).toEqual({ parameters: quick, table: [] });
  });

  it('refuses parameters out of range', async () => {
    await expect(tune(small, { ...quick, tau: 0 })).rejects.toThrow(InvalidParameters);
  });
});
