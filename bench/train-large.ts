/**
 * 20,000,000 made-up ratings of 138,000 users and 26,000 films: they must train on two cores, within 4 GB; better, within
 * three minutes. Takes 600 MB of disk, for the file.
 *
 *     npm run build && node dist/bench/train-large.js [--file ratings.csv] [--ratings 20000000]
 *
 * --file keeps the ratings there, and reads them when they are there already.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fitEngine } from './fit-process';
import { twentyMillion, writeRatings } from './generate-ratings';
import { machine } from './machine';

const MEMORY_BAR = 4096;
const STRETCH_SECONDS = 180;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { file: { type: 'string' }, ratings: { type: 'string' } } });
  const ratings = Number(values.ratings ?? twentyMillion.ratings);
  const share = ratings / twentyMillion.ratings;
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    const path = values.file ?? join(folder, 'ratings.csv');
    if (!existsSync(path)) {
      const started = performance.now();
      await writeRatings(path, { ...twentyMillion, ratings, users: Math.round(twentyMillion.users * share) });
      console.log(`made up in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    }
    const fit = await fitEngine(path);
    console.log(
      `${fit.ratings} ratings, ${fit.users} users, ${fit.films} films: read ${fit.readSeconds.toFixed(1)} s, ` +
        `fit ${fit.fitSeconds.toFixed(1)} s (${STRETCH_SECONDS} hoped for), ${fit.cpuSeconds.toFixed(0)} s of CPU, ` +
        `peak ${fit.peakMegabytes.toFixed(0)} MB (bar ${MEMORY_BAR}) ${fit.peakMegabytes <= MEMORY_BAR ? 'kept' : 'MISSED'}`,
    );
    for (const [stage, seconds] of fit.stages) console.log(`  ${stage.padEnd(18)} ${seconds.toFixed(1)} s`);
    process.exitCode = fit.peakMegabytes <= MEMORY_BAR ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
