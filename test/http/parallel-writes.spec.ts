import type { Response } from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';

const PEOPLE = 60;
const people = Array.from({ length: PEOPLE }, (_, n) => n + 1);

eachDatabase('of writes at the same moment', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  beforeEach(async () => {
    server = await startServer(await create());
    await addUsers(server.database, people);
    await addFilms(
      server.database,
      people.map((id) => ({ id, titulo: 'Antes', diretor: 'Antes' })),
    );
  });
  afterEach(() => server.close());

  const stored = async <Row>(path: string): Promise<Row> => (await client.get(path).expect(200)).body as Row;

  it('two changes of different fields of a person both stay', async () => {
    for (const id of people) {
      const answers = await Promise.all([
        client.patch(`/usuarios/${id}`, { nome: `Novo ${id}` }),
        client.patch(`/usuarios/${id}`, { email: `p${id}@example.com` }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await stored(`/usuarios/${id}`)).toEqual({ id, nome: `Novo ${id}`, email: `p${id}@example.com` });
    }
  });

  it('a change of a person stays beside a batch that does not bring the field', async () => {
    for (let round = 0; round < 2; round++) {
      const email = (id: number) => `r${round}p${id}@example.com`;
      const batch = client.post(
        '/usuarios/lote',
        people.map((id) => ({ id, nome: `Lote ${round}` })),
      );
      const changes = people.map((id) => client.patch(`/usuarios/${id}`, { email: email(id) }));
      for (const { status } of await Promise.all([batch, ...changes])) expect(status).toBe(200);
      for (const id of people)
        expect(await stored(`/usuarios/${id}`)).toEqual({ id, nome: `Lote ${round}`, email: email(id) });
    }
  });

  it('a change of a film stays beside a batch that does not bring the field', async () => {
    for (let round = 0; round < 2; round++) {
      const batch = client.post(
        '/filmes/lote',
        people.map((id) => ({ id, titulo: `Lote ${round}` })),
      );
      const changes = people.map((id) => client.patch(`/filmes/${id}`, { diretor: `R${round} F${id}` }));
      for (const { status } of await Promise.all([batch, ...changes])) expect(status).toBe(200);
      for (const id of people)
        expect(await stored(`/filmes/${id}`)).toMatchObject({ titulo: `Lote ${round}`, diretor: `R${round} F${id}` });
    }
  });

  it('a person who is deleted stays so beside batches that name them', async () => {
    const batch = () =>
      client.post(
        '/usuarios/lote',
        people.map((id) => ({ id, nome: `Lote ${id}` })),
      );
    const deletes = people.map((id) => client.delete(`/usuarios/${id}`));
    const answers = await Promise.all<Response>([batch(), ...deletes.slice(0, 30), batch(), ...deletes.slice(30)]);
    for (const { status, body } of some(answers))
      if (status === 422) expect((body as { error: string }).error).toMatch(/usuário \d+ foi apagado em/);
      else expect([200, 204]).toContain(status);
    for (const id of people) await client.get(`/usuarios/${id}`).expect(404);
  });

  it('whoever is created beside a batch that brings the next ids gets another, and both stay', async () => {
    const given = [101, 102, 103, 104, 105, 106].map((id) => ({ id, nome: `Lote ${id}` }));
    await addUsers(server.database, [100]);
    await client.post('/usuarios/lote', [{ id: 100, nome: 'Cem' }]).expect(200);
    const answers = await Promise.all([
      ...Array.from({ length: 6 }, (__, n) => client.post('/usuarios', { nome: `Só ${n}` })),
      client.post('/usuarios/lote', given),
      ...Array.from({ length: 6 }, (__, n) => client.post('/usuarios', { nome: `Só ${n + 6}` })),
    ]);
    const created = answers.filter(({ status }) => status === 201);
    expect(created).toHaveLength(12);
    const ids = created.map(({ body }) => (body as { id: number }).id);
    expect(new Set(ids).size).toBe(12);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

eachDatabase('a batch of people', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  it('may hand an email from one to another, new or not, and name one twice', async () => {
    await client
      .post('/usuarios/lote', [
        { id: 1, nome: 'Ana', email: 'a@example.com' },
        { id: 2, nome: 'Bia', email: 'b@example.com' },
      ])
      .expect(200);
    const { body } = await client
      .post('/usuarios/lote', [
        { id: 1, nome: 'Ana', email: null },
        { id: 2, nome: 'Bia', email: 'a@example.com' },
        { id: 1, nome: 'Ana', email: 'b@example.com' },
      ])
      .expect(200);
    expect(body).toMatchObject({ criados: 0, atualizados: 3 });
    await client
      .post('/usuarios/lote', [
        { id: 1, nome: 'Ana', email: 'c@example.com' },
        { id: 3, nome: 'Eva', email: 'b@example.com' },
      ])
      .expect(200);
    const { body: all } = await client.get('/usuarios').expect(200);
    expect((all as { email: string }[]).map(({ email }) => email)).toEqual([
      'c@example.com',
      'a@example.com',
      'b@example.com',
    ]);
  });
});
