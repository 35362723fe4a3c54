import request from 'supertest';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';
import { some } from '../support/some';

/** The calls of the system that this one follows: who used it changes nothing but the host. */
withSqlite('a client of the first system', (_, create) => {
  let server: TestServer;
  const get = (path: string) => request(server.url).get(path);
  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  const film = {
    id: expect.any(Number),
    titulo: expect.stringMatching(/./),
    genero: expect.stringMatching(/./),
    diretor: expect.stringMatching(/./),
    atores: expect.stringMatching(/./),
    ano: expect.any(Number),
  };

  it('lists the films, with their five fields and an id', async () => {
    const { body, headers } = await get('/filmes').expect(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(body).toHaveLength(100);
    for (const one of some(body)) expect(one).toEqual(film);
  });

  it.each([1, 2, 3, 4, 5])('gets recommendations for user %i', async (user) => {
    const { body, headers } = await get(`/filmes/${user}/recomendacoes`).expect(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['x-recomendacao-origem']).toBe('modelo');
    expect(body).toHaveLength(5);
    for (const [n, one] of (body as object[]).entries())
      expect(one).toEqual({ ...film, posicao: n + 1, pontuacao: expect.any(Number) });
    const rated = await server.database.query<{ filme_id: number }>(
      'SELECT filme_id FROM avaliacoes WHERE usuario_id = $1',
      [user],
    );
    expect(rated.map((one) => one.filme_id)).not.toContain(body[0].id);
  });

  it('is told that a user is not known', async () => {
    const { body } = await get('/filmes/6000/recomendacoes').expect(404);
    expect(body.error).toBe('Usuário com ID 6000 não encontrado.');
  });

  it('is told that letters are no id', async () => {
    const { body } = await get('/filmes/abc/recomendacoes').expect(422);
    expect(body.error).toBe(
      'usuario_id: recebeu "abc"; aceita um número inteiro de 1 a 9007199254740991, ou fonte:codigo, como loja:ana.',
    );
  });
});
