import { PREFERENCE_KINDS } from '../ratings/preference';
import type { TrainingParameters } from '../model/parameters';
import type { Mixture } from './thin-parts';

type Changes = Partial<TrainingParameters>;

/** Values of one parameter in a row, of which one best is expected: the search goes on while it gets better. */
export const RIDGES_OF_BLOCKS = [10, 30, 100, 300, 1000, 3000];
export const USER_NORMALISATIONS = [0, 0.5, 1];
export const RIDGES_OF_READ_OUT = [0.03, 0.1, 0.3, 1, 3];
export const TAUS = [1, 2, 4, 8];
export const WINDOWS = [10, 20, 30];
export const NEXT_KEPT = [12, 25, 50, 100, 200];
export const NEXT_SHRINKAGES = [10, 20, 50, 100, 200];
export const HISTORY_DECAYS = [0.6, 0.7, 0.8, 0.9, 0.95];
export const CENTRINGS = [0, 0.25, 0.5, 0.75, 1];
export const DISLIKES = [0, 0.05, 0.2, 0.5, 1];
export const DIMENSIONS = [32, 64, 128];

/** How much of each older rating is left: the first is no recency at all. */
export const HALF_LIVES: readonly (number | null)[] = [null, 30, 10, 3];

/** Films between which one solve is affordable, if it brings enough. */
const LARGE_HEAD = 4_000;

export function preferenceGrid(current: TrainingParameters): Changes[] {
  return PREFERENCE_KINDS.filter((kind) => kind !== current.preference).map((preference) => ({ preference }));
}

/** ratedFilms: films with a rating; with more than are in the head a larger one is tried, and other blocks of the rest. */
export function blockGrid(current: TrainingParameters, ratedFilms: number): Changes[] {
  if (ratedFilms <= current.head) {
    return [];
  }
  const { head } = current;
  const grid = [
    { head, block: 400, halo: 100 },
    { head, block: 800, halo: 200 },
    { head, block: 800, halo: 400 },
    { head: LARGE_HEAD, block: 800, halo: 200 },
  ];
  return grid.filter((one) => one.head !== head || one.block !== current.block || one.halo !== current.halo);
}

/** Weights of the parts in steps of a fifth, next films to 0.8, with each weight of the bias. */
export function mixtureGrid(inTime: boolean): Mixture[] {
  const fifths = [0, 1, 2, 3, 4, 5];
  return fifths.flatMap((tastes) =>
    fifths
      .filter((next) => (inTime ? next <= Math.min(4, 5 - tastes) : next === 0))
      .flatMap((next) => [0, 0.5, 1, 2].map((biasWeight) => mixture(tastes / 5, next / 5, biasWeight))),
  );
}

/** Around a mixture, this far. */
export function mixturesAround({ weights, biasWeight }: Mixture, step: number, inTime: boolean): Mixture[] {
  const steps = [-step, 0, step];
  return steps
    .flatMap((a) => (inTime ? steps : [0]).flatMap((c) => [-3 * step, 0, 3 * step].map((e) => [a, c, e])))
    .map(([a, c, e]) => mixture(weights.tastes + a, weights.next + c, biasWeight + e))
    .filter(
      ({ weights: { tastes, blocks, next }, biasWeight: bias }) =>
        tastes >= 0 && blocks >= 0 && next >= 0 && next <= 0.8 && bias >= 0,
    );
}

/** Each part alone. */
export function partsAlone(inTime: boolean): Mixture[] {
  return [mixture(1, 0, 0), mixture(0, 0, 0), ...(inTime ? [mixture(0, 1, 0)] : [])];
}

export function popularityGrid(): Changes[] {
  return [
    { popularityWeight: 0 },
    ...[0.5, 1, 1.5, 2, 3].flatMap((popularityWeight) =>
      [2, 3, 5, 10, 15, 20, 30].map((popularityEnd) => ({ popularityWeight, popularityEnd })),
    ),
  ];
}

/** What is rising, with likes of each of these half-lives in days. */
export function trendGrid(): Changes[] {
  return [
    { trendWeight: 0 },
    ...[1, 7, 30].flatMap((trendHalfLife) =>
      [0.3, 1, 3, 10, 30].map((trendWeight) => ({ trendWeight, trendHalfLife })),
    ),
  ];
}

/** Ratings from which on no popularity counts. */
export const MOST_POPULARITY_END = 30;

/** Hundredths, so that the shares add up. */
function mixture(tastes: number, next: number, biasWeight: number): Mixture {
  const [a, c] = [Math.round(100 * tastes), Math.round(100 * next)];
  return {
    weights: { tastes: a / 100, blocks: (100 - a - c) / 100, next: c / 100 },
    biasWeight: Math.round(100 * biasWeight) / 100,
  };
}
