import type { Database } from '../../src/database/database';
import { exportLines } from '../../src/importing/export/export-lines';
import { eachDatabase } from '../support/databases';
import { importFiles, lines, ratings } from './files';

const files = {
  'filmes.csv': lines(
    'id,titulo,identificadores',
    'tt0000007,Sete,tmdb:70|letterboxd:sete',
    'F-2,Dois,',
    '3,Três,imdb:3',
  ),
  'usuarios.csv': lines('id,nome', '0,Zero', 'loja:ana,Ana', '5,Cinco'),
  'avaliacoes.csv': lines(
    'usuario_id,filme_id,avaliacao,avaliado_em',
    '0,tmdb:70,4,1700000000',
    'loja:ana,F-2,5,1700000001',
    '5.0,3,2,1700000002',
    '5,imdb:9,2,1700000002',
  ),
};

/** An export without numbers that are counted: who is who by their ids elsewhere. */
async function exported(database: Database): Promise<string[]> {
  const snapshot = await database.snapshot();
  const all: string[] = [];
  for await (const some of exportLines(snapshot)) all.push(...some.trim().split('\n'));
  await snapshot.close();
  return all;
}

eachDatabase('ids elsewhere in files', (open) => {
  it('are kept, found again, told where nobody has them, and survive an export', async () => {
    const database = await open();
    const planned = await importFiles(database, files, { dryRun: true });
    const report = await importFiles(database, files);
    expect(planned.counts).toEqual(report.counts);
    expect(report.counts).toMatchObject({ filmes: { novos: 3 }, usuarios: { novos: 3 }, avaliacoes: { novos: 3 } });
    expect(report.rejected.map(({ motivo }) => motivo)).toEqual(['filme_id: filme imdb:tt0000009 não existe']);
    const before = await exported(database);
    const named = before.map((line) => JSON.parse(line) as { identificadores?: string[] });
    expect(named.flatMap(({ identificadores }) => identificadores ?? []).sort()).toEqual([
      'arquivo:0',
      'arquivo:F-2',
      'imdb:tt0000003',
      'imdb:tt0000007',
      'letterboxd:sete',
      'loja:ana',
      'tmdb:70',
    ]);
    const again = await importFiles(database, files);
    expect(again.counts).toMatchObject({ filmes: { iguais: 3 }, usuarios: { iguais: 3 }, avaliacoes: { iguais: 3 } });
    const copy = await open();
    expect((await importFiles(copy, { 'copia.ndjson': before.join('\n') })).rejected).toEqual([]);
    expect(await exported(copy)).toEqual(before);
    await importFiles(copy, { 'copia.ndjson': before.join('\n') }, { existing: 'replace' });
    expect(await exported(copy)).toEqual(before);
  });

  it('make people where a file of ratings comes without people: user 0 as well', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movies.csv': lines('movieId,title,genres', '1,Um (1995),Drama', '0,Zero (1996),Drama'),
      'ratings.csv': lines(
        'userId,movieId,rating,timestamp',
        '0,1,4,1494128040',
        '0,0,2,1467529800',
        '-1,1,5,1513344120',
      ),
    });
    expect(report.rejected).toEqual([]);
    expect(report.counts).toMatchObject({ usuarios: { novos: 2 }, avaliacoes: { novos: 3 } });
    expect(await ratings(database)).toHaveLength(3);
  });
});
