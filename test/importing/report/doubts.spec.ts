import type { Database } from '../../../src/database/database';
import { withSqlite } from '../../support/databases';
import { importFiles, lines, removeFiles } from '../files';

afterAll(removeFiles);

const films = lines('movieId,title,genres', '1,Um (1990),Drama', '2,Dois (1991),Drama');
const header = 'userId,movieId,rating,timestamp';

withSqlite('what is odd about ratings', (open) => {
  let database: Database;
  beforeEach(async () => {
    database = await open();
  });
  const doubts = async (files: Record<string, string>, dryRun = false): Promise<string[]> =>
    (await importFiles(database, { 'movies.csv': films, ...files }, { dryRun })).doubts.map(({ pt }) => pt);
  const dated = (...dates: string[]) =>
    lines(header, ...dates.map((date, n) => `${n + 1},${1 + (n % 2)},${1 + (n % 5)},${date}`));

  it('dates that are all the same are told, by a dry run as by an import', async () => {
    const files = { 'ratings.csv': dated('1112486027', '1112486027', '1112486027') };
    const told = ['todas as 3 datas são a mesma: não dizem em que ordem as notas foram dadas'];
    expect(await doubts(files, true)).toEqual(told);
    expect(await doubts(files)).toEqual(told);
  });

  it('numbers that are no dates are told', async () => {
    const told =
      'quase todas as datas são de antes de 1990 (a primeira: 1970-01-01): são mesmo datas, em segundos desde 1970?';
    expect(await doubts({ 'ratings.csv': dated('2015', '2016', '1112486027') })).toEqual([told]);
    expect(await doubts({ 'ratings.csv': dated('20150403', '20160526', '') })).toEqual([]);
  });

  it('a person of two files by one number is told', async () => {
    const files = {
      'ratings.csv': lines('userId,movieId,rating', '1,1,4', '2,2,2'),
      'ratings_site.csv': lines('userId,movieId,rating', '2,1,3', '3,2,5'),
    };
    const [told, ...others] = await doubts(files);
    expect(told).toMatch(
      /^ratings.csv, ratings_site.csv: 1 usuário está em ambos pelo mesmo número \(o 2, por exemplo\)/,
    );
    expect(others).toEqual([]);
  });

  it('dates that need the day first and the month first are asked about', async () => {
    const files = { 'ratings.csv': dated('03/04/2015', '05/26/2016', '26/05/2016') };
    await expect(doubts(files)).rejects.toThrow('em umas datas só o dia pode vir antes, em outras só o mês');
  });
});

withSqlite('rows of an import', (open) => {
  it('are those of the files: people whom they bring along are none', async () => {
    const report = await importFiles(await open(), {
      'movies.csv': films,
      'ratings.csv': lines('userId,movieId,rating', 'ana,1,4', 'rui,2,2', 'eva,2,x'),
    });
    expect(report.rows).toBe(5);
    expect(report.counts.usuarios).toMatchObject({ novos: 2, iguais: 0 });
  });
});
