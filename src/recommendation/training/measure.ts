import { estimate, resample, type Estimate } from '../../engine/evaluation/bootstrap';
import { tunedEase } from '../../engine/evaluation/ease';
import { counted, evaluate, likedFilms, meanRow, measured, type QualityRow } from '../../engine/evaluation/evaluate';
import { hardKMeans } from '../../engine/evaluation/hard-kmeans';
import { itemKnn } from '../../engine/evaluation/item-knn';
import { popularBaseline } from '../../engine/evaluation/popular-baseline';
import type { Recommender } from '../../engine/evaluation/recommender';
import { splitLatest, splitRandom, type Split } from '../../engine/evaluation/splits';
import { tasteGroupsByPart } from '../../engine/evaluation/taste-groups';
import type { TrainingParameters } from '../../engine/model/parameters';
import { Random } from '../../engine/random';
import type { RatingTable } from '../../engine/ratings/rating-table';
import type { FitOptions } from '../../engine/training/fit-taste-model';
import { at } from '../../invariants';
import type { ModelQuality, QualityOf } from '../model/model-quality';
import { FEWEST_USERS } from './gate';

/** Share of a user's ratings that is held out. */
const HELD_OUT = 0.2;

/** Share of the training part on which EASE chooses its ridge. */
const VALIDATION = 0.1;

/** Users who are measured at most: enough for an interval of a few per cent, whatever the number of users. */
const MOST_USERS = 2_000;

/**
 * Of them, users on whom is measured what the gate does not decide on: enough for intervals of some two hundredths of NDCG@10. Fewer users,
 * never fewer films: ranked among a sample of films, recommenders come out in another order (W. Krichene, S. Rendle, "On sampled metrics
 * for item recommendation", KDD 2020).
 */
const FEW_USERS = 300;

/** Users on whose ratings EASE chooses its ridge. */
const CHOOSING_USERS = 150;

/** With more ratings the slower baselines would take longer than the training itself. */
const MOST_RATINGS_FOR_BASELINES = 2_000_000;

/** EASE inverts a matrix of this size at most, seven times. */
const LARGEST_INVERSE = 3_000;

/** Starts of hard k-means, whose quality depends on where it begins. */
const HARD_KMEANS_STARTS = 3;

/** Streams of random numbers, beside those of the training. */
const STREAM = { users: 201, split: 202, validation: 203, bootstrap: 204, few: 205, choosing: 206 };

interface Entry {
  readonly role: QualityOf['role'];
  readonly starts: readonly Recommender[];
  /** Whether the gate decides on it: it is measured on everybody, and else on some. */
  readonly decides?: true;
}

/**
 * The ratings that a model is measured on, and those that it may be tuned and trained on before. A fifth of each user's
 * ratings is held out: the latest, or random ones where times are unknown.
 */
export function qualitySplit(table: RatingTable, seed: number): Split {
  return holdOut(table, HELD_OUT, seed, STREAM.split, sampleOfUsers(table, MOST_USERS, new Random(seed, STREAM.users)));
}

/**
 * Train on the training part of a split and measure on the rest, beside the baselines: what the gate decides on, and what else people
 * like to compare with, on fewer users. Takes about as long as a training. With too few users for the figures to say anything the table is empty.
 */
export async function measureQuality(
  split: Split,
  parameters: TrainingParameters,
  options: FitOptions,
  onProgress: (fraction: number) => void,
): Promise<ModelQuality> {
  const { seed } = parameters;
  const cut = split.train.time ? 'latest' : 'random';
  const measurable = measurableUsers(split);
  if (measurable.length < FEWEST_USERS) return { cut, users: measurable.length, table: [] };
  const few = onlyOf(split, new Random(seed, STREAM.few).sample(measurable.length, FEW_USERS), measurable);
  const lines: QualityOf[] = [];
  const entries = entriesOf(split.train, parameters, options);
  for (const [n, { role, starts, decides }] of entries.entries()) {
    const rows = await evaluate(decides ? split : few, starts, (_, fraction) =>
      onProgress((n + fraction) / entries.length),
    );
    const mean = meanRow(starts[0].name, rows);
    // Drawn anew for each, of the same users the same.
    lines.push({ role, users: mean.users, ...withIntervals(mean, new Random(seed, STREAM.bootstrap)) });
  }
  return { cut, users: measurable.length, table: lines };
}

function holdOut(from: RatingTable, share: number, seed: number, stream: number, among?: Uint8Array): Split {
  return from.time ? splitLatest(from, share, among) : splitRandom(from, share, new Random(seed, stream), among);
}

function entriesOf(table: RatingTable, parameters: TrainingParameters, options: FitOptions): Entry[] {
  const { seed } = parameters;
  const ease = tunedEase((train) => {
    const choosing = sampleOfUsers(train, CHOOSING_USERS, new Random(seed, STREAM.choosing));
    return holdOut(train, VALIDATION, seed, STREAM.validation, choosing);
  });
  const { tastes, blocks, next, withoutPopularity, whole } = tasteGroupsByPart(parameters, options);
  const small = table.ratingCount <= MOST_RATINGS_FOR_BASELINES;
  const baselines: Entry[] = small
    ? [
        { role: 'baseline', starts: [itemKnn] },
        {
          role: 'baseline',
          starts: Array.from({ length: HARD_KMEANS_STARTS }, (_, n) => hardKMeans({ seed: seed + n })),
        },
        ...(Math.min(table.filmCount, table.userCount) <= LARGEST_INVERSE
          ? [{ role: 'baseline' as const, starts: [ease] }]
          : []),
      ]
    : [];
  return [
    { role: 'baseline', starts: [popularBaseline], decides: true },
    ...baselines,
    ...[tastes, blocks, ...(table.time ? [next] : []), withoutPopularity].map((part): Entry => ({
      role: 'part',
      starts: [part],
    })),
    { role: 'model', starts: [whole], decides: true },
  ];
}

/** Users with something to learn from, and a liked film held out. */
function measurableUsers({ train, test }: Split): number[] {
  const users: number[] = [];
  for (let u = 0; u < train.userCount; u++)
    if (train.rowStart[u + 1] > train.rowStart[u] && likedFilms(test.history(u)).size > 0) users.push(u);
  return users;
}

/** The same with nothing held out but of those that lie at these places among users: the others are not measured. */
function onlyOf({ train, test }: Split, places: Iterable<number>, users: readonly number[]): Split {
  const kept = new Uint8Array(test.ratingCount);
  for (const place of places) {
    const user = at(users, place, 'user');
    kept.fill(1, test.rowStart[user], test.rowStart[user + 1]);
  }
  return { train, test: test.subset(kept) };
}

/** 1 for each user of a sample: users. */
function sampleOfUsers(table: RatingTable, most: number, random: Random): Uint8Array {
  const chosen = new Uint8Array(table.userCount);
  for (const user of random.sample(table.userCount, most)) chosen[user] = 1;
  return chosen;
}

function withIntervals(row: QualityRow, random: Random): Omit<QualityOf, 'role' | 'users'> {
  const measures = [
    'ndcgAt10',
    'netNdcgAt10',
    'dislikedAt10',
    'likedAboveDisliked',
    'recallAt10',
    'hitRateAt10',
  ] as const;
  const resampled = resample(
    measures.map((measure) => measured(row, measure)),
    random,
  );
  const of = (measure: (typeof measures)[number]): Estimate => estimate(resampled, measures.indexOf(measure));
  return {
    name: row.name,
    ndcgAt10: of('ndcgAt10'),
    netNdcgAt10: of('netNdcgAt10'),
    dislikedAt10: of('dislikedAt10'),
    likedAboveDisliked: of('likedAboveDisliked'),
    dislikers: counted(measured(row, 'likedAboveDisliked')).length,
    recallAt10: of('recallAt10'),
    hitRateAt10: of('hitRateAt10'),
    coverage: row.coverage,
  };
}
