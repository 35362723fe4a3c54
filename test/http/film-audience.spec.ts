import request from 'supertest';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

interface Audience {
  filme_id: number;
  grupo: { id: number; nome: string } | null;
  avaliacoes: number | null;
  media: number | null;
  gostaram: number | null;
  distribuicao: { nota: number; parte: number }[];
  grupos: { id: number; parte: number; parte_media: number }[];
}

eachDatabase('who likes a film', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const address = (id: number) => `/filmes/${id}/avaliacoes/resumo`;
  const exact = async (id: number): Promise<Audience> => (await client.get(address(id)).expect(200)).body;
  const told = async (id: number): Promise<Audience> =>
    (await request(server.url).get(address(id)).expect(200)).body as Audience;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
  });
  afterAll(() => server.close());

  it('is counted from the ratings as they are, for a key that may read people', async () => {
    const rows = await server.database.query<{ avaliacao: number }>(
      'SELECT avaliacao FROM avaliacoes WHERE filme_id = 3',
    );
    const part = (fits: (rating: number) => boolean) =>
      rows.filter(({ avaliacao }) => fits(avaliacao)).length / rows.length;
    const audience = await exact(3);
    expect(audience.avaliacoes).toBe(rows.length);
    expect(audience.media).toBeCloseTo(rows.reduce((sum, { avaliacao }) => sum + avaliacao, 0) / rows.length, 2);
    expect(audience.gostaram).toBeCloseTo(
      part((rating) => rating >= 3.5),
      4,
    );
    expect(audience.distribuicao.map(({ nota }) => nota)).toEqual([0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]);
    for (const { nota, parte } of audience.distribuicao)
      expect(parte).toBeCloseTo(
        part((rating) => rating === nota),
        4,
      );
    expect(audience.grupos.reduce((sum, { parte }) => sum + parte, 0)).toBeCloseTo(1, 2);
    const { body: groups } = await client.get(`/grupos/${audience.grupo!.id}/filmes?limite=1000`).expect(200);
    expect((groups as { id: number }[]).map(({ id }) => id)).toContain(3);
    // Those who like a film like others of its group more than people do on average.
    const own = audience.grupos.find(({ id }) => id === audience.grupo!.id)!;
    expect(own.parte).toBeGreaterThan(own.parte_media);
  });

  it('is told to the public in steps, and stays as it is for as long as the model does', async () => {
    const [{ id }] = (await client.get('/filmes/populares?limite=1').expect(200)).body as { id: number }[];
    const [first, before] = [await told(id), await exact(id)];
    const [{ usuario_id, avaliacao }] = await server.database.query<{ usuario_id: number; avaliacao: number }>(
      'SELECT usuario_id, avaliacao FROM avaliacoes WHERE filme_id = $1 ORDER BY usuario_id LIMIT 1',
      [id],
    );
    await client.put(`/usuarios/${usuario_id}/avaliacoes/${id}`, { avaliacao: avaliacao > 2.5 ? 0.5 : 5 }).expect(200);
    expect(await told(id)).toEqual(first);
    expect((await exact(id)).distribuicao).not.toEqual(before.distribuicao);
    expect(first.avaliacoes! % 10).toBe(0);
    const shares = [...first.distribuicao, ...first.grupos].map(({ parte }) => parte);
    expect(shares.length).toBeGreaterThan(10);
    for (const share of [...shares, first.gostaram!]) expect((20 * share) % 1).toBeCloseTo(0, 9);
  });

  it('is not told to the public of fewer than ten ratings, nor to a token', async () => {
    await addFilms(server.database, [{ id: 9001, titulo: 'Pouco visto' }]);
    await addUsers(server.database, [9001, 9002]);
    await addRatings(server.database, [
      [9001, 9001, 4.7],
      [9002, 9001, 0],
    ]);
    const unknown = { filme_id: 9001, avaliacoes: null, media: null, gostaram: null, distribuicao: [], grupos: [] };
    expect(await told(9001)).toEqual({ ...unknown, grupo: expect.anything() });
    const { token } = (await client.post('/usuarios/9001/tokens').expect(201)).body as { token: string };
    const own = await request(server.url).get(address(9001)).set('Authorization', `Bearer ${token}`).expect(200);
    expect(own.body).toMatchObject(unknown);
    const counted = await exact(9001);
    expect(counted).toMatchObject({ avaliacoes: 2, media: 2.35, gostaram: 0.5, grupos: [] });
    // A nota 0 counts as the lowest half star.
    expect(counted.distribuicao.filter(({ parte }) => parte > 0)).toEqual([
      { nota: 0.5, parte: 0.5 },
      { nota: 4.5, parte: 0.5 },
    ]);
  });

  it('is of nobody where nobody rated it or there is no such film, and knows no group without a model', async () => {
    const untrained = await startServer(await create());
    const { body } = await clientOf(() => untrained)
      .post('/filmes', { titulo: 'Novo' })
      .expect(201);
    const { id } = body as { id: number };
    const empty = { filme_id: id, grupo: null, media: null, gostaram: null, distribuicao: [], grupos: [] };
    expect(
      (
        await clientOf(() => untrained)
          .get(address(id))
          .expect(200)
      ).body,
    ).toEqual({ ...empty, avaliacoes: 0 });
    expect((await request(untrained.url).get(address(id)).expect(200)).body).toEqual({ ...empty, avaliacoes: null });
    await untrained.close();
    await client.get(address(99_999)).expect(404);
  });
});
