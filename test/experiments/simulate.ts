import { conclude, differences, type Conclusion } from '../../src/experiments/conclusion';
import type { Difference } from '../../src/experiments/confidence-sequence';
import { Random } from '../../src/engine/random';

export interface Simulated {
  /** Day of the first look at which a variant was called better or worse; null when none was in 60 days. */
  readonly decided: number | null;
  /** What was said then, or on the last day. */
  readonly last: Conclusion;
  /** Of the second variant, on the last day. */
  readonly atEnd: Difference;
  /** Whether its interval held the true difference on all days. */
  readonly covered: boolean;
}

const DAYS = 60;

/** One experiment of so many people a day, each with the outcome by the chance of their variant, looked at every day. */
export function simulate(chances: readonly number[], peopleADay: number, random: Random): Simulated {
  const shares = chances.map(() => 1 / chances.length);
  const people = chances.map(() => 0);
  const successes = chances.map(() => 0);
  let decided: number | null = null;
  let covered = true;
  let last: Conclusion | null = null;
  for (let day = 1; day <= DAYS; day++) {
    for (let n = 0; n < peopleADay; n++) {
      const variant = random.integer(chances.length);
      people[variant]++;
      if (random.uniform() < chances[variant]) successes[variant]++;
    }
    const arms = people.map((count, variant) => ({ people: count, successes: successes[variant] }));
    const difference = differences(arms)[1];
    const truth = chances[1] - chances[0];
    if (difference && (difference.low > truth || difference.high < truth)) covered = false;
    if (decided !== null) continue;
    const conclusion = conclude(
      arms.map((arm) => ({ people: arm.people, arm })),
      shares,
      false,
    );
    last = conclusion;
    if (conclusion.verdict === 'melhor' || conclusion.verdict === 'pior') decided = day;
  }
  const atEnd = differences(people.map((count, n) => ({ people: count, successes: successes[n] })))[1];
  return { decided, last: last!, atEnd: atEnd!, covered };
}

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
