import { evaluateColdFilms } from '../../src/engine/evaluation/evaluate-cold-films';
import { tunedEase } from '../../src/engine/evaluation/ease';
import { counted, evaluate, mean, type QualityRow } from '../../src/engine/evaluation/evaluate';
import { genreAverage } from '../../src/engine/evaluation/genre-average';
import { hardKMeans } from '../../src/engine/evaluation/hard-kmeans';
import { itemKnn } from '../../src/engine/evaluation/item-knn';
import { popularBaseline } from '../../src/engine/evaluation/popular-baseline';
import { type Split, splitAtRows, splitLatest, splitRandom } from '../../src/engine/evaluation/splits';
import { tasteGroups, tasteGroupsByPart, type TasteGroupsByPart } from '../../src/engine/evaluation/taste-groups';
import { defaultParameters } from '../../src/engine/model/parameters';
import { Random } from '../../src/engine/random';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { genreSets } from '../../src/evaluation/evaluation-data';
import { describeWith, sharedData } from '../support/requirements';
import { coldFilms, heldOutRows, latestSmall, latestSmallTraits } from './latest-small';

/**
 * NDCG@10 of the reference. Its hard k-means is one start of scikit-learn before 1.3 with random_state=0, which drew these
 * users; the same start is the only way to compare (see hard-kmeans.ts), and other starts give anything from 0.006 to 0.085.
 */
const REFERENCE = {
  time: { popular: 0.0834, itemKnn: 0.1145, hardKMeans: 0.0302, ease: 0.1279, start: [559, 391, 447, 598, 386] },
  random: { popular: 0.1752, itemKnn: 0.2532, hardKMeans: 0.0484, ease: 0.3498, start: [559, 352, 447, 598, 380] },
};

/** Made once each. */
const splits = new Map<string, Split>();

function splitOf(kind: 'time' | 'random'): Split {
  const split = splits.get(kind) ?? splitAtRows(latestSmall(), heldOutRows(kind));
  splits.set(kind, split);
  return split;
}

/** For several trainings on a machine that is busy otherwise. */
const THREE_MINUTES = 180_000;

/** What tuning on the training rows of the time split changes most of the defaults. */
const TUNED = { weights: { tastes: 0.22, blocks: 0.44, next: 0.34 }, nextKept: 43 };

/** NDCG@10 of parts of the score alone, or of the whole, of one fit: bench/quality prints the mean of several seeds. */
async function ndcgOfParts<Part extends keyof TasteGroupsByPart>(
  split: Split,
  changed: Partial<typeof defaultParameters>,
  parts: readonly Part[],
): Promise<Record<Part, number>> {
  const run = tasteGroupsByPart({ ...defaultParameters, ...changed, seed: 1 });
  const rows = await evaluate(
    split,
    parts.map((part) => run[part]),
  );
  return Object.fromEntries(parts.map((part, n) => [part, rows[n].ndcgAt10])) as Record<Part, number>;
}

describeWith(sharedData, 'the quality on MovieLens latest-small', () => {
  describe.each(['time', 'random'] as const)('on the %s split', (kind) => {
    const expected = REFERENCE[kind];
    const within2Percent = (row: QualityRow, ndcg: number): void =>
      expect(Math.abs(row.ndcgAt10 / ndcg - 1)).toBeLessThan(0.02);

    it('is that of the reference for the baselines', async () => {
      const rows = await evaluate(splitOf(kind), [popularBaseline, itemKnn, hardKMeans({ users: expected.start })]);
      within2Percent(rows[0], expected.popular);
      within2Percent(rows[1], expected.itemKnn);
      within2Percent(rows[2], expected.hardKMeans);
    });

    it('is that of the reference for EASE, tuned on training ratings', async () => {
      const validation = (train: RatingTable): Split =>
        kind === 'time' ? splitLatest(train, 0.1) : splitRandom(train, 0.1, new Random(1));
      within2Percent((await evaluate(splitOf(kind), [tunedEase(validation)]))[0], expected.ease);
    });

    it('is far below that of popular films for hard k-means, whatever its start', async () => {
      const seeds = [1, 2, 3, 4];
      const rows = await evaluate(
        splitOf(kind),
        seeds.map((seed) => hardKMeans({ seed })),
      );
      expect(Math.max(...rows.map(({ ndcgAt10 }) => ndcgAt10))).toBeLessThan(0.7 * expected.popular);
    });
  });

  it(
    'is on the time split at least 0.149, and of each part alone no more than 3 % below the reference',
    async () => {
      const { whole, tastes, blocks, next } = await ndcgOfParts(splitOf('time'), TUNED, [
        'whole',
        'tastes',
        'blocks',
        'next',
      ]);
      expect(whole).toBeGreaterThan(0.149);
      expect(tastes).toBeGreaterThan(0.97 * 0.1239);
      expect(blocks).toBeGreaterThan(0.97 * 0.1401);
      expect(next).toBeGreaterThan(0.97 * 0.1189);
    },
    THREE_MINUTES,
  );

  it('is on the time split that of the reference for its own next films', async () => {
    // The reference asks what was rated, not how, and takes ratings of one moment in the order of their rows.
    const unrated = { preference: 'binary', dislike: null } as const;
    const { train, test } = splitOf('time');
    const ordered = new RatingTable(
      train.userCount,
      train.filmCount,
      train.rowStart,
      train.film,
      train.rating,
      Float64Array.from(train.film.keys()),
      train.top,
    );
    const split = { train: ordered, test };
    const { next } = await ndcgOfParts(split, { ...unrated, nextKept: 200, nextShrinkage: 20, historyDecay: 0.7 }, [
      'next',
    ]);
    expect(Math.abs(next / 0.1189 - 1)).toBeLessThan(0.03);
  });

  it(
    'is on the random split, without an order in time, at least 0.338',
    async () => {
      const split = splitOf('random');
      const untimed = { train: split.train.withoutTimes(), test: split.test };
      const { whole, tastes, blocks } = await ndcgOfParts(untimed, {}, ['whole', 'tastes', 'blocks']);
      expect(whole).toBeGreaterThan(0.338);
      expect(tastes).toBeGreaterThan(0.97 * 0.2991);
      expect(blocks).toBeGreaterThan(0.97 * 0.3292);
    },
    THREE_MINUTES,
  );

  it('is better with the default half-life than without, on validation ratings of the training part', async () => {
    const validation = splitLatest(splitOf('time').train, 0.1);
    const { whole } = await ndcgOfParts(validation, {}, ['whole']);
    expect(whole).toBeGreaterThan((await ndcgOfParts(validation, { halfLife: null }, ['whole'])).whole);
  });

  it('is for films without ratings an AUC of at least 0.70, and above that of the average of their genres', async () => {
    const traits = latestSmallTraits();
    const recommenders = [tasteGroups(defaultParameters, { traits }), genreAverage(genreSets(traits))];
    const rows = await evaluateColdFilms(RatingTable.fromRows(latestSmall()), recommenders, coldFilms());
    const [ours, genres] = rows.map(({ auc }) => mean(counted(auc)));
    expect(ours).toBeGreaterThan(0.7);
    expect(ours).toBeGreaterThan(genres);
    expect(genres).toBeCloseTo(0.686, 3);
  });
});
