/** How close to the expected shares a wrong ratio is looked for: as by so many people seen before. */
const CONCENTRATION = 100;

/** From this evidence on the shares are not the expected ones; where they are, that is ever said in one of a thousand experiments. */
const ALARM = 1_000;

/**
 * How much more likely these counts of people are under other shares than under the expected ones, as a logarithm: an e-process,
 * so that it may be looked at every day. The Bayes factor of a Dirichlet prior around the expected shares, M. Lindon and A. Malek,
 * "Anytime-valid inference for multinomial count data", NeurIPS 2022. shares: they add up to 1. O(variants).
 */
export function ratioEvidence(people: readonly number[], shares: readonly number[]): number {
  const all = people.reduce((sum, count) => sum + count, 0);
  return people.reduce(
    (evidence, count, variant) =>
      evidence + risingFactorial(CONCENTRATION * shares[variant], count) - count * Math.log(shares[variant]),
    -risingFactorial(CONCENTRATION, all),
  );
}

/** log of x (x + 1) ... (x + count - 1). */
function risingFactorial(x: number, count: number): number {
  return logGamma(x + count) - logGamma(x);
}

/** log of the gamma function for x > 0, to 12 digits: Stirling's series from 16 on, and the recurrence below. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 16; z++) shift += Math.log(z);
  const square = 1 / (z * z);
  const series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / z;
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** Whether people landed in variants in other shares than they should have: then something is wrong with the experiment itself. */
export function isRatioWrong(people: readonly number[], shares: readonly number[]): boolean {
  return ratioEvidence(people, shares) >= Math.log(ALARM);
}
