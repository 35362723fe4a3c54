import { gzipSync } from 'node:zlib';
import { readingOptionsOf } from '../../../src/importing/reading-flags';
import { withSqlite } from '../../support/databases';
import { fileWith, films, folderWith, importFiles, importPath, lines, ratings, removeFiles } from '../files';

afterAll(removeFiles);

withSqlite('a file that a person explains', (open) => {
  const withFilms = { 'filmes.csv': lines('id,titulo', '1,Um', '2,Dois', '3,Três') };
  const read = async (name: string, content: string, given: Parameters<typeof readingOptionsOf>[0], more = {}) => {
    const database = await open();
    const report = await importFiles(
      database,
      { ...withFilms, [name]: content },
      { reading: readingOptionsOf(given), ...more },
    );
    return { report, rows: (await ratings(database)) as { avaliacao: number; avaliado_em: number | null }[] };
  };
  const one = { usuario_id: 7, filme_id: 2, avaliacao: 4 };

  it('has columns by any name, and others that are left out', async () => {
    const { report, rows } = await read('x.csv', lines('who;note;what;Score', '7;bom;2;4'), {
      coluna: ['usuario_id=who', 'filme_id=what', 'avaliacao=score'],
    });
    expect(rows).toEqual([{ ...one, avaliado_em: null }]);
    const [file] = report.files.filter(({ file }) => file === 'x.csv');
    expect(file.columns.map(({ campo }) => campo)).toEqual(['userId', null, 'movieId', 'rating']);
    expect(file.rows).toEqual([['7', 'bom', '2', '4']]);
  });

  it('has no header', async () => {
    const columns = { coluna: ['usuario_id=3', 'filme_id=1', 'avaliacao=2'] };
    expect((await read('x.txt', lines('2,4,7'), columns)).rows).toEqual([{ ...one, avaliado_em: null }]);
    expect((await read('x.txt', lines('film,stars,who', '2,4,7'), columns)).rows).toHaveLength(1);
    const usual = { semCabecalho: true, separador: '::' };
    expect((await read('x.txt', lines('7::2::4'), usual)).rows).toEqual([{ ...one, avaliado_em: null }]);
  });

  it('has dates whose order the column shows, or a person', async () => {
    const dates = (...days: string[]) => lines('user,item,rating,date', ...days.map((day, n) => `7,${n + 1},4,${day}`));
    const times = async (content: string, given = {}) =>
      (await read('x.csv', content, given)).rows.map(({ avaliado_em }) =>
        new Date(avaliado_em!).toISOString().slice(0, 16),
      );
    expect(await times(dates('04/07/2021', '25/12/2020 18:30'))).toEqual(['2021-07-04T00:00', '2020-12-25T18:30']);
    expect(await times(dates('04/07/2021', '12/25/2020 6:30 PM'))).toEqual(['2021-04-07T00:00', '2020-12-25T18:30']);
    await expect(times(dates('04/07/2021'))).rejects.toThrow(/--formato-data/);
    expect(await times(dates('04/07/2021'), { formatoData: 'MM/DD/AAAA' })).toEqual(['2021-04-07T00:00']);
  });

  it('loses no row by an optional cell, or a whole number that is written 1.0', async () => {
    const now = Date.UTC(2022, 0, 1);
    const content = lines('user,item,rating,date', '7.0,1.0,4,nunca', '7,2,4,2022-01-01T08:00', '7,3,4,2023-01-01');
    const { report, rows } = await read('x.csv', content, {}, { now });
    expect(rows.map(({ avaliado_em }) => avaliado_em)).toEqual([null, now]);
    expect(report.lost).toEqual([{ file: 'x.csv', field: 'avaliado_em', count: 1 }]);
    expect(report.rejected.map(({ motivo }) => motivo)).toEqual(['data 2023-01-01T00:00:00.000Z está no futuro']);
    expect(report.landed).toMatchObject({ people: 1, films: 3, ratings: 2, likes: 2, dislikes: 0 });
  });

  it('has a stray quote between tabs', async () => {
    const database = await open();
    await importFiles(database, {
      'f.tsv': lines('id\ttitulo\tano', '1\tA 5" faca\t1990.0', '2\t"Sem fim\t1991', '3\t"Dois"\t'),
    });
    expect(await films(database)).toMatchObject([
      { titulo: 'A 5" faca', ano: 1990 },
      { titulo: '"Sem fim', ano: 1991 },
      { titulo: 'Dois' },
    ]);
  });

  it('is compressed by gzip, alone or among others', async () => {
    const database = await open();
    const packed = gzipSync(lines('userId,movieId,rating', '7,2,4'));
    await importPath(database, await folderWith({ ...withFilms, 'ratings.csv.gz': packed }));
    expect(await ratings(database)).toHaveLength(1);
    const damaged = packed.subarray(0, packed.length - 6);
    await expect(importPath(database, await fileWith('ratings.csv.gz', damaged))).rejects.toThrow(
      /ratings.csv está danificado/,
    );
  });

  it('is of no known header: the message names the option that would do', async () => {
    await expect(importPath(await open(), await fileWith('x.csv', lines('userId,what,mood', '1,2,3')))).rejects.toThrow(
      /faltam: movieId, rating[^]*--coluna movieId=what --coluna rating=mood/,
    );
  });
});
