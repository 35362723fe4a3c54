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

  it('says which column may be what where it is not known', async () => {
    const database = await open();
    const refusal = async (text: string) => {
      const error: unknown = await importFiles(database, { 'ratings.csv': text }).catch((one: unknown) => one);
      return error instanceof UnusableSource ? error.text.en : error;
    };
    expect(await refusal(lines('Movie,Person,Score,Mood', 'Salt Wind,Ana,3,good'))).toContain(
      '--column userId=Person --column movieId=Movie --column rating=Score',
    );
    expect(await refusal(lines('Dia da sessão,Id do filme,userId,rating', '1,2,3,4'))).toContain(
      '--column movieId=Id do filme',
    );
  });
});
