import { say } from '../config/language';
import { tunedEase } from '../engine/evaluation/ease';
import { evaluate, meanRow, type OnEvaluated, type QualityRow } from '../engine/evaluation/evaluate';
import type { FilmSets } from '../engine/evaluation/film-sets';
import { hardKMeans } from '../engine/evaluation/hard-kmeans';
import { itemKnn } from '../engine/evaluation/item-knn';
import { popularBaseline, popularOfLate } from '../engine/evaluation/popular-baseline';
import type { Recommender } from '../engine/evaluation/recommender';
import { splitLatest, splitRandom, type Split } from '../engine/evaluation/splits';
import { Random } from '../engine/random';
import type { RatingTable } from '../engine/ratings/rating-table';
import { at } from '../invariants';
import { candidateTable } from './candidate-table';
import { coldFilmTable, coldUserTable } from './cold-tables';
import { genreSets } from './evaluation-data';
import { evaluatedData, type Entry, type EvaluationPlan, servedAt } from './evaluation-plan';
import type { ColdFilmTable, ColdUserTable, EvaluationResult, Leaning } from './evaluation-result';
import { personalLists } from './personal-lists';
import { tasteGroupEntries, type OurEntries } from './taste-group-entries';
import { compareOurs, qualityLines, type Repeated } from './quality-lines';

/** Starts of hard k-means: one alone says little (see hard-kmeans.ts). */
const HARD_KMEANS_STARTS = 10;

/** Share of each user's training ratings on which EASE and taste groups choose their parameters. */
const VALIDATION = 0.1;

/** Streams of random numbers of a seed, beside those of the training. */
const STREAM = { validation: 101, bootstrap: 102, coldFilms: 103, coldUsers: 104 };

/** What may be asked for of popularity, as it is shown. */
const LEANINGS = [-1, -0.5, 0, 0.5, 1];

/** Share of the progress at which each part of the work begins; tuning comes first. */
const BEGIN = { quality: 0.4, leanings: 0.75, coldFilms: 0.8, coldUsers: 0.9 };

/** Measure it all: quality on the split, films and users that nobody knew, and 95 % intervals over the users. */
export async function runEvaluation(plan: EvaluationPlan, onProgress: OnEvaluated): Promise<EvaluationResult> {
  const { split, seeds, traits } = plan;
  const [firstSeed] = seeds;
  const bootstrap = (): Random => new Random(firstSeed, STREAM.bootstrap);
  const validation = (train: RatingTable): Split =>
    plan.cut === 'aleatorio'
      ? splitRandom(train, VALIDATION, new Random(firstSeed, STREAM.validation))
      : splitLatest(train, VALIDATION);
  const genres = traits && genreSets(traits);
  const ease = plan.easeRefused ? [] : [tunedEase(validation)];

  const ours = await tasteGroupEntries(plan, between(onProgress, 0, BEGIN.quality));
  const entries = [...baselines(plan, validation, ease), ...ours.entries];
  const whole = at(ours.entries, ours.entries.length - 1, 'entry');
  const lists = plan.lists ? await personalLists(split, whole.starts[0]) : null;
  if (plan.candidates) {
    const report = between(onProgress, BEGIN.quality, 1);
    const candidates = await candidateTable(split.train, plan.candidates, entries, bootstrap(), report);
    return { ...withoutQuality(plan), candidates, lists };
  }
  const report = between(onProgress, BEGIN.quality, BEGIN.leanings);
  const rows = await evaluate(
    split,
    entries.flatMap(({ starts }) => starts),
    report,
    genres ?? undefined,
  );
  const repeated = repetitions(entries, rows);
  return {
    data: evaluatedData(plan),
    diversityOf: genres ? 'genres' : 'raters',
    quality: qualityLines(repeated, bootstrap()),
    comparisons: compareOurs(repeated, bootstrap()),
    leanings: await leanings(split, ours, bootstrap(), between(onProgress, BEGIN.leanings, BEGIN.coldFilms)),
    easeRefused: plan.easeRefused,
    coldFilms: plan.cold && genres ? await coldFilms(plan, ours, genres, onProgress) : null,
    coldUsers: plan.cold ? await coldUsers(plan, [popularBaseline, itemKnn, ...ease], ours, onProgress) : null,
    candidates: null,
    lists,
  };
}

/** Where only given candidates are ranked nothing is said of all films. */
function withoutQuality(plan: EvaluationPlan): EvaluationResult {
  return {
    data: evaluatedData(plan),
    diversityOf: 'raters',
    quality: [],
    comparisons: [],
    leanings: [],
    easeRefused: plan.easeRefused,
    coldFilms: null,
    coldUsers: null,
    candidates: null,
    lists: null,
  };
}

async function leanings(
  split: Split,
  ours: OurEntries,
  bootstrap: Random,
  onProgress: OnEvaluated,
): Promise<Leaning[]> {
  const rows = await evaluate(split, LEANINGS.map(ours.leaning), onProgress);
  const repeated = rows.map((row) => ({ row, isOurs: true, ndcgOfStarts: [] }));
  return qualityLines(repeated, bootstrap).map(({ ndcgAt10, coverage, longTail }, n) => ({
    popularity: LEANINGS[n],
    ndcgAt10,
    coverage,
    longTail,
  }));
}

function coldFilms(
  { all, seeds }: EvaluationPlan,
  ours: OurEntries,
  genres: FilmSets,
  onProgress: OnEvaluated,
): Promise<ColdFilmTable> {
  const draws = seeds.map((seed) => ({ seed, random: new Random(seed, STREAM.coldFilms) }));
  return coldFilmTable(
    { table: all, recommenders: (seed) => [ours.whole(seed)], genres, draws },
    new Random(seeds[0], STREAM.bootstrap),
    between(onProgress, BEGIN.coldFilms, BEGIN.coldUsers),
  );
}

function coldUsers(
  { all, seeds, cut }: EvaluationPlan,
  others: readonly Recommender[],
  ours: OurEntries,
  onProgress: OnEvaluated,
): Promise<ColdUserTable> {
  const draws = seeds.map((seed) => ({ seed, random: new Random(seed, STREAM.coldUsers) }));
  const revealed = cut === 'aleatorio' ? 'any' : 'first';
  return coldUserTable(
    { table: all, recommenders: (seed) => [...others, ours.whole(seed)], revealed, draws },
    new Random(seeds[0], STREAM.bootstrap),
    between(onProgress, BEGIN.coldUsers, 1),
  );
}

function baselines(
  plan: EvaluationPlan,
  validation: (train: RatingTable) => Split,
  ease: readonly Recommender[],
): Entry[] {
  const { seeds, hardKMeansStart, split } = plan;
  const [firstSeed] = seeds;
  const starts = Array.from({ length: HARD_KMEANS_STARTS }, (_, n) => hardKMeans({ seed: firstSeed + n }));
  const alone = (recommender: Recommender): Entry => ({ name: recommender.name, isOurs: false, starts: [recommender] });
  return [
    alone(popularBaseline),
    ...(split.train.time ? [alone(popularOfLate(validation, servedAt(plan)))] : []),
    alone(itemKnn),
    { name: `${starts[0].name}, mean of ${starts.length} starts`, isOurs: false, starts },
    ...(hardKMeansStart ? [recordedStart(hardKMeansStart)] : []),
    ...ease.map(alone),
  ];
}

function recordedStart(users: readonly number[]): Entry {
  const name = `hard k-means, k = ${users.length}, recorded start`;
  return { name, isOurs: false, starts: [{ ...hardKMeans({ users }), name }] };
}

/** The rows of each entry, which stand one after the other. */
function repetitions(entries: readonly Entry[], rows: readonly QualityRow[]): Repeated[] {
  let at = 0;
  return entries.map(({ name, isOurs, starts }) => {
    const ofEntry = rows.slice(at, (at += starts.length));
    return { row: meanRow(name, ofEntry), isOurs, ndcgOfStarts: ofEntry.map((row) => row.ndcgAt10) };
  });
}

function between(onProgress: OnEvaluated, from: number, to: number): OnEvaluated {
  return (name, fraction) =>
    onProgress(name === 'done' ? say('intervalos', 'intervals') : name, from + (to - from) * fraction);
}
