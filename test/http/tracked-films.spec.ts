import { readFile } from 'node:fs/promises';
import request from 'supertest';
import { gzipSync } from 'node:zlib';
import { eachDatabase } from '../support/databases';
import { addFilms } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { contentOf, lines, removeFiles, zipWith } from '../importing/files';

afterAll(removeFiles);

const header = 'Date,Name,Year,Letterboxd URI';

eachDatabase('POST /importacoes/visitante', (_, create) => {
  let server: TestServer;
  const send = (file: Buffer, name: string) =>
    request(server.url).post('/importacoes/visitante').attach('arquivo', file, name);
  const csv = (...rows: string[]) => Buffer.from(lines(`${header},Rating`, ...rows));

  beforeAll(async () => {
    server = await startServer(await create(), { publicRead: null });
    await addFilms(server.database, [
      { id: 1, titulo: 'Lantern Hill, The', ano: 1995 },
      { id: 2, titulo: 'Dr. Who & the Daleks (a.k.a. Os Daleks)', ano: 1965 },
      { id: 3, titulo: 'Salt Wind', ano: 2001 },
      { id: 4, titulo: 'Salt Wind', ano: 1960 },
      { id: 5, titulo: 'Novo', ano: 2020 },
    ]);
  });
  afterAll(() => server.close());

  it('tells without a key what an export of Letterboxd says of the films that are here, and writes nothing', async () => {
    const before = await contentOf(server.database);
    const zip = await zipWith({
      'ratings.csv': lines(
        `${header},Rating`,
        '2024-06-15,the lantern hill!,1995,https://boxd.it/aaaa,4.5',
        '2024-06-16,Os Daleks,1966,https://boxd.it/aaab,0.5',
        '2024-06-16,Novo,2020,https://boxd.it/aaad,3',
        '2024-06-16,Elsewhere,1999,https://boxd.it/aaag,5',
      ),
      'watched.csv': lines(header, '2024-06-17,Salt Wind,2001,https://boxd.it/aaac'),
      'watchlist.csv': lines(header, '2024-06-17,Salt Wind,1960,https://boxd.it/aaae'),
      'likes/films.csv': lines(header, '2024-06-17,Salt Wind,2001,https://boxd.it/aaac'),
      'diary.csv': lines(
        `${header},Rating,Rewatch,Tags,Watched Date`,
        '2024-06-18,Novo,2020,https://boxd.it/x9,3.5,,,2024-06-17',
      ),
      'profile.csv': lines('Date Joined,Username', '2020-01-01,ana'),
    });
    const { body } = await send(await readFile(zip), 'letterboxd-ana.zip').expect(200);
    expect(body).toEqual({
      lidos: 6,
      filmes: [
        {
          ...{ id: 5, titulo: 'Novo', ano: 2020, avaliacao: 3.5 },
          avaliado_em: '2024-06-17T00:00:00.000Z',
          eventos: ['visto'],
        },
        {
          ...{ id: 2, titulo: 'Dr. Who & the Daleks (a.k.a. Os Daleks)', ano: 1965, avaliacao: 0.5 },
          avaliado_em: '2024-06-16T00:00:00.000Z',
          eventos: [],
        },
        {
          ...{ id: 1, titulo: 'Lantern Hill, The', ano: 1995, avaliacao: 4.5 },
          avaliado_em: '2024-06-15T00:00:00.000Z',
          eventos: [],
        },
        { id: 3, titulo: 'Salt Wind', ano: 2001, avaliacao: null, avaliado_em: null, eventos: ['gostou', 'visto'] },
        { id: 4, titulo: 'Salt Wind', ano: 1960, avaliacao: null, avaliado_em: null, eventos: ['quer_ver'] },
      ],
    });
    expect(await contentOf(server.database)).toEqual(before);
  });

  it('takes one file of it, and those of IMDb and Trakt on our scale', async () => {
    const one = await send(csv('2024-06-15,Salt Wind,2001,https://boxd.it/aaac,4'), 'ratings.csv').expect(200);
    expect(one.body.filmes).toMatchObject([{ id: 3, avaliacao: 4 }]);
    const packed = gzipSync(csv('2024-06-15,Salt Wind,2001,https://boxd.it/aaac,4'));
    expect((await send(packed, 'ratings.csv.gz').expect(200)).body).toEqual(one.body);
    const imdb = lines(
      'Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num Votes,Release Date,Directors',
      'tt0000001,8,2024-01-02,A Colina,Lantern Hill,http://x,Movie,7.1,90,1995,Drama,9,1995-01-01,Ana Prado',
      // An episode that is called like a film of the catalogue.
      'tt0000099,9,2024-01-02,Salt Wind,Salt Wind,http://x,TV Episode,7.1,40,2001,Drama,9,2001-01-01,',
    );
    expect((await send(Buffer.from(imdb), 'x.csv').expect(200)).body.filmes).toMatchObject([{ id: 1, avaliacao: 4 }]);
    const movie = { title: 'Novo', year: 2020, ids: { trakt: 5 } };
    const trakt = JSON.stringify([{ rated_at: '2025-01-02T10:00:00.000Z', rating: 6, type: 'movie', movie }]);
    expect((await send(Buffer.from(trakt), 'ratings.json').expect(200)).body.filmes).toMatchObject([
      { id: 5, avaliacao: 3, avaliado_em: '2025-01-02T10:00:00.000Z' },
    ]);
  });

  it('takes a table of titles and ratings, on whatever scale', async () => {
    const table = lines('Filme;Ano;Nota', 'Salt Wind;2001;9', 'A Colina Perdida;1999;3', 'Lantern Hill;1995;7');
    expect((await send(Buffer.from(table), 'notas.csv').expect(200)).body.filmes).toMatchObject([
      { id: 1, avaliacao: 3.5 },
      { id: 3, avaliacao: 4.5 },
    ]);
  });

  it('refuses what is of no tracker, what is too much, and what is no file', async () => {
    const notOfOne = await send(Buffer.from(lines('userId,movieId,rating', '1,1,5')), 'notas.csv').expect(422);
    expect(notOfOne.body.erros).toEqual([
      {
        campo: 'arquivo',
        mensagem:
          'recebeu "notas.csv"; aceita o zip ou um CSV do Letterboxd, um CSV do IMDb ou do TMDB, um JSON do Trakt, um CSV de títulos e notas',
      },
    ]);
    await send(Buffer.from('PK\x03\x04 nada'), 'x.zip').expect(422);
    // What inflates to more than is read: it is left at that.
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024, `2024-06-15,Salt Wind,2001,https://boxd.it/a,4\n`));
    expect((await send(Buffer.concat([gzipSync(csv()), bomb]), 'ratings.csv.gz').expect(413)).body.type).toMatch(
      /:corpo-grande-demais$/,
    );
    const rows = Array.from({ length: 50_001 }, (__, n) => `2024-06-15,F${n},2001,https://boxd.it/${n},4`);
    await send(csv(...rows), 'ratings.csv').expect(413);
    await send(Buffer.alloc(10 * 1024 * 1024 + 1, 'x'), 'ratings.csv').expect(413);
    await request(server.url).post('/importacoes/visitante').send({}).expect(415);
    const { body } = await send(csv(), 'a.csv').field('modo', 'manter').expect(422);
    expect(body.erros[0].campo).toBe('modo');
  });

  it('asks for a key where the catalogue does', async () => {
    const closed = await startServer(await create(), { publicRead: 'false' });
    try {
      await request(closed.url).post('/importacoes/visitante').attach('arquivo', csv(), 'a.csv').expect(401);
    } finally {
      await closed.close();
    }
  });
});
