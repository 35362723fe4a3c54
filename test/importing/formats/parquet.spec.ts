import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { UnusableSource } from '../../../src/importing/reading/unusable-source';
import { writeZip } from '../../../bench/import-zip';
import { eachDatabase, withSqlite } from '../../support/databases';
import { projectRoot } from '../../support/project-root';
import { films, fileWith, folderWith, importFiles, importPath, ratings, reasons, removeFiles } from '../files';

afterAll(removeFiles);

/** As pyarrow writes them: compressed by Zstandard and Snappy, lists, moments, single precision, two rows a group. */
const madeByPyarrow = (name: string): Buffer => readFileSync(join(projectRoot(), 'test/importing/formats', name));

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];
const parquet = (columnData: Columns, rowGroupSize = 1000): Buffer =>
  Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize }));

const threeRatings: Columns = [
  { name: 'userId', data: [1, 1, 2], type: 'INT32' },
  { name: 'movieId', data: [10n, 20n, 10n], type: 'INT64' },
  { name: 'rating', data: [4.5, 3, 0.5], type: 'DOUBLE' },
];
const threeFilms = 'id,titulo\n10,Um\n20,Dois\n30,Três\n';

eachDatabase('Parquet', (open) => {
  it('of pyarrow is read group by group, with its lists, moments and missing values', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'films.parquet': madeByPyarrow('films.parquet'),
      'ratings.parquet': madeByPyarrow('ratings.parquet'),
    });
    expect(reasons(report)).toEqual(['ratings.parquet:5 avaliação "" não é um número']);
    expect(await films(database)).toMatchObject([
      { id: 1, titulo: 'Farol', ano: 1995, genero: 'Drama, Comedy' },
      { id: 2, titulo: 'Maré', ano: 2001, genero: 'Drama' },
      { id: 3, titulo: 'Sem Ano', ano: null, genero: '' },
    ]);
    expect(await ratings(database)).toEqual([
      { usuario_id: 1, filme_id: 1, avaliacao: 4.1, avaliado_em: Date.UTC(2005, 3, 2, 23, 53, 47) },
      { usuario_id: 1, filme_id: 2, avaliacao: 3.5, avaliado_em: null },
      { usuario_id: 2, filme_id: 1, avaliacao: 5, avaliado_em: Date.UTC(2006, 0, 1) },
      { usuario_id: 2, filme_id: 3, avaliacao: 0.5, avaliado_em: Date.UTC(2007, 0, 1) },
    ]);
  });
});

withSqlite('a Parquet file', (open) => {
  it('is known by its first bytes, whatever it is called, and counts its rows over all groups', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': threeFilms });
    const rated = threeRatings.map(({ data, ...column }) => ({ ...column, data: [...data, ...data].slice(0, 4) }));
    rated[1].data[3] = 99n as never;
    const report = await importPath(database, await fileWith('notas', parquet(rated, 2)));
    expect(reasons(report)).toEqual(['notas:4 filme 99 não existe']);
    expect(await ratings(database)).toMatchObject([{ avaliacao: 4.5 }, { avaliacao: 3 }, { avaliacao: 0.5 }]);
  });

  it('shows what its columns were taken for', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': threeFilms });
    const path = await fileWith('r.parquet', parquet(threeRatings));
    const { files } = await importPath(database, path, { dryRun: true });
    expect(files).toMatchObject([
      {
        ...{ kind: 'avaliacoes', separator: null },
        columns: [
          { coluna: 'userId', campo: 'userId' },
          { coluna: 'movieId', campo: 'movieId' },
          { coluna: 'rating', campo: 'rating' },
        ],
        rows: [
          ['1', '10', '4.5'],
          ['1', '20', '3'],
          ['2', '10', '0.5'],
        ],
      },
    ]);
  });

  it('has columns that are told by their names or numbers; else they are named', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': threeFilms });
    const [users, items, stars] = threeRatings;
    const own = [{ ...users, name: 'quem' }, { ...items, name: 'o quê' }, { ...stars, name: 'quanto' }, users];
    const path = await fileWith(
      'r.parquet',
      parquet(own.map((column, n) => (n < 3 ? column : { ...column, name: 'x' }))),
    );
    await expect(importPath(database, path)).rejects.toThrow(
      /^r\.parquet: cabeçalho não reconhecido\n {2}encontrado: quem, o quê, quanto, x\n[^]*--coluna avaliacao=quem/,
    );
    const columns = { usuario_id: 'quem', filme_id: '2', avaliacao: 'quanto' };
    expect((await importPath(database, path, { reading: { columns } })).rejected).toEqual([]);
    expect(await ratings(database)).toHaveLength(3);
  });

  it('lies in a zip as well, and is passed over where it is of other things', async () => {
    const database = await open();
    const path = join(await folderWith({}), 'tudo.zip');
    await writeZip(path, [
      { name: 'filmes.csv', pieces: [threeFilms] },
      { name: 'r.parquet', pieces: [parquet(threeRatings)] },
      { name: 'outra.parquet', pieces: [parquet([{ name: 'cor', data: ['azul'], type: 'STRING' }])] },
    ]);
    const report = await importPath(database, path);
    expect(report.ignored).toEqual(['outra.parquet']);
    expect(report.counts.avaliacoes).toMatchObject({ novos: 3 });
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -40)],
    ['without its end', (bytes: Buffer) => bytes.subarray(0, 6)],
    [
      'damaged where its values are',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(60, 255), bytes.subarray(64)]),
    ],
  ])('%s is refused before anything is written', async (_, damage) => {
    const database = await open();
    const path = await folderWith({ 'filmes.csv': threeFilms, 'r.parquet': damage(parquet(threeRatings)) });
    const attempt = importPath(database, path);
    await expect(attempt).rejects.toThrow(UnusableSource);
    await expect(attempt).rejects.toThrow('r.parquet não pode ser lido como Parquet');
    expect(await films(database)).toEqual([]);
  });
});
