import { defaultParameters } from '../../../src/engine/model/parameters';
import { toArrays } from '../../../src/engine/model/model-arrays';
import { RatingTable } from '../../../src/engine/ratings/rating-table';
import { fitTasteModel } from '../../../src/engine/training/fit-taste-model';
import { solveOnThreads } from '../../../src/recommendation/training/block-threads';
import { smallRows } from '../../engine/reference/small';

describe('blocks solved on threads', () => {
  const table = RatingTable.fromRows(smallRows);
  const parameters = { ...defaultParameters, block: 8, halo: 4 };

  it('give the same model, byte by byte, for any number of threads', async () => {
    const alone = toArrays(await fitTasteModel(table, parameters));
    for (const threads of [1, 2, 3]) {
      const model = await fitTasteModel(table, parameters, { solver: solveOnThreads(threads) });
      expect(model.filmWeights.blocks.length).toBeGreaterThan(3);
      expect(toArrays(model)).toEqual(alone);
    }
  });

  it('fail as the work on a thread fails', async () => {
    const solver = solveOnThreads(2);
    const columns = { userCount: 1, start: Uint32Array.of(0, 1), user: Uint32Array.of(0), value: Float32Array.of(NaN) };
    const tasks = [0, 0].map((film) => ({ films: Uint32Array.of(film), own: 1 }));
    await expect(solver(columns, tasks, 1, () => undefined)).rejects.toThrow('pivot 0 of 1');
  });
});
