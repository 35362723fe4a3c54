/**
 * What training in parts costs: CPU of the structure, of adding up a million ratings from lines (what each worker of a cluster does),
 * of a file of sums, and of the solves. What a billion ratings would take is reckoned from it.
 *
 *     npm run build && node dist/bench/sums.js [--ratings 4000000] [--films 26000]
 */
import { createReadStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { usualSignals } from '../src/config/signals';
import { defaultParameters } from '../src/engine/model/parameters';
import { RatingTable } from '../src/engine/ratings/rating-table';
import { fitFromSums } from '../src/engine/training/fit-from-sums';
import { nextCandidates, structureOf } from '../src/engine/training/model-structure';
import { addSums, type ModelSums, noSums } from '../src/engine/training/model-sums';
import { sumsOf } from '../src/recommendation/training/part-sums';
import { placedInLines, usersOf } from '../src/recommendation/training/rating-lines';
import { readSums, type SumsBasis, writeSums } from '../src/recommendation/training/sums-file';
import { twentyMillion, writeRatings } from './generate-ratings';
import { machine, print } from './machine';
import { readRatingsFile } from './ratings-file';

const BILLION = 1_000_000_000;
/** Parts that a billion ratings are reckoned in. */
const PARTS = 100;

/** CPU of this process, all threads, in seconds. */
async function timed<Result>(work: () => Result | Promise<Result>): Promise<readonly [Result, number]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1e6];
}

/** The lines of some ratings of `ratings.csv`, whole users, without its header. */
async function* linesOf(path: string, most: number): AsyncGenerator<string> {
  let count = 0;
  let user = '';
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (count++ === 0) continue;
    const [of] = line.split(',', 1);
    if (of !== user && count > most) return;
    user = of;
    yield line;
  }
}

async function basisOf(path: string): Promise<SumsBasis> {
  const table = RatingTable.fromRows(readRatingsFile(path));
  const structure = await structureOf(table, defaultParameters, table.userCount);
  const films = new Set<number>();
  for await (const line of linesOf(path, Infinity)) films.add(Number(line.split(',', 2)[1]));
  const filmIds = [...films].sort((a, b) => a - b);
  return { structure, candidates: await nextCandidates(table, structure), filmIds, generation: 1 };
}

const ratingsIn = ({ rated }: ModelSums): number => rated.reduce((sum, count) => sum + count, 0);

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { ratings: text, films: text } });
  const ratings = Number(values.ratings ?? 4_000_000);
  const films = Number(values.films ?? twentyMillion.films);
  const users = Math.round((twentyMillion.users * ratings) / twentyMillion.ratings);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    const path = join(folder, 'ratings.csv');
    await writeRatings(path, { ...twentyMillion, ratings, users, films });
    const [basis, found] = await timed(() => basisOf(path));
    const { structure, candidates } = basis;
    const add = (most: number) =>
      timed(() => sumsOf(basis, usersOf(placedInLines(linesOf(path, most), path), usualSignals)));
    const [half, halfSeconds] = await add(ratings / 2);
    const [whole, wholeSeconds] = await add(ratings);
    const file = join(folder, 'parte.somas');
    const [, written] = await timed(() => writeSums(file, { basis, part: { number: 1, of: 1 }, sums: whole }));
    const total = noSums(structure, candidates);
    const [, added] = await timed(() => addSums(total, readSums(file).sums, structure));
    const [, solved] = await timed(() => fitFromSums(structure, candidates, total));

    const megabytes = statSync(file).size / 1e6;
    const perMillion = (1e6 * (wholeSeconds - halfSeconds)) / (ratingsIn(whole) - ratingsIn(half));
    print(`${users} users, ${basis.filmIds.length} films`, 'CPU s');
    print(`structure of ${ratings} ratings`, found.toFixed(1));
    print(`adding up ${ratingsIn(half)} lines`, halfSeconds.toFixed(1));
    print(`adding up ${ratingsIn(whole)} lines`, wholeSeconds.toFixed(1));
    print('a million lines more', perMillion.toFixed(2));
    print(`a file of sums, ${megabytes.toFixed(0)} MB: write`, written.toFixed(1));
    print('read it, and add it to others', added.toFixed(1));
    print('the solves', solved.toFixed(1));
    const sums = (BILLION / 1e6) * perMillion + PARTS * (written + added);
    print(
      `reckoned: ${BILLION} ratings, ${PARTS} parts`,
      `${(sums / 3600).toFixed(1)} h of a core,`,
      `${((PARTS * added + solved) / 60).toFixed(1)} min of`,
      'them one after the other on the driver, with the solves',
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
