import { availableParallelism } from 'node:os';
import type { Recommender } from '../../engine/evaluation/recommender';
import { tasteGroupsByPart, type TasteGroupsByPart } from '../../engine/evaluation/taste-groups';
import { defaultParameters, type TrainingParameters } from '../../engine/parameters';
import type { TrainOptions } from '../../engine/train';
import { solveOnThreads } from '../training/block-threads';
import type { Entry, EvaluationPlan } from './evaluation-plan';

/** This engine, as the lines of the table show it. */
export interface OurEntries {
  /** Each part of the score alone, and last all together: one start for each seed. */
  readonly entries: readonly Entry[];
  /** All parts together. */
  readonly whole: (seed: number) => Recommender;
}

export function tasteGroupsOf({ seeds, traits, split }: EvaluationPlan): OurEntries {
  const parameters: TrainingParameters = defaultParameters;
  const solver = solveOnThreads(availableParallelism());
  const options: TrainOptions = traits ? { solver, traits } : { solver };
  const bySeed = seeds.map((seed) => tasteGroupsByPart({ ...parameters, seed }, options));
  // Without times nothing is known to follow anything.
  const parts: (keyof TasteGroupsByPart)[] = [
    'tastes',
    'blocks',
    ...(split.train.time ? (['next'] as const) : []),
    'whole',
  ];
  return {
    entries: parts.map((part) => {
      const starts = bySeed.map((recommenders) => recommenders[part]);
      return { name: starts[0].name, isOurs: true, starts };
    }),
    whole: (seed) => tasteGroupsByPart({ ...parameters, seed }, options).whole,
  };
}
