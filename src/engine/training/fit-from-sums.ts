import { solveSummedBlock } from './block-solve';
import { filmWeightsOf } from './block-tasks';
import { finishModel } from './finish-model';
import { beginStages } from './fit-progress';
import type { FitOptions } from './fit-taste-model';
import { forgetFollowers, NearestFollowers, nextFilmsOf, noFollowers, shelfOf } from './learn-next-films';
import type { TasteModel } from '../model/model';
import { type NextFilms, noNextFilms } from '../model/next-films';
import type { ModelStructure, NextCandidates } from './model-structure';
import { type ModelSums, sizeOfBlock } from './model-sums';
import { alone } from '../team';

/**
 * Fit the model of sums over all users: the same, byte by byte, as `fitTasteModel` of a table of them all, where the structure is of
 * that table. O((head + halo)^3 + films (block + halo)^2 + films k^2). The sums may be overwritten.
 */
export async function fitFromSums(
  structure: ModelStructure,
  candidates: NextCandidates,
  sums: ModelSums,
  options: FitOptions = {},
): Promise<TasteModel> {
  const { tasks, filmCount, blockRidge } = structure;
  const begin = beginStages(options.onProgress);
  await begin('film weights');
  const { team = alone } = options;
  let at = 0;
  const blocks = tasks.map(({ films: { length: size }, own }) => {
    const ofBlock = sums.blocks.subarray(at, (at += sizeOfBlock(size)));
    return { sums: ofBlock, size, own, ridge: blockRidge };
  });
  const solved = await team.map(solveSummedBlock, blocks);
  const filmWeights = filmWeightsOf(filmCount, tasks, solved, structure.parameters);
  const nextFilms = nextFilmsOfSums(structure, candidates, sums);
  return finishModel(structure, sums, { filmWeights, nextFilms }, options.traits, begin);
}

function nextFilmsOfSums(
  { parameters, units, filmCount, timed }: ModelStructure,
  { rowStart, film }: NextCandidates,
  sums: ModelSums,
): NextFilms {
  if (!timed) return noNextFilms(filmCount);
  const nearest = new NearestFollowers(sums.rated, parameters, units.weight);
  const followers = noFollowers(filmCount);
  const rows = Array.from(sums.followed, (total, f) => {
    for (let n = rowStart[f]; n < rowStart[f + 1]; n++) {
      followers.sums[film[n]] = sums.followers[n];
      followers.met[shelfOf(film[n])] = 1;
    }
    const row = nearest.of({ film: f, total, ...followers });
    forgetFollowers(followers);
    return row;
  });
  return nextFilmsOf(rows);
}
