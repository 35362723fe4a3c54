import { evaluateColdUsers, KNOWN_RATINGS } from '../../src/engine/evaluation/evaluate-cold-users';
import { counted, mean } from '../../src/engine/evaluation/evaluate';
import { popularBaseline } from '../../src/engine/evaluation/popular-baseline';
import { splitAtRows } from '../../src/engine/evaluation/splits';
import { tasteGroups } from '../../src/engine/evaluation/taste-groups';
import { defaultParameters } from '../../src/engine/model/parameters';
import { Random } from '../../src/engine/random';
import { describeWith, sharedData } from '../support/requirements';
import { heldOutRows, latestSmall } from './latest-small';
import { some } from '../support/some';

/** NDCG@10 of popular films and of ours by the number of ratings known, of people drawn by chance. */
async function qualityOf(kind: 'time' | 'random'): Promise<{ popular: number; ours: number }[]> {
  const { train: known } = splitAtRows(latestSmall(), heldOutRows(kind));
  const recommenders = [popularBaseline, tasteGroups(defaultParameters)];
  const rows = await (kind === 'time'
    ? evaluateColdUsers(known, recommenders, 'first', new Random(1))
    : evaluateColdUsers(known.withoutTimes(), recommenders, 'any', new Random(1)));
  return KNOWN_RATINGS.map((_, n) => {
    const [popular, ours] = rows.map(({ ndcgAt10 }) => mean(counted(ndcgAt10[n])));
    return { popular, ours };
  });
}

// On training rows only: the weight of popularity was chosen on them, and the others must not choose.
describeWith(sharedData, 'the films of people with few ratings, on training rows of MovieLens latest-small', () => {
  it.each(['time', 'random'] as const)(
    'are about as good as popular ones from the first rating on, and get better with more, on the %s split',
    async (kind) => {
      const byKnown = await qualityOf(kind);
      for (const { popular, ours } of some(byKnown)) expect(ours).toBeGreaterThan(0.97 * popular);
      expect(byKnown[KNOWN_RATINGS.indexOf(5)].ours).toBeGreaterThan(1.03 * byKnown[0].ours);
    },
    120_000,
  );
});
