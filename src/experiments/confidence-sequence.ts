/** People of one variant whose time is over, and how many of them did what is counted. */
export interface Arm {
  readonly people: number;
  readonly successes: number;
}

/** How much larger a share of people is in a variant than in the control, and between what it may lie. */
export interface Difference {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The chance that a sequence of intervals ever leaves the true difference out. */
export const ALPHA = 0.05;

/**
 * The sequence begins when each arm has so many people who did it, and so many who did not: its coverage is that of sums that
 * are nearly normal, which those of a few people are not.
 */
const LEAST_OF_EACH = 10;

/** Of so many people in both arms together, an interval is as narrow as a sequence can make it. */
const NARROWEST_AT = 1_000;

/**
 * The interval of the difference treatment - control at this moment, one of a sequence that holds at all moments together: it may
 * be looked at every day, and stopped at whatever it says. Null while there are too few people. O(1).
 *
 * The asymptotic confidence sequence of I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas, "Time-uniform central
 * limit theory and asymptotic confidence sequences", Annals of Statistics 52(6), 2024 (theorem 2.2, with the variance of a difference
 * of two means in place of that of one). alpha: the chance that it ever leaves the true difference out.
 */
export function differenceInterval(control: Arm, treatment: Arm, alpha: number): Difference | null {
  const fewest = Math.min(...[control, treatment].flatMap((arm) => [arm.successes, arm.people - arm.successes]));
  if (fewest < LEAST_OF_EACH) return null;
  const estimate = treatment.successes / treatment.people - control.successes / control.people;
  const n = control.people + treatment.people;
  // n times the variance of the estimate: that of one term of a mean over both arms.
  const variance = n * (varianceOfMean(control) + varianceOfMean(treatment));
  const rho2 = precisionAt(NARROWEST_AT, alpha);
  const spread = n * rho2 + 1;
  const radius = Math.sqrt(((2 * variance * spread) / (n * n * rho2)) * Math.log(Math.sqrt(spread) / alpha));
  return { estimate, low: Math.max(-1, estimate - radius), high: Math.min(1, estimate + radius) };
}

/** The square of rho with which the sequence is narrowest after n terms (appendix B.2 of the paper, its closed form). */
function precisionAt(n: number, alpha: number): number {
  const information = -2 * Math.log(alpha);
  return (information + Math.log(information) + 1) / n;
}

function varianceOfMean({ people, successes }: Arm): number {
  const share = successes / people;
  return (share * (1 - share)) / (people - 1);
}
