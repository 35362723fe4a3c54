/**
 * CPU of what the engine does to answer one user with 150 ratings, nothing kept between two: a score of all 9,724 films takes
 * at most 3 ms. Beside it, where there is NumPy, the share of one user in a score of all such users by the reference.
 *
 *     npm run build && node dist/bench/score.js [--python python3] [--reference ../shared/reference] [ratings.csv]
 *
 * Without a file: MovieLens latest-small, where it is (CENTROIDE_DATA, ../shared/data), or else made-up ratings of its size.
 * Every call is of another user. The fastest of the rounds counts: the others were disturbed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explainFilms, ranksWithout } from '../src/engine/scoring/explain';
import type { TasteModel } from '../src/engine/model/model';
import { nextScores } from '../src/engine/model/next-films';
import { defaultParameters } from '../src/engine/model/parameters';
import { popularFilms } from '../src/engine/scoring/popular-films';
import { bestFilms } from '../src/engine/scoring/best-films';
import { RatingTable, someRatings, type UserHistory } from '../src/engine/ratings/rating-table';
import { scoreFilms, sumOfParts } from '../src/engine/scoring/score';
import { partOf, scoreParts, tasteDirections, tasteMemberships } from '../src/engine/scoring/score-parts';
import { fitTasteModel } from '../src/engine/training/fit-taste-model';
import { variedFilms } from '../src/engine/scoring/varied-films';
import { projectRoot } from './fit-process';
import { writeRatings } from './generate-ratings';
import { machine, print } from './machine';
import { readRatingsFile } from './ratings-file';

const RATINGS = 150;
const ROUNDS = 9;
const BAR = 3;

/** Films of an answer, and films that came after the model. */
const LISTED = 10;
const NEWCOMERS = 20;

type Step = readonly [name: string, step: (history: UserHistory, n: number) => unknown];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      python: { type: 'string', default: process.env.PYTHON ?? 'python3' },
      reference: { type: 'string', default: '../shared/reference' },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const path = await fileToScore(folder, positionals.at(0));
    const table = RatingTable.fromRows(readRatingsFile(path));
    const model = await fitTasteModel(table, defaultParameters);
    const histories = historiesOf(table);
    console.log(machine());
    console.log(`${model.filmCount} films, ${histories.length} users with ${RATINGS} ratings`);
    print('CPU of one call', 'fastest ms', 'median ms', 'verdict');
    const whole = measure(['score of all films', (history) => scoreFilms(model, history)], histories);
    report(whole, whole.fastest <= BAR ? 'kept' : 'MISSED');
    for (const step of stepsOf(model, histories)) report(measure(step, histories));
    process.exitCode = whole.fastest <= BAR ? 0 : 1;
    const reference = referenceMilliseconds(path, values.python, values.reference);
    if (reference !== null)
      console.log(
        `NumPy reference: ${reference.toFixed(2)} ms a user; ratio ${(whole.fastest / reference).toFixed(3)}`,
      );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The parts of a score, then what else an answer may take. */
function stepsOf(model: TasteModel, histories: readonly UserHistory[]): Step[] {
  const parts = histories.map((history) => scoreParts(model, history));
  const scores = parts.map((part) => sumOfParts(model, part));
  const excluded = histories.map(({ film }) => {
    const rated = new Uint8Array(model.filmCount);
    for (const f of Array.from(film)) rated[f] = 1;
    return rated;
  });
  const lists = scores.map((score, n) => bestFilms(score, LISTED, { excluded: excluded[n] }));
  const columns = Array.from({ length: NEWCOMERS }, () => new Float32Array(model.readout.cols).fill(0.01));
  return [
    ['  memberships', ({ film }, n) => tasteMemberships(model, film, parts[n].preferences)],
    [
      '  memberships and read-out',
      ({ film }, n) => model.readout.times(tasteDirections(model, film, parts[n].preferences)),
    ],
    ['  film weights', ({ film }, n) => model.filmWeights.scores(film, parts[n].preferences)],
    ['  next films', ({ film }, n) => nextScores(model.nextFilms, film, parts[n].nextWeights)],
    ['  deviation of a part', (_, n) => partOf(scores[n])],
    ['  sum of the parts', (_, n) => sumOfParts(model, parts[n])],
    [`best ${LISTED}`, (_, n) => bestFilms(scores[n], LISTED, { excluded: excluded[n] })],
    [
      `best ${LISTED}, varied`,
      (_, n) => variedFilms(scores[n], model.filmVectors, LISTED, 0.5, { excluded: excluded[n] }),
    ],
    [`reasons of ${LISTED}`, (history, n) => explainFilms(model, history, lists[n], parts[n])],
    ['rank without a rating', (history, n) => ranksWithout(model, history, RATINGS - 1, [lists[n][0]], excluded[n])],
    [`${NEWCOMERS} films without a column`, (history) => scoreFilms(model, history, columns)],
    [`popular ${LISTED}`, (_, n) => popularFilms(model, LISTED, excluded[n])],
  ];
}

interface Measured {
  readonly name: string;
  /** Milliseconds of CPU. */
  readonly fastest: number;
  readonly median: number;
}

function measure([name, step]: Step, histories: readonly UserHistory[]): Measured {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    histories.forEach(step);
    return process.cpuUsage(before).user / 1000 / histories.length;
  }).sort((a, b) => a - b);
  return { name, fastest: rounds[0], median: rounds[(ROUNDS - 1) / 2] };
}

function report({ name, fastest, median }: Measured, ...verdict: string[]): void {
  print(name, fastest.toFixed(3), median.toFixed(3), ...verdict);
}

/** Null where there is no NumPy or no reference. */
function referenceMilliseconds(path: string, python: string, reference: string): number | null {
  if (!existsSync(resolve(reference, 'taste_groups.py'))) return null;
  try {
    const script = join(projectRoot(), 'bench', 'score_reference.py');
    const output = execFileSync(python, [script, resolve(reference), path], { encoding: 'utf8' });
    return (JSON.parse(output) as { milliseconds: number }).milliseconds;
  } catch (error) {
    console.error(
      `The reference did not run: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
    return null;
  }
}

async function fileToScore(folder: string, asked: string | undefined): Promise<string> {
  const given = asked ?? resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small', 'ratings.csv');
  if (existsSync(given)) return given;
  const made = join(folder, 'ratings.csv');
  await writeRatings(made, { users: 610, films: 9724, ratings: 100_000, tastes: 20, seed: 1 });
  return made;
}

/** The latest 150 ratings of each user who has as many. */
function historiesOf(table: RatingTable): UserHistory[] {
  const histories: UserHistory[] = [];
  for (let u = 0; u < table.userCount; u++) {
    const history = table.history(u);
    const from = history.film.length - RATINGS;
    if (from >= 0)
      histories.push(
        someRatings(
          history,
          Array.from({ length: RATINGS }, (_, n) => from + n),
        ),
      );
  }
  return histories;
}

void main();
