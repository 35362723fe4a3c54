/**
 * Train one model on a `ratings.csv` and tell, as JSON, how long it took and how much memory: the process that the other
 * benches start, so that each fit has a heap of its own.
 *
 *     node dist/bench/fit-engine.js <ratings.csv> [threads]
 */
import { availableParallelism } from 'node:os';
import { toArrays } from '../src/engine/model/model-arrays';
import { defaultParameters } from '../src/engine/model/parameters';
import { RatingTable } from '../src/engine/ratings/rating-table';
import { fitTasteModel } from '../src/engine/training/fit-taste-model';
import { threadTeam } from '../src/recommendation/training/thread-team';
import { memory } from './cpu-time';
import type { EngineFit } from './fit-process';
import { readRatingsFile } from './ratings-file';

async function main(path: string, threads = availableParallelism()): Promise<void> {
  const started = performance.now();
  const table = RatingTable.fromRows(readRatingsFile(path));
  const read = performance.now();
  const readCpu = process.cpuUsage();
  const stages: [string, number][] = [];
  let stage = '';
  let since = read;
  const model = await fitTasteModel(table, defaultParameters, {
    team: threadTeam(threads),
    onProgress: (next) => {
      if (next === stage) return;
      const now = performance.now();
      if (stage) stages.push([stage, (now - since) / 1000]);
      stage = next;
      since = now;
    },
  });
  const fitCpu = process.cpuUsage(readCpu);
  const fit: EngineFit = {
    users: table.userCount,
    films: table.filmCount,
    ratings: table.ratingCount,
    readSeconds: (read - started) / 1000,
    fitSeconds: (performance.now() - read) / 1000,
    cpuSeconds: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    fitCpuSeconds: (fitCpu.user + fitCpu.system) / 1e6,
    peakMegabytes: memory(process.pid).peak,
    stages,
    centroids: model.parameters.tasteCount,
    modelMegabytes: toArrays(model).reduce((sum, { data }) => sum + data.byteLength, 0) / 2 ** 20,
  };
  console.log(JSON.stringify(fit));
}

const [path, threads] = process.argv.slice(2);
void main(path, threads ? Number(threads) : undefined);
