import { blockWeights } from './block-solve';
import { filmWeightsOf } from './block-tasks';
import { finishModel } from './finish-model';
import { beginStages, breath } from './fit-progress';
import type { FitOptions } from './fit-taste-model';
import { nearestFollowers, nextFilmsOf } from './learn-next-films';
import { Matrix } from '../linear-algebra/matrix';
import type { TasteModel } from '../model/model';
import { type NextFilms, noNextFilms } from '../model/next-films';
import type { ModelStructure, NextCandidates } from './model-structure';
import type { ModelSums } from './model-sums';
import { SpdInverter } from '../linear-algebra/spd-inverse';

/**
 * Fit the model of sums over all users: the same, byte by byte, as `fitTasteModel` of a table of them all, where the structure is of
 * that table. O((head + halo)^3 + films (block + halo)^2 + films k^2). The sums may be overwritten.
 */
export async function fitFromSums(
  structure: ModelStructure,
  candidates: NextCandidates,
  sums: ModelSums,
  options: Omit<FitOptions, 'solver'> = {},
): Promise<TasteModel> {
  const { tasks, filmCount, blockRidge } = structure;
  const begin = beginStages(options.onProgress);
  await begin('film weights');
  const inverter = new SpdInverter();
  const solved: Float32Array[] = [];
  let at = 0;
  for (const { films, own } of tasks) {
    const gram = Matrix.zeros(films.length, films.length);
    for (let r = 0; r < gram.rows; r++) {
      gram.row(r).set(sums.blocks.subarray(at, (at += r + 1)));
    }
    solved.push(blockWeights(gram, own, blockRidge, inverter));
    await breath();
  }
  const filmWeights = filmWeightsOf(filmCount, tasks, solved);
  const nextFilms = nextFilmsOfSums(structure, candidates, sums);
  return finishModel(structure, sums, { filmWeights, nextFilms }, options.traits, begin);
}

function nextFilmsOfSums(
  { parameters, units, filmCount, timed }: ModelStructure,
  { rowStart, film }: NextCandidates,
  sums: ModelSums,
): NextFilms {
  if (!timed) return noNextFilms(filmCount);
  const rows = Array.from(sums.followed, (total, f) => {
    const [start, end] = rowStart.subarray(f, f + 2);
    const followers = { films: film.subarray(start, end), counts: sums.followers.subarray(start, end), total };
    return nearestFollowers(followers, sums.rated, parameters, units.weight);
  });
  return nextFilmsOf(rows);
}
