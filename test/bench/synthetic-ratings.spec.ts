import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readRatingsFile } from '../../bench/ratings-file';
import { syntheticRatings } from '../../bench/synthetic-ratings';
import { evaluate } from '../../src/engine/evaluation/evaluate';
import { itemKnn } from '../../src/engine/evaluation/item-knn';
import { popularBaseline } from '../../src/engine/evaluation/popular-baseline';
import { splitLatest } from '../../src/engine/evaluation/splits';
import { RatingTable } from '../../src/engine/ratings/rating-table';
import { folderWith, removeFiles } from '../importing/files';

afterAll(removeFiles);

const options = { users: 300, films: 500, ratings: 20_000, tastes: 5, seed: 1 };

async function written(changed: Partial<typeof options> = {}): Promise<RatingTable> {
  const path = join(await folderWith({}), 'ratings.csv');
  await writeFile(path, [...syntheticRatings({ ...options, ...changed })].join(''));
  return RatingTable.fromRows(readRatingsFile(path));
}

describe('made-up ratings', () => {
  it('are the same for the same seed, and others for another', () => {
    const text = (seed: number): string => [...syntheticRatings({ ...options, seed })].join('');
    expect(text(1)).toBe(text(1));
    expect(text(2)).not.toBe(text(1));
    expect(text(1)).toMatch(/^userId,movieId,rating,timestamp\n1,\d+,[0-5]\.[05],\d{10}\n/);
  });

  it('are as many as asked, of as many users, none of a film twice', async () => {
    const table = await written();
    // Of two ratings of a film by one user the table keeps one.
    expect([table.ratingCount, table.userCount]).toEqual([20_000, 300]);
    expect(table.filmCount).toBeLessThanOrEqual(500);
  });

  it('follow power laws: a tenth of the films has several times its share', async () => {
    const { rated } = (await written({ films: 3000 })).countByFilm();
    const tenth = rated.toSorted((a, b) => b - a).subarray(0, 300);
    expect(tenth.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.4 * 20_000);
  });

  it('have tastes to be found: neighbours beat popularity', async () => {
    const [popular, neighbours] = await evaluate(splitLatest(await written(), 0.2), [popularBaseline, itemKnn]);
    expect(neighbours.ndcgAt10).toBeGreaterThan(1.3 * popular.ndcgAt10);
  });

  it('end where nobody can rate more', async () => {
    const table = await written({ users: 10, films: 40, ratings: 1000 });
    expect(table.ratingCount).toBe(10 * 20);
  });
});

describe('the ratings of a file', () => {
  it('are read with users and films by ascending id', async () => {
    const folder = await folderWith({
      'r.csv': 'userId,movieId,rating,timestamp\n7,30,4.5,100\n2,5,0.5,99\n7,5,3,98\n',
    });
    const rows = readRatingsFile(join(folder, 'r.csv'));
    expect([rows.userCount, rows.filmCount]).toEqual([2, 2]);
    expect([...rows.user]).toEqual([1, 0, 1]);
    expect([...rows.film]).toEqual([1, 0, 0]);
    expect([...rows.rating]).toEqual([4.5, 0.5, 3]);
    expect([...(rows.time ?? [])]).toEqual([100, 99, 98]);
  });
});
