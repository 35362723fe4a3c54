/**
 * What grows with the catalogue: size of a model, time and memory of a fit, on made-up ratings, the same number per film.
 *
 *     npm run build && node dist/bench/films.js [--films 1000,4000,16000,64000] [--ratings-per-film 50]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fitEngine } from './fit-process';
import { million, writeRatings } from './generate-ratings';
import { machine, print } from './machine';

/** Ratings of a user, as in the other benches. */
const EACH = million.ratings / million.users;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      films: { type: 'string', default: '1000,4000,16000,64000' },
      'ratings-per-film': { type: 'string', default: '50' },
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'centroide-bench-'));
  try {
    console.log(machine());
    print('films rated', 'ratings', 'model MB', 'kB a film', 'fit s', 'CPU s', 'peak MB');
    for (const films of values.films.split(',').map(Number)) {
      const ratings = films * Number(values['ratings-per-film']);
      const path = join(folder, 'ratings.csv');
      await writeRatings(path, { ...million, films, ratings, users: Math.max(10, Math.round(ratings / EACH)) });
      const fit = await fitEngine(path);
      print(
        String(fit.films),
        String(fit.ratings),
        fit.modelMegabytes.toFixed(1),
        ((1024 * fit.modelMegabytes) / fit.films).toFixed(2),
        fit.fitSeconds.toFixed(1),
        fit.cpuSeconds.toFixed(1),
        fit.peakMegabytes.toFixed(0),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
