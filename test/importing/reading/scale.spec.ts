import { withSqlite } from '../../support/databases';
import { importFiles, lines, ratings, reasons, removeFiles } from '../files';

afterAll(removeFiles);

withSqlite('the scale of a file of ratings', (open) => {
  const importRatings = async (values: (number | string)[], scale?: number) => {
    const database = await open();
    const report = await importFiles(
      database,
      {
        'filmes.csv': lines('id,titulo', ...values.map((_, n) => `${n + 1},Filme`)),
        'ratings.csv': lines('userId,movieId,rating', ...values.map((value, n) => `1,${n + 1},${value}`)),
      },
      { scale },
    );
    const rows = (await ratings(database)) as { avaliacao: number }[];
    return { stored: rows.map(({ avaliacao }) => avaliacao), scales: report.scales, reasons: reasons(report) };
  };

  it('is ours when all lie within 5', async () => {
    expect(await importRatings([0, 0.5, 5, 4])).toEqual({ stored: [0, 0.5, 5, 4], scales: [], reasons: [] });
  });

  it('is not asked of ratings that say of how many they are', async () => {
    const values = ['8/10', '4/5', '80%', '★★★★☆', 'like', '3/4', '12/10', 3];
    expect(await importRatings(values)).toEqual({
      stored: [4, 4, 4, 4, 5, 3.75, 3],
      scales: [],
      reasons: ['ratings.csv:8 avaliação 12 fora de 0 a 10'],
    });
    // Neither by what is found of the others, nor by what somebody says of them.
    expect((await importRatings([...values.slice(0, 6), 7, 9, 10])).stored).toEqual([4, 4, 4, 4, 5, 3.75, 3.5, 4.5, 5]);
    expect((await importRatings(['4/5', '50%', 8], 10)).stored).toEqual([4, 2.5, 4]);
    const alike = await importRatings(Array.from({ length: 60 }, (_, n) => `${1 + (n % 8)}/10`));
    expect(alike.stored.slice(0, 8)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4]);
    expect(alike.scales).toEqual([{ file: 'ratings.csv', from: 0, to: 10 }]);
  });

  it('is 10 when many lie above 5', async () => {
    expect(await importRatings([7, 10, 1, 0])).toEqual({
      stored: [3.5, 5, 0.5, 0],
      scales: [{ file: 'ratings.csv', from: 0, to: 10 }],
      reasons: [],
    });
  });

  it('is 100 when many lie above 10', async () => {
    expect(await importRatings([70, 33, 3, 100])).toEqual({
      stored: [3.5, 1.65, 0.15, 5],
      scales: [{ file: 'ratings.csv', from: 0, to: 100 }],
      reasons: [],
    });
  });

  it('follows from ratings of rows that cannot be read otherwise as well', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'filmes.csv': lines('id,titulo', '1,Filme', '2,Filme'),
      'ratings.csv': lines('userId,movieId,rating', '1,1,3', '1,2,4', ',1,9', '1,,10', '1,2', '1,1,?'),
    });
    expect(report.scales).toEqual([{ file: 'ratings.csv', from: 0, to: 10 }]);
    expect((await ratings(database)).map((one) => (one as { avaliacao: number }).avaliacao)).toEqual([1.5, 2]);
  });

  it.each([
    ['a rating of 9 in a large file', [...Array<number>(50).fill(4), 9]],
    ['a rating of 9 in a small file', [3, 9, 4]],
    ['a rating of 9 alone', [9]],
    ['a rating of 90', [1, 2, 90]],
  ])('does not follow from %s, which is rejected', async (_, values) => {
    const { stored, scales, reasons } = await importRatings(values);
    const wrong = values.findIndex((value) => value > 5);
    expect(stored).toEqual(values.filter((value) => value <= 5));
    expect(scales).toEqual([]);
    expect(reasons).toEqual([
      `ratings.csv:${wrong + 2} avaliação ${values[wrong]} fora de 0 a 5 (outra escala? use --escala)`,
    ]);
  });

  it.each([
    ['a quarter above 5', [6, 7, 1, 1, 1, 1, 1, 1], 10],
    ['less than a quarter above 5', [6, 7, 1, 1, 1, 1, 1, 1, 1], 5],
    ['a quarter above 10', [11, 12, 6, 6, 6, 6, 6, 6], 100],
    ['less than a quarter above 10', [11, 12, 6, 6, 6, 6, 6, 6, 6], 10],
    ['nothing above 5', [5, 5, 5, 5], 5],
    ['nothing above 10', [10, 10, 10, 10], 10],
    ['nothing above 100', [100, 100, 100, 100], 100],
  ])('is told by %s', async (_, values, scale) => {
    const { scales, stored } = await importRatings(values);
    expect(scales.map((found) => found.to)).toEqual(scale === 5 ? [] : [scale]);
    expect(stored).toEqual(values.filter((value) => value <= scale).map((value) => (value * 5) / scale));
  });

  it('is counted over what may be a rating at all', async () => {
    const noise = [...Array<number>(20).fill(101), ...Array<number>(20).fill(-1)];
    const { scales, reasons } = await importRatings([8, 9, 1, ...noise]);
    expect(scales).toEqual([{ file: 'ratings.csv', from: 0, to: 10 }]);
    expect(reasons[0]).toBe('ratings.csv:5 avaliação 101 fora de 0 a 10 (outra escala? use --escala)');
    expect(reasons.at(-1)).toBe('ratings.csv:44 avaliação -1 fora de 0 a 10');
    expect((await importRatings([70, 80, 101])).reasons).toEqual(['ratings.csv:4 avaliação 101 fora de 0 a 100']);
  });

  it('keeps the reasons of rows that cannot be read when the others are converted', async () => {
    const { stored, reasons } = await importRatings([8, 'nove', 10, 11]);
    expect(stored).toEqual([4, 5]);
    expect(reasons).toEqual([
      'ratings.csv:3 avaliação "nove" não é um número',
      'ratings.csv:5 avaliação 11 fora de 0 a 10 (outra escala? use --escala)',
    ]);
  });

  it('is not read from rows that are wrong anyway', async () => {
    const { stored, scales } = await importRatings([1, 5, -3, 900, 901, 'NaN', '']);
    expect(stored).toEqual([1, 5]);
    expect(scales).toEqual([]);
  });

  it('can be given', async () => {
    expect(await importRatings([9, 4, 10.5], 10)).toEqual({
      stored: [4.5, 2],
      scales: [{ file: 'ratings.csv', from: 0, to: 10 }],
      reasons: ['ratings.csv:4 avaliação 10.5 fora de 0 a 10'],
    });
    expect((await importRatings([3, 7, 7, 7], 5)).stored).toEqual([3]);
  });

  it.each<[string, (number | string)[], number[], object[]]>([
    ['1 and -1', [1, -1, 1], [5, 0.5, 5], [{ file: 'ratings.csv', from: -1, to: 1 }]],
    [
      'ten of 0 and 1',
      [1, 0, 0, 1, 1, 1, 0, 1, 1, 1],
      [5, 0, 0, 5, 5, 5, 0, 5, 5, 5],
      [{ file: 'ratings.csv', from: 0, to: 1 }],
    ],
    ['words', ['like', 'dislike', 'like'], [5, 0, 5], []],
    ['per cent', ['90%', '35%', '80%'], [4.5, 1.75, 4], [{ file: 'ratings.csv', from: 0, to: 100 }]],
  ])('of two values, or of words: %s', async (_, values, expected, found) => {
    const { stored, scales } = await importRatings(values);
    expect(stored).toEqual(expected);
    expect(scales).toEqual(found);
  });

  it('is asked for when it ends at 6 or 7, even in a small file', async () => {
    await expect(importRatings([1, 2, 3, 4, 5, 6, 6, 5, 4, 1])).rejects.toThrow('--escala');
    await expect(importRatings([1, 7, 3, 4, 5, 6, 7, 5, 4, 1])).rejects.toThrow('--escala');
  });
});
