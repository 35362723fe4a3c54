import { addFilms, addUsers } from '../support/add-rows';
import { asText, clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

const path = '/usuarios/1/recomendacoes';

eachDatabase('recommendations in the formats of others', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  /** An answer: its type, how many films are missing, and its text. */
  const answered = async (query: string) => {
    const answer = await client.get(`${path}?${query}`).buffer(true).parse(asText).expect(200);
    const { headers } = answer;
    return {
      type: headers['content-type'],
      missing: headers['x-filmes-sem-identificador'] as string | undefined,
      link: headers.link as string | undefined,
      etag: headers.etag,
      text: String(answer.body),
    };
  };

  beforeAll(async () => {
    server = await startServer(await create());
    await addUsers(server.database, [1]);
    await addFilms(
      server.database,
      [1, 2, 3, 4].map((id) => ({ id, titulo: `Filme ${id}`, ano: 1990 + id })),
    );
    await client.patch('/filmes/1', { identificadores: ['imdb:tt0000001', 'tmdb:11'] }).expect(200);
    await client.patch('/filmes/3', { identificadores: ['letterboxd:filme-3'] }).expect(200);
    await client.patch('/filmes/4', { identificadores: ['tmdb:44'] }).expect(200);
  });
  afterAll(() => server.close());

  it('have the same films in the same order, without those that cannot be told there, whose number a header says', async () => {
    const radarr = await answered('formato=radarr');
    expect(radarr).toMatchObject({ type: 'application/vnd.centroide.radarr+json; charset=utf-8', missing: '2' });
    expect(JSON.parse(radarr.text)).toEqual([
      { title: 'Filme 1', imdb_id: 'tt0000001', tmdb_id: 11, id: 11 },
      { title: 'Filme 4', tmdb_id: 44, id: 44 },
    ]);
    const trakt = await answered('formato=trakt');
    expect(trakt).toMatchObject({ type: 'application/vnd.centroide.trakt+json; charset=utf-8', missing: '2' });
    expect(JSON.parse(trakt.text)).toEqual({
      movies: [
        { title: 'Filme 1', year: 1991, ids: { imdb: 'tt0000001', tmdb: 11 } },
        { title: 'Filme 4', year: 1994, ids: { tmdb: 44 } },
      ],
    });
    const letterboxd = await answered('formato=letterboxd');
    expect(letterboxd).toMatchObject({ type: 'text/csv; charset=utf-8', missing: '1' });
    expect(letterboxd.text).toBe(
      'LetterboxdURI,tmdbID,imdbID,Title,Year\n,11,tt0000001,Filme 1,1991\n' +
        'https://letterboxd.com/film/filme-3/,,,Filme 3,1993\n,44,,Filme 4,1994\n',
    );
    const own = await answered('limite=5');
    expect(own).toMatchObject({ type: 'application/json; charset=utf-8', missing: undefined });
    expect(new Set([radarr, trakt, letterboxd, own].map(({ etag }) => etag)).size).toBe(4);
  });

  it('go on page by page, and take the parameters of lists', async () => {
    const first = await answered('formato=trakt&limite=2');
    expect([first.missing, first.link]).toEqual(['1', expect.stringContaining('formato=trakt')]);
    const next = /^<(.*)>; rel="next"$/.exec(first.link ?? '')?.[1] ?? '';
    const second = await client.get(next).buffer(true).parse(asText).expect(200);
    expect(JSON.parse(String(second.body))).toEqual({
      movies: [{ title: 'Filme 4', year: 1994, ids: { tmdb: 44 } }],
    });
    expect(JSON.parse((await answered('formato=radarr&excluir=1')).text)).toEqual([
      { title: 'Filme 4', tmdb_id: 44, id: 44 },
    ]);
  });

  it('note as shown only what they have', async () => {
    await answered('formato=radarr&lembrar=true');
    const shown = async () =>
      (await client.get('/usuarios/1/eventos').expect(200)).body as { filme_id: number; tipo: string }[];
    await until('the films are noted', async () => (await shown()).length > 0);
    expect((await shown()).map(({ filme_id, tipo }) => [filme_id, tipo]).sort()).toEqual([
      [1, 'mostrado'],
      [4, 'mostrado'],
    ]);
  });

  it('are three: another is refused, with those that there are', async () => {
    const { body } = await client.get(`${path}?formato=imdb`).expect(422);
    expect(body.erros).toEqual([{ campo: 'formato', mensagem: 'recebeu "imdb"; aceita radarr, trakt, letterboxd' }]);
  });
});
