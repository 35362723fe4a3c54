import { conclude } from '../../src/experiments/conclusion';
import { differenceInterval } from '../../src/experiments/confidence-sequence';
import { isRatioWrong, ratioEvidence } from '../../src/experiments/sample-ratio';
import { Random } from '../../src/engine/random';
import { mean, simulate } from './simulate';

const EXPERIMENTS = 400;
const PEOPLE_A_DAY = 50;

const simulated = (chances: readonly number[], seed: number) =>
  Array.from({ length: EXPERIMENTS }, (_, n) => simulate(chances, PEOPLE_A_DAY, new Random(seed, n)));

describe('an experiment that is looked at every day for 60 days', () => {
  it.each([
    [[0.02, 0.02], 1],
    [[0.1, 0.1], 2],
    [[0.5, 0.5], 3],
    [[0.2, 0.2, 0.2, 0.2], 4],
  ])('of no effect, %j, finds one in at most 5 %% of 400', (chances, seed) => {
    const found = simulated(chances, seed).filter(({ decided }) => decided !== null).length / EXPERIMENTS;
    console.log(`no effect, ${chances.join(' / ')}: ${(100 * found).toFixed(2)} % ever significant`);
    expect(found).toBeLessThanOrEqual(0.05);
  });

  it.each([
    [[0.1, 0.16], 0.9],
    [[0.1, 0.13], 0.3],
  ])('finds an effect, %j, and its intervals hold it on every day', (chances, least) => {
    const runs = simulated(chances, 5);
    const found = runs.filter(({ decided }) => decided !== null);
    const truth = chances[1] - chances[0];
    const bias = mean(runs.map(({ atEnd }) => atEnd.estimate)) - truth;
    const atStop = mean(found.map(({ last }) => last.difference!.estimate)) - truth;
    const covered = runs.filter((run) => run.covered).length / EXPERIMENTS;
    const half = found.map(({ decided }) => decided!).sort((a, b) => a - b)[found.length >> 1];
    console.log(
      `${chances.join(' -> ')}, ${PEOPLE_A_DAY} people a day: found in ${(found.length / 4).toFixed(1)} %, half of these by day ${half}; ` +
        `bias after 60 days ${(100 * bias).toFixed(2)} points, where stopped at the first sign ${(100 * atStop).toFixed(2)}; ` +
        `true on all days in ${(100 * covered).toFixed(1)} %`,
    );
    expect(found.length / EXPERIMENTS).toBeGreaterThan(least);
    expect(found.every(({ last }) => last.verdict === 'melhor')).toBe(true);
    expect(Math.abs(bias)).toBeLessThan(0.003);
    // Who stops at the first day that shows something sees more than there is.
    expect(atStop).toBeGreaterThan(0);
    expect(covered).toBeGreaterThanOrEqual(0.95);
  });
});

describe('the interval of a difference', () => {
  it('is that of the paper', () => {
    // n = 1000, V = 1000 * (0.09 / 499 + 0.16 / 499), rho^2 = (5.9915 + log 5.9915 + 1) / 1000, worked with a calculator.
    const interval = differenceInterval({ people: 500, successes: 50 }, { people: 500, successes: 100 }, 0.05)!;
    expect(interval.estimate).toBeCloseTo(0.1, 12);
    expect(interval.high - interval.estimate).toBeCloseTo(0.0679426, 6);
    expect(interval.estimate - interval.low).toBeCloseTo(interval.high - interval.estimate, 12);
  });

  it('is wider than one that may be looked at once, and narrows as people come', () => {
    const width = (people: number) => {
      const arm = { people, successes: people / 5 };
      const { low, high } = differenceInterval(arm, arm, 0.05)!;
      return high - low;
    };
    for (const people of [100, 1_000, 10_000])
      expect(width(people)).toBeGreaterThan(2 * 1.96 * Math.sqrt(0.32 / people));
    expect(width(10_000)).toBeLessThan(width(1_000) / 2.5);
  });

  it('begins with ten people who did it and ten who did not, in both arms', () => {
    const enough = { people: 20, successes: 10 };
    expect(differenceInterval(enough, enough, 0.05)).not.toBeNull();
    for (const few of [
      { people: 1_000, successes: 9 },
      { people: 19, successes: 10 },
      { people: 0, successes: 0 },
    ]) {
      expect(differenceInterval(few, enough, 0.05)).toBeNull();
      expect(differenceInterval(enough, few, 0.05)).toBeNull();
    }
  });
});

describe('the sample ratio', () => {
  it('is weighed as by hand', () => {
    // Two people in the first of two halves: (50 * 51 / (100 * 101)) / (1/2)^2.
    expect(ratioEvidence([2, 0], [0.5, 0.5])).toBeCloseTo(Math.log((50 * 51) / (100 * 101) / 0.25), 10);
    // One in each of 1 % and 99 %.
    expect(ratioEvidence([1, 1], [0.01, 0.99])).toBeCloseTo(Math.log((1 * 99) / (100 * 101) / 0.0099), 10);
    expect(ratioEvidence([0, 0], [0.3, 0.7])).toBe(0);
  });

  it('is hardly ever called wrong where it is right, and soon where it is not', () => {
    let alarms = 0;
    let noticed = 0;
    for (let n = 0; n < EXPERIMENTS; n++) {
      const random = new Random(6, n);
      const right = [0, 0];
      const wrong = [0, 0];
      let alarmed = false;
      for (let day = 1; day <= 60; day++) {
        for (let person = 0; person < PEOPLE_A_DAY; person++) {
          right[random.uniform() < 0.7 ? 0 : 1]++;
          wrong[random.uniform() < 0.64 ? 0 : 1]++;
        }
        alarmed ||= isRatioWrong(right, [0.7, 0.3]);
      }
      if (alarmed) alarms++;
      if (isRatioWrong(wrong, [0.7, 0.3])) noticed++;
    }
    console.log(`sample ratio: ${alarms} of 400 alarms where it is right, ${noticed} where 64 % came instead of 70 %`);
    expect(alarms).toBeLessThanOrEqual(2);
    expect(noticed).toBeGreaterThan(360);
  });
});

describe('what is concluded', () => {
  const of = (people: number, successes: number) => ({ people, arm: { people, successes } });
  const halves = [0.5, 0.5];

  it('is nothing without people, and nothing from few', () => {
    expect(conclude([of(0, 0), of(0, 0)], halves, false).verdict).toBe('sem_dados');
    expect(conclude([of(50, 9), of(50, 20)], halves, false).verdict).toBe('cedo');
  });

  it('is nothing of an experiment that other people came to than should have', () => {
    expect(conclude([of(1_000, 100), of(600, 200)], halves, false).verdict).toBe('proporcao_errada');
  });

  it('is what the interval says, and the other way round for what people should not do', () => {
    expect(conclude([of(1_000, 100), of(1_000, 110)], halves, false)).toMatchObject({
      verdict: 'sem_diferenca',
      variant: null,
      of: 1,
    });
    expect(conclude([of(1_000, 100), of(1_000, 200)], halves, false)).toMatchObject({ verdict: 'melhor', variant: 1 });
    expect(conclude([of(1_000, 200), of(1_000, 100)], halves, false)).toMatchObject({ verdict: 'pior', variant: 1 });
    expect(conclude([of(1_000, 200), of(1_000, 100)], halves, true)).toMatchObject({ verdict: 'melhor', variant: 1 });
  });

  it('names the best of several, and none that may be worse while another is open', () => {
    const thirds = [1 / 3, 1 / 3, 1 / 3];
    const best = conclude([of(1_000, 100), of(1_000, 200), of(1_000, 250)], thirds, false);
    expect(best).toMatchObject({ verdict: 'melhor', variant: 2 });
    const open = conclude([of(1_000, 100), of(1_000, 20), of(1_000, 105)], thirds, false);
    expect(open).toMatchObject({ verdict: 'sem_diferenca', variant: null, of: 2 });
  });
});
