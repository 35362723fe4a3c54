/**
 * Write made-up ratings of any size: power-law users and films, planted tastes, times in sessions; the same for the same
 * numbers. It streams: memory does not grow with the ratings.
 *
 *     npm run build && node dist/bench/generate-ratings.js <ratings.csv> [--users 6000] [--films 3700]
 *         [--ratings 1000000] [--tastes 20] [--seed 1]
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { syntheticRatings, type SyntheticOptions } from './synthetic-ratings';

/** The size of MovieLens latest-small. */
export const latestSmall: SyntheticOptions = { users: 610, films: 9724, ratings: 100_836, tastes: 20, seed: 1 };

/** The size of MovieLens 1M. */
export const million: SyntheticOptions = { users: 6000, films: 3700, ratings: 1_000_000, tastes: 20, seed: 1 };

/** The size of MovieLens 10M. */
export const tenMillion: SyntheticOptions = {
  users: 70_000,
  films: 10_700,
  ratings: 10_000_000,
  tastes: 40,
  seed: 1,
};

/** The size of MovieLens 20M. */
export const twentyMillion: SyntheticOptions = {
  users: 138_000,
  films: 26_000,
  ratings: 20_000_000,
  tastes: 40,
  seed: 1,
};

export async function writeRatings(path: string, options: SyntheticOptions): Promise<void> {
  await pipeline(Readable.from(syntheticRatings(options), { objectMode: true }), createWriteStream(path));
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { users: text, films: text, ratings: text, tastes: text, seed: text },
  });
  const [path] = positionals;
  if (positionals.length !== 1) throw new Error('usage: generate-ratings.js <ratings.csv> [--ratings 1000000] ...');
  const number = (name: keyof SyntheticOptions): number => Number(values[name] ?? million[name]);
  const options = {
    users: number('users'),
    films: number('films'),
    ratings: number('ratings'),
    tastes: number('tastes'),
    seed: number('seed'),
  };
  const started = performance.now();
  await writeRatings(path, options);
  const seconds = (performance.now() - started) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(`${path}: ${JSON.stringify(options)} in ${seconds.toFixed(1)} s, peak ${megabytes.toFixed(0)} MB`);
}

if (require.main === module) void main();
