import { availableParallelism } from 'node:os';
import { say } from '../config/language';
import type { OnEvaluated } from '../engine/evaluation/evaluate';
import type { Recommender } from '../engine/evaluation/recommender';
import { tasteGroupsByPart, type TasteGroupsByPart } from '../engine/evaluation/taste-groups';
import { defaultParameters, type TrainingParameters } from '../engine/model/parameters';
import type { FitOptions } from '../engine/training/fit-taste-model';
import { tune } from '../engine/tuning/tune';
import { threadTeam } from '../recommendation/training/thread-team';
import { type Entry, type EvaluationPlan, servedAt } from './evaluation-plan';

/** This engine, as the lines of the table show it. */
export interface OurEntries {
  /** Each part of the score alone, all together without popularity, and last as it is served: one start for each seed. */
  readonly entries: readonly Entry[];
  /** All parts together. */
  readonly whole: (seed: number) => Recommender;
  /** The whole, with the first seed, for who asks for films of the long tail, -1, to hits, 1. */
  readonly leaning: (popularity: number) => Recommender;
}

/** Taste groups with parameters that are chosen once, on the training part of the split, for all that follows. */
export async function tasteGroupEntries(plan: EvaluationPlan, onProgress: OnEvaluated): Promise<OurEntries> {
  const { seeds, traits, split } = plan;
  const team = threadTeam(availableParallelism());
  const options: FitOptions = traits ? { team, traits } : { team };
  const parameters = await parametersOf(plan, team, onProgress);
  const now = servedAt(plan);
  const ofSeed = (seed: number): ReturnType<typeof tasteGroupsByPart> => {
    const byPart = tasteGroupsByPart({ ...parameters, seed }, options, now);
    return plan.tune ? { ...byPart, whole: telling(byPart.whole, parameters) } : byPart;
  };
  const bySeed = seeds.map(ofSeed);
  // Without times nothing is known to follow anything.
  const next = split.train.time ? (['next'] as const) : [];
  const parts: (keyof TasteGroupsByPart)[] = ['tastes', 'blocks', ...next, 'withoutPopularity', 'whole'];
  return {
    entries: parts.map((part) => {
      const starts = bySeed.map((recommenders) => recommenders[part]);
      return { name: starts[0].name, isOurs: true, starts };
    }),
    whole: (seed) => ofSeed(seed).whole,
    leaning: (popularity) => bySeed[0].leaning(popularity),
  };
}

async function parametersOf(
  plan: EvaluationPlan,
  team: FitOptions['team'],
  onProgress: OnEvaluated,
): Promise<TrainingParameters> {
  const { split, seeds, cut } = plan;
  if (!plan.tune) return defaultParameters;
  const { parameters } = await tune(
    split.train,
    { ...defaultParameters, seed: seeds[0] },
    {
      heldOut: cut === 'aleatorio' ? 'random' : 'latest',
      team,
      onProgress: (stage, fraction) => onProgress(`${say('ajuste', 'tuning')}: ${stage}`, fraction),
    },
  );
  return parameters;
}

/** The same, and says its parameters. */
function telling(recommender: Recommender, parameters: TrainingParameters): Recommender {
  const { weights, ...p } = parameters;
  const chosen = [
    p.preference,
    `half-life ${p.halfLife ?? 'none'}`,
    `${p.dimensions} dimensions`,
    `ridge of blocks ${p.ridgeB}`,
    `normalisation of users ${p.userNormalisation}`,
    `blocks of ${p.head}, then ${p.block}, and ${p.halo} around`,
    `next ${p.window} films, shrinkage ${p.nextShrinkage}, decay ${p.historyDecay}`,
    `tau ${p.tau}`,
    `ridge of read-out ${p.ridgeW}`,
    `dislikes ${p.dislike ?? 'none'}`,
    `centring ${p.centring}`,
    `weights ${[weights.tastes, weights.blocks, weights.next].map((weight) => weight.toFixed(2)).join(' / ')}`,
    `films' ratings ${p.biasWeight}`,
    p.trendWeight > 0 ? `trend ${p.trendWeight} of ${p.trendHalfLife} days` : 'no trend',
    p.popularityWeight > 0 ? `popularity ${p.popularityWeight} to ${p.popularityEnd} ratings` : 'no popularity',
  ].join(', ');
  return {
    name: recommender.name,
    async fit(train) {
      return { ...(await recommender.fit(train)), chosen };
    },
  };
}
