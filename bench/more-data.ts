/**
 * Is more data better? NDCG@10 of models whose structure is of a quarter of the users and whose sums are of a growing share of them, and
 * of one whose structure is of everybody, too. The same held-out ratings, of everybody, judge all: each user's latest fifth. On MovieLens
 * latest-small, where it is there, and on made-up ratings with planted tastes. What rises is left out of the score.
 *
 *     npm run build && node dist/bench/more-data.js [--ratings 1000000]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate } from '../src/engine/evaluation/evaluate';
import type { Recommender } from '../src/engine/evaluation/recommender';
import { splitLatest } from '../src/engine/evaluation/splits';
import { defaultParameters } from '../src/engine/model/parameters';
import { RatingTable } from '../src/engine/ratings/rating-table';
import { scoreFilms } from '../src/engine/scoring/score';
import { fitFromSums } from '../src/engine/training/fit-from-sums';
import { nextCandidates, structureOf } from '../src/engine/training/model-structure';
import { addUsers, noSums } from '../src/engine/training/model-sums';
import { million, writeRatings } from './generate-ratings';
import { machine, print } from './machine';
import { readRatingsFile } from './ratings-file';

const HELD_OUT = 0.2;
const SAMPLE = 0.25;
const SHARES = [SAMPLE, 0.5, 0.75, 1];

/** The ratings of about this share of the users, the same ones every time, without the others; a larger share has those of a smaller one. */
function ofUsers(table: RatingTable, share: number): RatingTable {
  const user: number[] = [];
  const entries: number[] = [];
  let users = 0;
  for (let u = 0; u < table.userCount; u++) {
    if ((u * 618_035) % 1_000_003 >= share * 1_000_003) continue;
    for (let n = table.rowStart[u]; n < table.rowStart[u + 1]; n++) {
      user.push(users);
      entries.push(n);
    }
    users++;
  }
  const { film, rating, time, filmCount, top } = table;
  return RatingTable.fromRows({
    userCount: users,
    filmCount,
    user: Uint32Array.from(user),
    film: Uint32Array.from(entries, (n) => film[n]),
    rating: Float32Array.from(entries, (n) => rating[n]),
    time: time && Float64Array.from(entries, (n) => time[n]),
    top,
  });
}

function model(structureOfShare: number, sumsOfShare: number): Recommender {
  const percent = (share: number): string => `${100 * share} %`;
  return {
    name: `structure of ${percent(structureOfShare)}, sums of ${percent(sumsOfShare)}`,
    async fit(train) {
      const sample = ofUsers(train, structureOfShare);
      const structure = await structureOf(sample, { ...defaultParameters, trendWeight: 0 }, train.userCount);
      const candidates = await nextCandidates(sample, structure);
      const sums = noSums(structure, candidates);
      await addUsers(sums, ofUsers(train, sumsOfShare), structure, candidates);
      const fitted = await fitFromSums(structure, candidates, sums);
      return { score: (history) => scoreFilms(fitted, history) };
    },
  };
}

async function measure(name: string, path: string): Promise<void> {
  const table = RatingTable.fromRows(readRatingsFile(path));
  const rows = await evaluate(splitLatest(table, HELD_OUT), [
    ...SHARES.map((share) => model(SAMPLE, share)),
    model(1, 1),
  ]);
  print(`${name}: ${table.userCount} users`, 'NDCG@10', 'recall@10');
  for (const row of rows) print(row.name, row.ndcgAt10.toFixed(4), row.recallAt10.toFixed(4));
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { ratings: { type: 'string', default: String(million.ratings) } } });
  console.log(machine());
  const small = resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small/ratings.csv');
  if (existsSync(small)) await measure('latest-small', small);
  else console.log(`${small} is not there: left out`);
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    const path = join(folder, 'ratings.csv');
    const ratings = Number(values.ratings);
    await writeRatings(path, { ...million, ratings, users: Math.round((million.users * ratings) / million.ratings) });
    await measure('made up', path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
