/**
 * How long one training takes, by stages, and how much memory: on made-up ratings of a power law.
 *
 *     npm run build && node --expose-gc dist/bench/fit.js [users films ratings] ...
 *
 * Without arguments: 1,000,000 ratings of 6,000 x 3,700, ten times the ratings of the same films, and 20,000,000 of
 * 138,000 x 26,000. One process for each; peak RSS includes the making of the ratings.
 */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { defaultParameters } from '../src/engine/parameters';
import { train } from '../src/engine/train';
import { solveOnThreads } from '../src/recommendation/training/block-threads';
import { syntheticRatings } from './synthetic-ratings';

const SETS = [
  [6_000, 3_700, 1_000_000],
  [60_000, 3_700, 10_000_000],
  [138_000, 26_000, 20_000_000],
];

async function fit([users, films, ratings]: readonly number[]): Promise<void> {
  const table = syntheticRatings(users, films, ratings, 1);
  const begin = performance.now();
  const stages: { name: string; at: number }[] = [];
  const model = await train(table, defaultParameters, {
    solver: solveOnThreads(availableParallelism()),
    onProgress: (name) => {
      if (stages.at(-1)?.name !== name) {
        stages.push({ name, at: performance.now() });
      }
    },
  });
  const seconds = (from: number, to: number): string => ((to - from) / 1000).toFixed(1);
  const parts = stages.slice(0, -1).map(({ name, at }, n) => `${name} ${seconds(at, stages[n + 1].at)}`);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${users} x ${films}, ${table.ratingCount} ratings: ${seconds(begin, performance.now())} s, ${megabytes} MB`,
  );
  console.log(`  ${parts.join(', ')}; ${model.filmWeights.blocks.length} blocks`);
}

async function main(): Promise<void> {
  const numbers = process.argv.slice(2).map(Number);
  if (numbers.length === 3) {
    await fit(numbers);
    return;
  }
  for (const set of SETS) {
    process.stdout.write(execFileSync(process.execPath, [__filename, ...set.map(String)], { encoding: 'utf8' }));
  }
}

void main();
