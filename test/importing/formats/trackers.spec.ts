import type { Database } from '../../../src/database/database';
import { eachDatabase } from '../../support/databases';
import { films, importFiles, importPath, lines, ratings, removeFiles, users, zipWith } from '../files';

afterAll(removeFiles);

const events = (database: Database) =>
  database.query('SELECT usuario_id, filme_id, tipo FROM eventos ORDER BY filme_id, tipo');
const identifiers = (database: Database) =>
  database.query('SELECT filme_id, fonte, codigo FROM identificadores_de_filmes ORDER BY fonte, codigo');

eachDatabase('films of one person', (open) => {
  const catalogue = {
    'filmes.csv': lines(
      'id,titulo,ano',
      '1,"Lantern Hill, The",1995',
      '2,Dr. Who & the Daleks (a.k.a. Os Daleks),1965',
      '3,Salt Wind,2001',
      '4,Salt Wind,1960',
    ),
  };
  const header = 'Date,Name,Year,Letterboxd URI';
  const letterboxd = {
    'ratings.csv': lines(
      `${header},Rating`,
      '2024-06-15,the lantern hill!,1995,https://boxd.it/aaaa,4.5',
      '2024-06-16,Os Daleks,1966,https://boxd.it/aaab,0.5',
      '2024-06-16,Novo,2020,https://boxd.it/aaad,3',
    ),
    'watched.csv': lines(
      header,
      '2024-06-17,Salt Wind,2001,https://boxd.it/aaac',
      '2024-06-15,Novo,2020,https://boxd.it/aaad',
    ),
    'watchlist.csv': lines(header, '2024-06-17,Salt Wind,1960,https://boxd.it/aaae'),
    'likes/films.csv': lines(header, '2024-06-15,Novo,2020,https://boxd.it/aaad'),
    'diary.csv': lines(
      `${header},Rating,Rewatch,Tags,Watched Date`,
      '2024-06-18,Novo,2020,https://boxd.it/x9,3.5,,,2024-06-17',
    ),
    'deleted/diary.csv': lines(
      `${header},Rating,Rewatch,Tags,Watched Date`,
      '2024-06-18,Nada,2020,https://boxd.it/x8,1,,,',
    ),
    'profile.csv': lines('Date Joined,Username', '2020-01-01,ana'),
  };

  it('come from Letterboxd: known ones by title and year, others new, and all again changes nothing', async () => {
    const database = await open();
    await importFiles(database, catalogue);
    const zip = await zipWith(letterboxd);
    const report = await importPath(database, zip, { person: { name: 'Ana' } });
    expect(report.rejected).toEqual([]);
    expect(report.found).toMatchObject({ byTitle: 4, created: 1 });
    expect(report.counts).toMatchObject({ filmes: { novos: 1, iguais: 0 }, usuarios: { novos: 1, iguais: 0 } });
    expect(await users(database)).toMatchObject([{ id: 1, nome: 'Ana' }]);
    expect((await films(database)).at(-1)).toMatchObject({ id: 5, titulo: 'Novo', ano: 2020 });
    expect(await ratings(database)).toMatchObject([
      { filme_id: 1, avaliacao: 4.5, avaliado_em: Date.UTC(2024, 5, 15) },
      { filme_id: 2, avaliacao: 0.5 },
      { filme_id: 5, avaliacao: 3.5, avaliado_em: Date.UTC(2024, 5, 17) },
    ]);
    expect(await events(database)).toMatchObject([
      { filme_id: 3, tipo: 'visto' },
      { filme_id: 4, tipo: 'quer_ver' },
      { filme_id: 5, tipo: 'gostou' },
      { filme_id: 5, tipo: 'visto' },
      { filme_id: 5, tipo: 'visto' },
    ]);
    expect(await identifiers(database)).toContainEqual({ filme_id: 2, fonte: 'letterboxd', codigo: 'boxd.it/aaab' });
    const again = await importPath(database, zip, { person: { ref: 1 } });
    expect(again.counts.avaliacoes).toMatchObject({ novos: 0, alterados: 0 });
    expect(again.counts.eventos).toMatchObject({ novos: 0 });
    expect(again.found).toMatchObject({ created: 0, owner: 1 });
  });

  it('come from IMDb and Trakt, and are found by the id that they share', async () => {
    const database = await open();
    await importFiles(database, catalogue);
    const imdb =
      'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors';
    await importFiles(
      database,
      {
        'a.csv': lines(
          imdb,
          'tt0000001,8,2024-01-02,A Colina,Lantern Hill,http://x,Movie,7.1,90,1995,"Drama, Comedy",9,1995-01-01,Ana Prado',
        ),
        'b.csv': lines(
          `Position,Const,Created,Modified,Description,${imdb.slice(18).replace('Date Rated,', '')},Your Rating,Date Rated`,
          '1,tt0000002,2024-01-02,2024-01-02,,Outro,,http://x,Movie,7.1,90,1999,Drama,9,1999-01-01,Ana,,',
        ),
      },
      { person: { ref: 'loja:ana' } },
    );
    const movie = { title: 'Anything', year: 1901, ids: { trakt: 5, imdb: 'tt0000001', tmdb: 77 } };
    await importFiles(
      database,
      {
        'ratings-movies.json': JSON.stringify([
          { rated_at: '2025-01-02T10:00:00.000Z', rating: 6, type: 'movie', movie },
        ]),
        'history.json': JSON.stringify([
          { id: 1, watched_at: '2025-01-02T10:00:00.000Z', action: 'watch', type: 'movie', movie },
        ]),
        'shows.json': JSON.stringify([{ rated_at: '2025-01-02T10:00:00.000Z', rating: 6, type: 'show', show: {} }]),
      },
      { person: { ref: 'loja:ana' } },
    );
    expect(await films(database)).toHaveLength(5);
    expect(await ratings(database)).toMatchObject([{ usuario_id: 1, filme_id: 1, avaliacao: 3 }]);
    expect(await events(database)).toMatchObject([
      { filme_id: 1, tipo: 'visto' },
      { filme_id: 5, tipo: 'quer_ver' },
    ]);
    expect(await identifiers(database)).toContainEqual({ filme_id: 1, fonte: 'tmdb', codigo: '77' });
    const planned = await importPath(database, await zipWith(letterboxd), { dryRun: true });
    expect(planned.found).toMatchObject({ byTitle: 4, created: 1 });
    expect(await users(database)).toHaveLength(1);
  });

  it('make no films of series, episodes and games, which must be in the catalogue by their ids', async () => {
    const database = await open();
    await importFiles(database, {
      'filmes.csv': lines('id,titulo,ano,identificadores', '1,Salt Wind,2001,imdb:tt0000009', '2,The Pilot,2010,'),
    });
    const report = await importFiles(
      database,
      {
        'imdb.csv': lines(
          'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors',
          'tt0000009,8,2024-01-02,Salt Wind,Salt Wind,http://x,TV Series,7.1,90,2001,Drama,9,2001-01-01,Ana',
          'tt0000010,9,2024-01-02,The Pilot,The Pilot,http://x,TV Episode,7.1,40,2010,Drama,9,2010-01-01,Ana',
          'tt0000011,9,2024-01-02,Half Light,Half Light,http://x,Video Game,7.1,,2004,Action,9,2004-01-01,',
          'tt0000012,9,2024-01-02,Behind Glass,Behind Glass,http://x,TV Movie,7.1,90,2013,Drama,9,2013-01-01,Ana',
        ),
        'tmdb.csv': lines(
          'TMDb ID,IMDb ID,Type,Name,Release Date,Season Number,Episode Number,Rating,Your Rating,Date Rated',
          '603,tt0000013,movie,Glass Hill,1999-03-31T00:00:00Z,,,8.2,7.0,2024-05-01T10:00:00Z',
          '603,tt0000014,tv,Tower,2011-04-17T00:00:00Z,,,8.4,7.0,2024-05-03T10:00:00Z',
        ),
      },
      { person: { ref: 'loja:ana' } },
    );
    expect(report.rejected.map(({ motivo }) => motivo)).toEqual([
      'The Pilot (TV Episode) não é filme, e não está no catálogo',
      'Half Light (Video Game) não é filme, e não está no catálogo',
      'Tower (tv) não é filme, e não está no catálogo',
    ]);
    expect(await films(database)).toMatchObject([
      { titulo: 'Salt Wind' },
      { titulo: 'The Pilot' },
      { titulo: 'Behind Glass' },
      { titulo: 'Glass Hill', ano: 1999 },
    ]);
    expect(await ratings(database)).toMatchObject([
      { filme_id: 1, avaliacao: 4 },
      { filme_id: 3, avaliacao: 4.5 },
      { filme_id: 4, avaliacao: 3.5 },
    ]);
    expect(await identifiers(database)).toContainEqual({ filme_id: 4, fonte: 'tmdb', codigo: '603' });
  });

  it('come by title from a spreadsheet of many people: of films that are there, and of new ones', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': lines('id,titulo,ano', '1,Salt Wind,2001', '2,Salt Wind,1960') });
    const report = await importFiles(database, {
      'notas.csv': lines(
        'Usuário;Título;Ano;Nota;Data',
        'ana;salt wind;1960;4,5;2024-01-02',
        'ana;Glass Hill;1999;2;',
        '7;Wind, The (2003);;5;',
        '7;;1999;5;',
      ),
    });
    expect(report.rejected).toHaveLength(1);
    expect(await films(database)).toMatchObject([
      { titulo: 'Salt Wind', ano: 2001 },
      { titulo: 'Salt Wind', ano: 1960 },
      { titulo: 'Glass Hill', ano: 1999 },
      { titulo: 'The Wind', ano: 2003 },
    ]);
    expect(await ratings(database)).toMatchObject([
      { usuario_id: 7, filme_id: 4, avaliacao: 5 },
      { filme_id: 2, avaliacao: 4.5, avaliado_em: Date.UTC(2024, 0, 2) },
      { filme_id: 3, avaliacao: 2 },
    ]);
    expect(await users(database)).toHaveLength(2);
  });

  it('come from Gorse, whose ids are texts: stars are ratings, other feedback events', async () => {
    const database = await open();
    const feedback = (FeedbackType: string, ItemId: string, Value: number) =>
      JSON.stringify({ FeedbackType, UserId: 'ana', ItemId, Value, Timestamp: '2022-06-24T21:20:11Z', Comment: '' });
    const report = await importFiles(database, {
      'users.jsonl': lines('{"UserId":"ana","Labels":null,"Comment":""}'),
      'items.jsonl': lines(
        '{"ItemId":"hill","IsHidden":false,"Categories":["Drama"],"Timestamp":"1995-01-01T00:00:00Z","Labels":{"genres":["drama","war"]},"Comment":"Lantern Hill (1995)"}',
        '{"ItemId":"wind","IsHidden":false,"Categories":["Drama"],"Labels":{}}',
      ),
      'feedback.jsonl': lines(feedback('rating', 'hill', 4), feedback('like', 'wind', 0), feedback('read', 'none', 0)),
    });
    expect(report.counts).toMatchObject({ filmes: { novos: 2, iguais: 0 }, usuarios: { novos: 1, iguais: 0 } });
    expect(report.rejected.map(({ motivo }) => motivo)).toEqual(['filme gorse:none não existe']);
    expect(await films(database)).toMatchObject([
      { titulo: 'Lantern Hill', ano: 1995, genero: 'drama, war' },
      { titulo: 'wind', genero: 'Drama' },
    ]);
    expect(await users(database)).toMatchObject([{ nome: 'ana' }]);
    expect(await ratings(database)).toMatchObject([{ usuario_id: 1, filme_id: 1, avaliacao: 4 }]);
    expect(await events(database)).toEqual([{ usuario_id: 1, filme_id: 2, tipo: 'gostou' }]);
  });
});
