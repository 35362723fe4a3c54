import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fitEngine, run, type EngineFit } from '../fit-process';
import { latestSmall, million, tenMillion, writeRatings } from '../generate-ratings';
import { median } from '../local-servers';
import type { SyntheticOptions } from '../synthetic-ratings';
import { command, OURS, type Peer } from './peer';
import type { Row, Topic } from './report';

/** By how they are asked for. */
export const sizes: Readonly<Record<string, SyntheticOptions>> = {
  '100000': latestSmall,
  '1000000': million,
  '10000000': tenMillion,
};

type Fit = Pick<EngineFit, 'fitSeconds' | 'fitCpuSeconds' | 'peakMegabytes'>;

/** Of ten million ratings each model is fitted once: it takes minutes. */
const ROUNDS_BELOW = 5_000_000;

/** Fit each model on made-up ratings of each size, in turn. */
export async function training(
  folder: string,
  peers: readonly Peer[],
  wanted: readonly string[],
  rounds: number,
): Promise<Topic> {
  const rows: Row[] = [];
  for (const size of wanted) {
    const own = await mkdtemp(join(folder, 'training-'));
    const path = join(own, 'ratings.csv');
    const options = sizes[size];
    await writeRatings(path, options);
    const sides: { name: string; fit: () => Promise<Fit>; fits: Fit[] }[] = [
      { name: OURS, fit: () => fitEngine(path), fits: [] },
      ...peers.map((peer) => {
        const [program, words, env] = command(peer, [path, '1']);
        return { name: peer.name, fit: () => run<Fit & object>(program, words, env), fits: [] };
      }),
    ];
    for (let round = 0; round < (options.ratings < ROUNDS_BELOW ? rounds : 1); round++)
      for (const { fit, fits } of sides) fits.push(await fit());
    const group = `${options.ratings.toLocaleString('en')} ratings`;
    for (const { name, fits } of sides) {
      const of = (field: keyof Fit) => median(fits.map((fit) => fit[field]));
      rows.push({ group, name, values: [of('fitSeconds'), of('fitCpuSeconds'), of('peakMegabytes')] });
      console.error(`${group}, ${name}: ${of('fitCpuSeconds').toFixed(1)} s of CPU`);
    }
    await rm(own, { recursive: true });
  }
  return {
    title: 'Training',
    text: TEXT,
    columns: [
      { title: 'seconds', digits: 2 },
      { title: 'CPU, seconds', digits: 2, drawn: 'CPU of a training, seconds' },
      { title: 'peak memory, MB', digits: 0 },
    ],
    rows,
  };
}

const TEXT = `Made-up ratings of the sizes of MovieLens latest-small (610 x 9,724), 1M (6,000 x 3,700) and 10M (70,000 x 10,700), read from a file.
Reading is not counted; memory is that of the whole process; of ten million ratings there is one round. Each with the parameters that it has by default, on all cores. Ours learns
from all ratings, dislikes and times among them, and finds taste centroids, weights of films, what is watched next and groups of films;
implicit and EASE learn from ratings of four stars or more as likes, LensKit from all ratings. EASE inverts a matrix of films x films: what it
takes grows with the cube of the films, hardly with the ratings.`;
