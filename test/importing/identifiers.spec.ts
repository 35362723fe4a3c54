import type { Database } from '../../src/database/database';
import { catalogueVersion } from '../../src/films/catalogue-version';
import { exportLines } from '../../src/importing/export/export-lines';
import { eachDatabase } from '../support/databases';
import { importFiles, lines, ratings, reasons } from './files';

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

  it('that are no numbers are told by what they are called from now on', async () => {
    const database = await open();
    const report = await importFiles(database, files);
    expect(report.doubts.map(({ pt }) => pt).slice(1)).toEqual([
      'ids de filmes que não são números a partir de 1 foram guardados como arquivo:...: F-2 é /filmes/arquivo:F-2',
      'ids de usuários que não são números a partir de 1 foram guardados como arquivo:...: 0 é /usuarios/arquivo:0',
    ]);
  });

  it('of links.csv are new, known, or those of another film', async () => {
    const database = await open();
    const files = {
      'movies.csv': lines('movieId,title,genres', '1,Toy Story (1995),Animation', '2,Jumanji (1995),Adventure'),
      'links.csv': lines('movieId,imdbId,tmdbId', '1,0114709,862', '2,0113497,862', '3,0113228,'),
    };
    const counted = { novos: 1, alterados: 0, iguais: 0, rejeitados: 2 };
    const planned = await importFiles(database, files, { dryRun: true });
    expect(planned.counts).toMatchObject({ identificadores: counted });
    const report = await importFiles(database, files);
    expect(report.counts).toEqual({
      filmes: { novos: 2, alterados: 0, iguais: 0, rejeitados: 0 },
      identificadores: counted,
    });
    expect(reasons(report)).toEqual(['links.csv:3 tmdb:862 já é do filme 1', 'links.csv:4 filme 3 não existe']);
    const codes = await database.query('SELECT codigo FROM identificadores_de_filmes ORDER BY filme_id, fonte');
    expect(codes.map((row) => (row as { codigo: string }).codigo)).toEqual(['tt0114709', '1', '862', 'tt0113497', '2']);
    const again = await importFiles(database, files);
    expect(again.counts.identificadores).toEqual({ ...counted, novos: 0, iguais: 1 });
  });

  it('of people make nobody where the row is refused, whichever way the film is called', async () => {
    const database = await open();
    const files = {
      'movies.csv': lines('movieId,title,genres', '1,Heat (1995),Crime'),
      'ratings.csv': lines(
        'userId,movieId,rating,timestamp',
        'ana,1,4.5,1700000000',
        'bia,99,4,1700000001',
        'caio,imdb:tt0000009,0.5,1700000002',
        'loja:dora,98,1,1700000003',
      ),
    };
    const planned = await importFiles(database, files, { dryRun: true });
    expect(planned.counts).toMatchObject({ usuarios: { novos: 1 }, avaliacoes: { novos: 1, rejeitados: 3 } });
    const report = await importFiles(database, files);
    expect(report.counts).toEqual(planned.counts);
    const people = await database.query('SELECT codigo FROM identificadores_de_usuarios');
    expect(people).toEqual([{ codigo: 'ana' }]);
    expect(await database.query('SELECT COUNT(*) AS people FROM usuarios')).toEqual([{ people: 1 }]);
  });

  it('of ratings in our own layout make people where there is nobody, and only there', async () => {
    const database = await open();
    const films = { 'filmes.csv': lines('id,titulo', '1,Um', '2,Dois') };
    const rated = (...rows: string[]) => lines('usuario_id,filme_id,avaliacao', ...rows);
    const first = { ...films, 'avaliacoes.csv': rated('7,1,4.5', '7,2,0.5', '9,3,4', '8,1,2') };
    const planned = await importFiles(database, first, { dryRun: true });
    const report = await importFiles(database, first);
    expect(report.counts).toEqual(planned.counts);
    expect(report.counts).toMatchObject({ usuarios: { novos: 2 }, avaliacoes: { novos: 3, rejeitados: 1 } });
    const later = await importFiles(database, { 'avaliacoes.csv': rated('7,1,5', '10,1,5') });
    expect(reasons(later)).toEqual(['avaliacoes.csv:3 usuário 10 não existe']);
    const replaced = await importFiles(database, { ...films, 'notas.csv': rated('10,1,5') }, { existing: 'replace' });
    expect(replaced.counts).toMatchObject({ usuarios: { novos: 1 }, avaliacoes: { novos: 1, rejeitados: 0 } });
  });

  it('that films are given by rows about something else are another catalogue', async () => {
    const database = await open();
    const movies = lines('movieId,title,genres', '1,Heat (1995),Crime', '2,Alien (1979),Horror');
    await importFiles(database, { 'movies.csv': movies });
    const before = await catalogueVersion(database);
    await importFiles(database, { 'movies.csv': movies, 'links.csv': lines('movieId,imdbId,tmdbId', '1,0113277,949') });
    expect(await catalogueVersion(database)).toBeGreaterThan(before);
    const then = await catalogueVersion(database);
    const watched = lines('Date,Name,Year,Letterboxd URI', '2024-01-02,Alien,1979,https://boxd.it/2awY');
    await importFiles(database, { 'watched.csv': watched }, { person: { name: 'Ana' } });
    expect(await catalogueVersion(database)).toBeGreaterThan(then);
  });

  it('and films that are there twice are told, before as well as after', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': lines('id,titulo,diretor,ano', '1,Solaris,Andrei Tarkovsky,1972') });
    const more = {
      'filmes.csv': lines(
        'id,titulo,diretor,ano',
        '2,SOLARIS!,Andrei Tarkovsky,1972',
        '3,Solaris,Steven Soderbergh,2002',
        '4,Emma,Ana,1996',
        '5,Emma,Eva,1996',
        '6,Heat,,1995',
        '7,Heat,Michael Mann,1995',
      ),
    };
    const planned = await importFiles(database, more, { dryRun: true });
    const report = await importFiles(database, more);
    expect(report.doubts.map(({ pt }) => pt)).toEqual([
      'filmes que parecem estar duas vezes, com o mesmo título, ano e direção: 1 = 2 (Solaris, 1972); 6 = 7 (Heat, 1995). ' +
        'Para unir dois: centroide filmes unir 1 2',
    ]);
    expect(planned.doubts).toEqual(report.doubts);
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
