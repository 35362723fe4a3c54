import { log } from '../elementary';
import { PREFERENCE_KINDS } from '../ratings/preference';
import type { TrainingParameters } from '../model/parameters';

type Changes = Partial<TrainingParameters>;

/** The values that are tried, each grid without what `current` already is. */
export function filmWeightGrid(current: TrainingParameters, inTime: boolean): Changes[] {
  const halfLives = inTime ? [null, 10, 30] : [null];
  return others(
    current,
    PREFERENCE_KINDS.flatMap((preference) =>
      [100, 300, 1000].flatMap((ridgeB) => halfLives.map((halfLife) => ({ preference, ridgeB, halfLife }))),
    ),
  );
}

export function blockGrid(current: TrainingParameters): Changes[] {
  return others(current, [
    { block: 400, halo: 100 },
    { block: 400, halo: 300 },
    { block: 800, halo: 200 },
    { block: 800, halo: 400 },
  ]);
}

export function nextGrid(current: TrainingParameters): Changes[] {
  return others(
    current,
    [20, 50, 100].flatMap((nextShrinkage) => [0.7, 0.8, 0.9].map((historyDecay) => ({ nextShrinkage, historyDecay }))),
  );
}

export function tasteGrid(current: TrainingParameters): Changes[] {
  return others(
    current,
    [1, 2, 4].flatMap((tau) => [0.03, 0.1, 0.3, 1, 3].map((ridgeW) => ({ tau, ridgeW }))),
  );
}

/** Shares of the taste centroids and of the next films; the blocks have the rest. */
export function weightGrid(current: TrainingParameters, inTime: boolean): Changes[] {
  const percent = (tastes: number, next: number): Changes => ({
    weights: { tastes: tastes / 100, blocks: (100 - tastes - next) / 100, next: next / 100 },
  });
  const grid = [0, 10, 20, 30, 40, 60].flatMap((tastes) =>
    (inTime ? [0, 10, 20, 30, 40] : [0]).map((next) => percent(tastes, next)),
  );
  return others(current, grid);
}

function others(current: TrainingParameters, grid: readonly Changes[]): Changes[] {
  const text = (changes: Changes): string => JSON.stringify(changes);
  const kept = (changes: Changes): Changes =>
    Object.fromEntries(Object.keys(changes).map((key) => [key, current[key as keyof TrainingParameters]]));
  return grid.filter((changes) => text(changes) !== text(kept(changes)));
}

/**
 * How far changes lead away from these parameters: of a number the logarithm of the ratio, of the weights the sum of the
 * differences, of a choice 1.
 */
export function distanceOf(changes: Changes, from: TrainingParameters): number {
  const { weights, ...others } = changes;
  const ofWeights = weights
    ? Math.abs(weights.tastes - from.weights.tastes) +
      Math.abs(weights.blocks - from.weights.blocks) +
      Math.abs(weights.next - from.weights.next)
    : 0;
  return Object.entries(others).reduce((sum, [key, value]) => {
    const before = from[key as keyof TrainingParameters];
    if (typeof value === 'number' && typeof before === 'number') {
      return sum + Math.abs(log(value / before));
    }
    return sum + (value === before ? 0 : 1);
  }, ofWeights);
}
