import { createHash } from 'node:crypto';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { scoreFilms } from '../../../src/engine/scoring/score';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { solveOnThreads } from '../../../src/recommendation/training/block-threads';
import { hashOf } from '../../engine/models';
import { smallRows } from '../../engine/reference/small';

describe('blocks solved on threads', () => {
  const table = RatingTable.fromRows(smallRows);
  const parameters = { ...defaultParameters, head: 8, block: 8, halo: 4 };
  const traits = Array.from({ length: table.filmCount }, (_, f) => [`g:${f % 5}`, `g:${f % 7}`, `d:${f % 11}`]);

  // Nothing but a change of the mathematics may change this hash, and such a change is told in the changelog. It holds on
  // every version of Node: see engine/elementary.ts.
  const TRAINED = '73b038b3643664e0ec58e145be998bb5cf0207557ace915984f2d009e6208399';
  const NORMALISED = 'f3bf8d5aea97eee6cbf86946d469f57285ed03247e9f76f1184168d4956bba27';
  const SCORED = '318df872a004d7755864c1281feec7d486ce3bcc5e53d3032afa9128c7aae521';

  it('give the same model, byte by byte, for any number of threads and on any version of Node', async () => {
    for (const threads of [1, 2, 4]) {
      const model = await fitTasteModel(table, parameters, { solver: solveOnThreads(threads), traits });
      expect(model.filmWeights.blocks.length).toBeGreaterThan(4);
      expect(hashOf(model)).toBe(TRAINED);
    }
  });

  it('give the same model for any number of threads where people with many ratings count less', async () => {
    for (const threads of [1, 2, 4]) {
      const solver = solveOnThreads(threads);
      const model = await fitTasteModel(table, { ...parameters, userNormalisation: 0.5 }, { solver, traits });
      expect(hashOf(model)).toBe(NORMALISED);
    }
  });

  it('lead to the same scores, byte by byte, on any version of Node', async () => {
    const model = await fitTasteModel(table, parameters, { solver: solveOnThreads(2), traits });
    const hash = createHash('sha256');
    for (let u = 0; u < table.userCount; u++) hash.update(scoreFilms(model, table.history(u)));
    expect(hash.digest('hex')).toBe(SCORED);
  });

  it('fail as the work on a thread fails', async () => {
    const solver = solveOnThreads(2);
    const columns = { userCount: 1, start: Uint32Array.of(0, 1), user: Uint32Array.of(0), value: Float32Array.of(NaN) };
    const tasks = [0, 0].map((film) => ({ films: Uint32Array.of(film), own: 1 }));
    await expect(solver(columns, tasks, 1, () => undefined)).rejects.toThrow('pivot 0 of 1');
  });
});
