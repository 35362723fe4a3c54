import type { Database } from '../../../src/database/database';
import { UnusableSource } from '../../../src/importing/reading/unusable-source';
import { withSqlite } from '../../support/databases';
import { films, importFiles, lines, ratings, reasons, removeFiles } from '../files';

afterAll(removeFiles);

withSqlite('a table as people have it', (open) => {
  const events = (database: Database) => database.query('SELECT usuario_id, filme_id, tipo, quando FROM eventos');

  /** Who rated what how, by names. */
  const told = async (database: Database) => {
    const rows = await database.query<{ nome: string; titulo: string; ano: number | null; avaliacao: number }>(
      `SELECT nome, titulo, ano, avaliacao FROM avaliacoes JOIN usuarios ON usuarios.id = usuario_id
       JOIN filmes ON filmes.id = filme_id ORDER BY nome, titulo`,
    );
    return rows.map(({ nome, titulo, ano, avaliacao }) => [nome, `${titulo} ${ano}`, avaliacao]);
  };
  const ofTwo = [
    ['Ana', 'Lantern Hill 1995', 4],
    ['Bia', 'Salt Wind null', 1.5],
  ];

  it.each([
    [
      'a.csv',
      lines('Movie,Person,Score,Day', 'Lantern Hill (1995),Ana,8/10,2024-05-01', 'Salt Wind,Bia,3/10,2024-05-02'),
    ],
    ['b.csv', lines('user_name,film,rating', 'Ana,Lantern Hill (1995),4', 'Bia,Salt Wind,1.5')],
    ['c.csv', lines('Nome;Filme;Nota;Data', 'Ana;Lantern Hill (1995);4;01/05/2024', 'Bia;Salt Wind;1,5;13/05/2024')],
    ['d.csv', lines('pessoa,nome_do_filme,ano,avaliacao', 'Ana,Lantern Hill,1995,★★★★', 'Bia,Salt Wind,,★½')],
    [
      'e.json',
      JSON.stringify([
        { user: 'Ana', movie: 'Lantern Hill (1995)', rating: 4 },
        { rating: 1.5, user: 'Bia', movie: 'Salt Wind', more: { of: 'it' } },
      ]),
    ],
    [
      'f.json',
      JSON.stringify({
        count: 2,
        ratings: [
          { name: 'Ana', film: 'Lantern Hill (1995)', stars: '4/5' },
          { name: 'Bia', film: 'Salt Wind', stars: '30%' },
        ],
      }),
    ],
    [
      'g.ndjson',
      lines('{"uid":"Ana","movie":"Lantern Hill (1995)","score":4}', '{"uid":"Bia","movie":"Salt Wind","score":1.5}'),
    ],
    [
      'h.ndjson',
      '[{"user":"Ana","movie":"Lantern Hill (1995)","score":4},\n {"user":"Bia","movie":"Salt Wind","score":1.5}]',
    ],
    [
      'i.json',
      lines('{"user":"Ana","movie":"Lantern Hill (1995)","score":4}', '{"user":"Bia","movie":"Salt Wind","score":1.5}'),
    ],
  ])('names people and films: %s', async (file, text) => {
    const database = await open();
    const report = await importFiles(database, { [file]: text });
    expect(reasons(report)).toEqual([]);
    expect(await told(database)).toEqual(ofTwo);
    // Once more it says nothing new.
    const again = await importFiles(database, { [file]: text });
    expect(again.counts).toMatchObject({ usuarios: { novos: 0 }, avaliacoes: { novos: 0, iguais: 2 } });
    expect(await films(database)).toHaveLength(2);
  });

  it('has ids where its films are called by ids', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': lines('id,titulo', 'lantern-hill,Lantern Hill', '603,Salt Wind') });
    const report = await importFiles(database, {
      'r.csv': lines('user,movie,rating', '1,lantern-hill,4', '1,603,2', '1,7,3', 'Ana,8,3'),
    });
    expect(reasons(report)).toEqual(['r.csv:4 filme 7 não existe', 'r.csv:5 filme_id: filme 8 não existe']);
    expect(await ratings(database)).toHaveLength(2);
    // A name beside a number of a film may be that of the film.
    await expect(
      importFiles(database, { 'c.csv': lines('movie_id,name,rating', '603,Salt Wind,4.1') }),
    ).rejects.toThrow(UnusableSource);
  });

  it('may call films by their ids on IMDb or TMDB, which are not ours', async () => {
    const database = await open();
    await importFiles(database, {
      'filmes.csv': lines('id,titulo,identificadores', '1,Lantern Hill,imdb:tt0000011|tmdb:2', '2,Salt Wind,tmdb:1'),
    });
    const report = await importFiles(database, {
      'imdb.csv': lines('email,imdb_id,stars', 'ana@example.com,tt0000011,5'),
      'tmdb.csv': lines('user,tmdb_id,rating', '7,1,2'),
    });
    expect(reasons(report)).toEqual([]);
    expect(await told(database)).toEqual([
      ['Usuário 7', 'Salt Wind null', 2],
      ['ana@example.com', 'Lantern Hill null', 5],
    ]);
  });

  it('may be of one person, once somebody says of whom', async () => {
    const database = await open();
    const diary = {
      'diary.csv': lines(
        'imdbID,Title,Year,Directors,Rating10,WatchedDate,Rewatch,Tags,Review',
        'tt0000011,Lantern Hill,1995,Ana Prado,8,2024-05-01,false,,"Good, and short"',
        ',Salt Wind,2001,,,2024-05-02,true,,',
      ),
    };
    await expect(importFiles(database, diary)).rejects.toThrow('nada diz de quem');
    expect(await films(database)).toEqual([]);
    const report = await importFiles(database, diary, { person: { name: 'Ana' } });
    expect(report.scales).toEqual([{ file: 'diary.csv', from: 0, to: 10 }]);
    expect(await told(database)).toEqual([['Ana', 'Lantern Hill 1995', 4]]);
    expect(await events(database)).toEqual([
      { usuario_id: 1, filme_id: 2, tipo: 'visto', quando: Date.UTC(2024, 4, 2) },
    ]);
    const own = { 'minha lista.csv': lines('Filme;Ano;Minha nota;Visto em', 'Salt Wind;2001;4,5;03/05/2024') };
    await importFiles(database, own, { person: { ref: 1 }, reading: { dates: 'dmy' } });
    expect(await told(database)).toContainEqual(['Ana', 'Salt Wind 2001', 4.5]);
    expect(await films(database)).toHaveLength(2);
  });

  it('is nobody’s beside the files of many, and is passed over there', async () => {
    const database = await open();
    const report = await importFiles(database, {
      'movies.csv': lines('movieId,title,genres', '1,Salt Wind (2001),Drama'),
      'ratings.csv': lines('userId,movieId,rating', '7,1,4'),
      'averages.csv': lines('title,rating', 'Salt Wind,3.1'),
    });
    expect(report.ignored).toEqual(['averages.csv']);
    expect(await told(database)).toEqual([['Usuário 7', 'Salt Wind 2001', 4]]);
  });

  it('may say what people did, in words of its own', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': lines('id,titulo', '1,Lantern Hill', '2,Salt Wind') });
    const report = await importFiles(database, {
      'events.csv': lines(
        'timestamp,user_id,item_id,event_type,progress',
        ...[
          '2024-05-01,7,1,Click,',
          '2024-05-01,7,1,watched,0.9',
          '2024-05-02,8,2,not-interested,',
          '2024-05-03,8,1,view,',
        ],
      ),
      'seen.csv': lines('user,movie,watched_at', '9,2,2024-05-04'),
    });
    expect(reasons(report)).toHaveLength(1);
    expect(reasons(report)[0]).toContain('events.csv:5 tipo: recebeu "view"');
    const kinds = await database.query(
      'SELECT usuario_id, filme_id, tipo, valor FROM eventos ORDER BY usuario_id, tipo',
    );
    expect(kinds).toEqual([
      { usuario_id: 7, filme_id: 1, tipo: 'assistiu', valor: 0.9 },
      { usuario_id: 7, filme_id: 1, tipo: 'clicou', valor: null },
      { usuario_id: 8, filme_id: 2, tipo: 'sem_interesse', valor: null },
      { usuario_id: 9, filme_id: 2, tipo: 'visto', valor: null },
    ]);
  });

  it('may say liked or not, and have columns that nobody needs', async () => {
    const database = await open();
    await importFiles(database, { 'filmes.csv': lines('id,titulo', '1,Lantern Hill', '2,Salt Wind') });
    const report = await importFiles(database, {
      'liked.csv': lines('user_id,movie_id,liked', '7,1,true', '7,2,false'),
      'notes.csv': lines('user_id,title,year,rating,review,País', '8,Salt Wind,,3,"So, so",Brasil'),
    });
    expect(reasons(report)).toEqual([]);
    expect(await told(database)).toEqual([
      ['Usuário 7', 'Lantern Hill null', 5],
      ['Usuário 7', 'Salt Wind null', 0],
      ['Usuário 8', 'Salt Wind null', 3],
    ]);
  });

  it('says which column may be what where it is not known', async () => {
    const database = await open();
    const refusal = async (text: string, name = 'ratings.csv') => {
      const error: unknown = await importFiles(database, { [name]: text }).catch((one: unknown) => one);
      return error instanceof UnusableSource ? error.text.en : error;
    };
    expect(await refusal(lines('Movie,Person,Score,Mood', 'Salt Wind,Ana,3,good'))).toContain(
      '--column userId=Person --column movieId=Movie --column rating=Score',
    );
    const line = '{"who":"Ana","movie":"Salt Wind","rating":3}';
    expect(await refusal(line, 'ratings.ndjson')).toContain('--column userId=who');
    const named = { reading: { columns: { userId: 'who' } } };
    expect(reasons(await importFiles(database, { 'ratings.ndjson': line }, named))).toEqual([]);
    expect(reasons(await importFiles(database, { 'x.json': `[${line}]` }, named))).toEqual([]);
    expect(await told(database)).toEqual([['Ana', 'Salt Wind null', 3]]);
    expect(await refusal(lines('Dia da sessão,Id do filme,userId,rating', '1,2,3,4'))).toContain(
      '--column movieId=Id do filme',
    );
  });
});
