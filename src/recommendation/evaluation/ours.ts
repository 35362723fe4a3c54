import type { Recommender } from '../../engine/evaluation/recommender';
import { tasteGroups } from '../../engine/evaluation/taste-groups';
import { defaultParameters } from '../../engine/parameters';
import type { Entry, EvaluationPlan } from './evaluation-plan';

/** This engine, as the lines of the table show it. */
export interface OurEntries {
  /** Each part of the score alone, and last all together: one start for each seed. */
  readonly parts: readonly Entry[];
  /** All parts together. */
  readonly whole: (seed: number) => Recommender;
}

export function tasteGroupsOf({ seeds }: EvaluationPlan): Promise<OurEntries> {
  const whole = (seed: number): Recommender => tasteGroups({ ...defaultParameters, seed });
  return Promise.resolve({ parts: [{ name: 'taste groups', isOurs: true, starts: seeds.map(whole) }], whole });
}
