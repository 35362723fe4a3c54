/**
 * One fit of the engine beside one of the NumPy reference, in turn on the same files, and the ratio of their times: at most
 * 3. Memory of the engine at 1,000,000 ratings: at most 600 MB.
 *
 *     npm run build && node dist/bench/fit.js [--python python3] [--reference ../shared/reference] [--rounds 3] [ratings.csv ...]
 *
 * Without files: MovieLens latest-small, where it is (CENTROIDE_DATA, ../shared/data), and 1,000,000 made-up ratings of
 * 6,000 users and 3,700 films. The best round of each counts: the others were disturbed.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fitEngine, fitReference, type Fit } from './fit-process';
import { million, writeRatings } from './generate-ratings';
import { machine, print } from './machine';

const TIME_BAR = 3;
const MEMORY_BAR = { ratings: 1_000_000, megabytes: 600 };

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      python: { type: 'string', default: process.env.PYTHON ?? 'python3' },
      reference: { type: 'string', default: '../shared/reference' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    print('file', 'ratings', 'engine s', 'NumPy s', 'ratio', 'engine MB', 'NumPy MB', 'verdict');
    for (const path of positionals.length > 0 ? positionals : await usualFiles(folder)) {
      const engine: Fit[] = [];
      const reference: Fit[] = [];
      for (let round = 0; round < Number(values.rounds); round++) {
        engine.push(await fitEngine(path));
        reference.push(await fitReference(path, values.python, values.reference));
      }
      report(path, best(engine), best(reference));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function usualFiles(folder: string): Promise<string[]> {
  const latestSmall = resolve(process.env.CENTROIDE_DATA ?? '../shared/data', 'ml-latest-small', 'ratings.csv');
  const made = join(folder, 'million.csv');
  await writeRatings(made, million);
  return [...(existsSync(latestSmall) ? [latestSmall] : []), made];
}

function best(fits: readonly Fit[]): Fit {
  return fits.reduce((one, other) => (other.fitSeconds < one.fitSeconds ? other : one));
}

function report(path: string, engine: Fit, reference: Fit): void {
  const ratio = engine.fitSeconds / reference.fitSeconds;
  const kept =
    ratio <= TIME_BAR && (engine.ratings > MEMORY_BAR.ratings || engine.peakMegabytes <= MEMORY_BAR.megabytes);
  print(
    path.split('/').slice(-2).join('/'),
    String(engine.ratings),
    engine.fitSeconds.toFixed(2),
    reference.fitSeconds.toFixed(2),
    ratio.toFixed(2),
    engine.peakMegabytes.toFixed(0),
    reference.peakMegabytes.toFixed(0),
    kept ? 'kept' : 'MISSED',
  );
  console.log(`  ${engine.stages.map(([stage, seconds]) => `${stage} ${seconds.toFixed(2)}`).join(', ')}`);
  if (!kept) process.exitCode = 1;
}

void main();
