import { ALPHA, differenceInterval, type Arm, type Difference } from './confidence-sequence';
import { isRatioWrong } from './sample-ratio';

/** What an experiment may say, from nothing to something. */
export const verdicts = ['sem_dados', 'proporcao_errada', 'cedo', 'sem_diferenca', 'melhor', 'pior'] as const;
export type Verdict = (typeof verdicts)[number];

/** What is known of one variant, the control first. */
export interface VariantCounts {
  /** Everybody who saw a list of it. */
  readonly people: number;
  /** Those of whom the outcome is known, since their time is over. */
  readonly arm: Arm;
}

export interface Conclusion {
  readonly verdict: Verdict;
  /** Place of the variant that is better than the control or, of `pior`, worse; null where none is known to be. */
  readonly variant: number | null;
  /** Of that variant or, where nothing is known yet, of the one of which most is known; null before the sequence begins. */
  readonly difference: Difference | null;
  /** Place of the variant that the difference is of. */
  readonly of: number | null;
}

/** Each variant's difference to the control, the first; each leaves out the truth with alpha divided by how many there are. */
export function differences(arms: readonly Arm[]): (Difference | null)[] {
  const [control, ...others] = arms;
  return [null, ...others.map((arm) => differenceInterval(control, arm, ALPHA / others.length))];
}

/**
 * What may be said of an experiment now. Nothing is better or worse before its interval says so, and nothing at all where the
 * people are not those that should be there. lowerIsBetter: of what people should not do.
 */
export function conclude(
  variants: readonly VariantCounts[],
  shares: readonly number[],
  lowerIsBetter: boolean,
): Conclusion {
  const people = variants.map((variant) => variant.people);
  const nothing = { variant: null, difference: null, of: null };
  if (!people.some((count) => count > 0)) return { verdict: 'sem_dados', ...nothing };
  if (isRatioWrong(people, shares)) return { verdict: 'proporcao_errada', ...nothing };
  const known = differences(variants.map(({ arm }) => arm)).flatMap((difference, n) =>
    difference ? [{ n, difference, gain: lowerIsBetter ? -difference.estimate : difference.estimate }] : [],
  );
  const first = known.sort((a, b) => b.gain - a.gain).at(0);
  if (!first) return { verdict: 'cedo', ...nothing };
  const isKnown = ({ difference: { low, high } }: (typeof known)[number]) => low > 0 || high < 0;
  const better = known.find((one) => isKnown(one) && one.gain > 0);
  if (better) return { verdict: 'melhor', variant: better.n, difference: better.difference, of: better.n };
  const worst = known.findLast((one) => isKnown(one));
  // Worse is only what is left when none may still be better.
  if (worst && known.length === variants.length - 1 && known.every(isKnown))
    return { verdict: 'pior', variant: worst.n, difference: worst.difference, of: worst.n };
  const open = known.find((one) => !isKnown(one)) ?? first;
  return { verdict: 'sem_diferenca', variant: null, difference: open.difference, of: open.n };
}
