import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { some } from '../support/some';

eachDatabase('recommendations for a visitor', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const ask = (body: object, path = '/recomendacoes') => request(server.url).post(path).send(body);
  const ratingsOf = async (user: number) =>
    (
      await server.database.query<{ filme_id: number; avaliacao: number; avaliado_em: number }>(
        'SELECT filme_id, avaliacao, avaliado_em FROM avaliacoes WHERE usuario_id = $1 ORDER BY filme_id DESC',
        [user],
      )
    ).map((row) => ({ ...row, avaliado_em: new Date(row.avaliado_em).toISOString() }));

  beforeAll(async () => {
    server = await startServer(await create());
    await fillSmallCatalogue(server.database);
    await server.train();
    await addFilms(server.database, [{ id: 101, titulo: 'Novo', genero: 'terror' }]);
  });
  afterAll(() => server.close());

  it.each([
    ['', {}],
    ['limite=10&explicar=true', { limite: 10, explicar: true }],
    ['genero=terror&ano_min=1970&diversidade=0.5', { genero: 'terror', ano_min: 1970, diversidade: 0.5 }],
    ['excluir=7,9&incluir_avaliados=true&limite=40', { excluir: [7, 9], incluir_avaliados: true, limite: 40 }],
  ])('are those of a user with the same ratings: %s', async (query, parameters) => {
    const stored = await client.get(`/usuarios/3/recomendacoes?${query}`).expect(200);
    const visitor = await ask({ avaliacoes: await ratingsOf(3), ...parameters }).expect(200);
    expect(visitor.body).toEqual(stored.body);
    for (const header of ['x-recomendacao-origem', 'x-modelo-versao', 'etag', 'cache-control'])
      expect(visitor.headers[header]).toBe(stored.headers[header]);
    expect(visitor.headers['x-perfil-versao']).toBeUndefined();
  });

  it.each([
    ['without moments', {}],
    ['of one moment', { avaliado_em: '2026-01-01T00:00:00.000Z' }],
  ])('are the same in whatever order ratings %s come', async (_name, moment) => {
    const avaliacoes = (await ratingsOf(3)).map(({ filme_id, avaliacao }) => ({ filme_id, avaliacao, ...moment }));
    expect(avaliacoes.length).toBeGreaterThan(10);
    const bodies = [avaliacoes, avaliacoes.toReversed(), [...avaliacoes.slice(7), ...avaliacoes.slice(0, 7)]];
    const [one, ...others] = await Promise.all(
      bodies.map(async (list) => (await ask({ avaliacoes: list, limite: 60 }).expect(200)).body),
    );
    for (const other of some(others)) expect(other).toEqual(one);
  });

  it('say of a film that was liked, from 3.5 on, its rating, and of another that it was seen', async () => {
    const textsOf = async (avaliacao: number) => {
      const { body } = await ask({ avaliacoes: [{ filme_id: 1, avaliacao }], limite: 60, explicar: true }).expect(200);
      const reasons = body.flatMap(({ motivos }: { motivos: { tipo: string; texto: string }[] }) => motivos);
      const texts = reasons
        .filter(({ tipo }: { tipo: string }) => tipo === 'avaliacao')
        .map(({ texto }: { texto: string }) => texto.replace(/: \d+%$/, ''));
      return [...new Set<string>(texts)];
    };
    expect(await textsOf(3.5)).toEqual(['Porque você deu 3,5 a Filme 1']);
    expect(await textsOf(3)).toEqual(['Porque você viu Filme 1']);
  });

  it('are popular films without ratings', async () => {
    const { body, headers } = await ask({ avaliacoes: [] }).expect(200);
    expect(headers['x-recomendacao-origem']).toBe('populares');
    expect(body).toEqual((await client.get('/usuarios/13/recomendacoes').expect(200)).body);
  });

  it('come in pages, by the cursor in the address or in the body', async () => {
    const body = { avaliacoes: await ratingsOf(3), limite: 8 };
    const ids: number[] = [];
    for (let path: string | undefined = '/recomendacoes'; path;) {
      const answer: request.Response = await ask(body, path).expect(200);
      ids.push(...answer.body.map(({ id }: { id: number }) => id));
      path = /^<(.*)>/.exec(answer.headers.link)?.[1];
      if (!path) continue;
      const cursor = new URL(path, server.url).searchParams.get('cursor');
      expect((await ask({ ...body, cursor }).expect(200)).body).toEqual((await ask(body, path).expect(200)).body);
      await ask({ ...body, avaliacoes: [{ filme_id: 1, avaliacao: 5 }], cursor }).expect(422);
    }
    const rated = new Set(body.avaliacoes.map(({ filme_id }) => filme_id));
    const unrated = [...Array.from({ length: 60 }, (_film, n) => n + 1), 101].filter((id) => !rated.has(id));
    expect([...ids].sort((a, b) => a - b)).toEqual(unrated);
  });

  it('are popular ones for who has rated only what the model has not seen', async () => {
    const { body, headers } = await ask({ avaliacoes: [{ filme_id: 101, avaliacao: 5 }], limite: 100 }).expect(200);
    expect(headers['x-recomendacao-origem']).toBe('populares');
    expect(body).toHaveLength(60);
  });

  it('leave nothing behind, and need no key', async () => {
    const rows = async () =>
      (await server.database.query('SELECT (SELECT COUNT(*) FROM usuarios) u, (SELECT COUNT(*) FROM avaliacoes) a'))[0];
    const before = await rows();
    await ask({ avaliacoes: [{ filme_id: 1, avaliacao: 5 }] }).expect(200);
    expect(await rows()).toEqual(before);
  });

  const rating = { filme_id: 1, avaliacao: 5 };
  it.each<[string, object, string]>([
    ['an unknown film', { avaliacoes: [rating, { filme_id: 999, avaliacao: 4 }] }, 'avaliacoes.1.filme_id'],
    ['a film twice', { avaliacoes: [rating, { filme_id: 1, avaliacao: 4 }] }, 'avaliacoes.1.filme_id'],
    ['a rating of 6', { avaliacoes: [{ filme_id: 1, avaliacao: 6 }] }, 'avaliacoes.0.avaliacao'],
    ['no list', { avaliacoes: 5 }, 'avaliacoes'],
    ['nothing', {}, 'avaliacoes'],
    ['null', { avaliacoes: [null] }, 'avaliacoes.0'],
    ['numbers', { avaliacoes: [7] }, 'avaliacoes.0'],
    [
      'too many',
      { avaliacoes: Array.from({ length: 1001 }, (_x, n) => ({ filme_id: n + 1, avaliacao: 1 })) },
      'avaliacoes',
    ],
    ['a limit of 101', { avaliacoes: [], limite: 101 }, 'limite'],
    ['a year in letters', { avaliacoes: [], ano_min: '1970' }, 'ano_min'],
    ['ids in a text', { avaliacoes: [], excluir: '1,2' }, 'excluir'],
    ['a word for a flag', { avaliacoes: [], explicar: 'true' }, 'explicar'],
    ['an unknown field', { avaliacoes: [], cor: 'azul' }, 'cor'],
    ['an unknown field of a rating', { avaliacoes: [{ ...rating, nota: 3 }] }, 'avaliacoes.0.nota'],
  ])('refuse %s', async (_name, body, field) => {
    const answer = await ask(body).expect(422);
    expect(answer.body.erros).toMatchObject([{ campo: field }]);
  });

  it('lose a deleted film at once, which then is unknown', async () => {
    await client.delete('/filmes/101').expect(204);
    const { body } = await ask({ avaliacoes: [], limite: 100 }).expect(200);
    expect(body).toHaveLength(60);
    await ask({ avaliacoes: [{ filme_id: 101, avaliacao: 5 }] }).expect(422);
  });
});
