import { createHash } from 'node:crypto';
import { defaultParameters } from '../../../src/engine/model/parameters';
import type { RatingRows } from '../../../src/engine/ratings/rating-rows';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { solveBlocks } from '../../../src/engine/training/block-solve';
import { threadTeam } from '../../../src/recommendation/training/thread-team';
import { fitFromSums } from '../../../src/engine/training/fit-from-sums';
import { nextCandidates, structureOf } from '../../../src/engine/training/model-structure';
import { addingBy, addUsers, noSums } from '../../../src/engine/training/model-sums';
import { hashOf } from '../../engine/models';
import { smallRows } from '../../engine/reference/small';

/** The rows of these users, who are numbered from 0. */
function usersFrom(from: number, to: number): RatingRows {
  const { user, film, rating, time, ...same } = smallRows;
  const of = (_: number, n: number): boolean => user[n] >= from && user[n] < to;
  return {
    ...same,
    userCount: to - from,
    user: user.filter(of).map((u) => u - from),
    film: film.filter(of),
    rating: rating.filter(of),
    time: time?.filter(of) ?? null,
  };
}

describe('a training by a team of threads', () => {
  const table = RatingTable.fromRows(smallRows);
  const parameters = { ...defaultParameters, head: 8, block: 8, halo: 4 };
  const traits = Array.from({ length: table.filmCount }, (_, f) => [`g:${f % 5}`, `g:${f % 7}`, `d:${f % 11}`]);

  // Nothing but a change of the mathematics may change this hash, and such a change is told in the changelog. It holds on
  // every version of Node: see engine/elementary.ts.
  const TRAINED = '6c5c48a8e98567241ff927cb10605f31e585410430a4b8f5f658f4b394c1bfd2';
  const ALIKE = 'e911fb4c81d5eafabfb03cc1a54c76bb7901798086fc30cea65ae0f0f7043219';
  const SCORED = '1e140764370345babe8b85962175f1ffd9eea924621a2ebd254d0a5c6385c0d6';

  const teams = [1, 2, 4].map(threadTeam);

  it('gives the same model, byte by byte, for any number of threads and on any version of Node', async () => {
    for (const team of teams) {
      const model = await fitTasteModel(table, parameters, { team, traits });
      expect(model.filmWeights.blocks.length).toBeGreaterThan(4);
      expect(hashOf(model)).toBe(TRAINED);
    }
  });

  it('gives the same model for any number of threads where all ratings count alike', async () => {
    for (const team of teams) {
      const model = await fitTasteModel(table, { ...parameters, userNormalisation: 0 }, { team, traits });
      expect(hashOf(model)).toBe(ALIKE);
    }
  });

  it('gives the same model, byte by byte, where users are added up some at a time', async () => {
    for (const team of teams) {
      const structure = await structureOf(table, parameters, table.userCount, undefined, team);
      const candidates = await nextCandidates(table, structure, team);
      const sums = noSums(structure, candidates);
      const adding = addingBy(team, structure);
      for (const [from, to] of [
        [0, 20],
        [20, table.userCount],
      ]) {
        await addUsers(sums, RatingTable.fromRows(usersFrom(from, to), undefined, true), structure, candidates, adding);
      }
      expect(hashOf(await fitFromSums(structure, candidates, sums, { traits, team }))).toBe(TRAINED);
    }
  });

  it('leads to the same scores, byte by byte, on any version of Node', async () => {
    const model = await fitTasteModel(table, parameters, { team: teams[1], traits });
    const hash = createHash('sha256');
    for (let u = 0; u < table.userCount; u++) hash.update(scoreFilms(model, table.history(u)));
    expect(hash.digest('hex')).toBe(SCORED);
  });

  it('fails as a part of the work fails, and goes on to the next work', async () => {
    const team = teams[1];
    const columns = { userCount: 1, start: Uint32Array.of(0, 1), user: Uint32Array.of(0), value: Float32Array.of(NaN) };
    const tasks = [0, 0, 0, 0].map((film) => ({ films: Uint32Array.of(film), own: 1 }));
    await expect(solveBlocks(team, columns, tasks, 1)).rejects.toThrow('pivot 0 of 1');
    const solved = await solveBlocks(team, { ...columns, value: Float32Array.of(2) }, tasks, 1);
    expect(solved).toEqual(Array(4).fill(Float32Array.of(0)));
  });

  it('has no work but that which threads know', async () => {
    await expect(teams[1].map((n: number) => n, [1, 2])).rejects.toThrow('none of `teamWorks`');
  });
});
