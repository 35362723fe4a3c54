/**
 * How the fit grows: 1,000,000 and 10,000,000 made-up ratings of the same 3,700 films. Ten times the ratings may take at
 * most twelve times as long.
 *
 *     npm run build && node dist/bench/growth.js [--ratings 1000000] [--rounds 1]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fitEngine, type Fit } from './fit-process';
import { million, writeRatings } from './generate-ratings';
import { machine, print } from './machine';

const TIMES = 10;
const BAR = 12;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { ratings: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '1' } },
  });
  const ratings = Number(values.ratings);
  const users = Math.max(1, Math.round((million.users * ratings) / million.ratings));
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    print('ratings', 'users', 'films', 'fit s', 'peak MB');
    const small = await measure(join(folder, 'one.csv'), users, ratings, Number(values.rounds));
    const large = await measure(join(folder, 'ten.csv'), TIMES * users, TIMES * ratings, Number(values.rounds));
    const ratio = large.fitSeconds / small.fitSeconds;
    console.log(
      `${TIMES} x the ratings: ${ratio.toFixed(2)} x the time (bar ${BAR}) ${ratio <= BAR ? 'kept' : 'MISSED'}`,
    );
    process.exitCode = ratio <= BAR ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(path: string, users: number, ratings: number, rounds: number): Promise<Fit> {
  await writeRatings(path, { ...million, users, ratings });
  const fits: Fit[] = [];
  for (let round = 0; round < rounds; round++) fits.push(await fitEngine(path));
  const best = fits.reduce((one, other) => (other.fitSeconds < one.fitSeconds ? other : one));
  print(
    String(best.ratings),
    String(best.users),
    String(best.films),
    best.fitSeconds.toFixed(2),
    best.peakMegabytes.toFixed(0),
  );
  return best;
}

void main();
