import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { KeptAnswers } from '../../src/access/kept-answers';
import { addFilms } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

eachDatabase('the answer to a request with an Idempotency-Key', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const admin = clientOf(() => server, 'admin');
  const send = (path: string, body: object, key: string) => client.post(path, body).set('Idempotency-Key', key);
  const kindOf = ({ body }: request.Response) => (body as { type: string }).type.split(':').pop();
  const rows = () => server.database.query<Record<string, unknown>>('SELECT * FROM respostas_guardadas');
  const newUser = async (body: object) => {
    const key = randomUUID();
    const { id } = (await send('/usuarios', body, key).expect(201)).body as { id: number };
    return { id, key, again: () => send('/usuarios', body, key) };
  };
  const age = (milliseconds: number) =>
    server.database.write((transaction) =>
      transaction.query('UPDATE respostas_guardadas SET criada_em = criada_em - $1', [milliseconds]),
    );

  beforeEach(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
  });
  afterEach(() => server.close());

  it('can be read out of the database by nobody: neither the key, nor what was sent, nor the answer', async () => {
    const key = randomUUID();
    const ana = { nome: 'Ana Clara', email: 'ana@example.com' };
    await send('/usuarios', ana, key).expect(201);
    const { body } = await admin
      .post('/chaves', { nome: 'loja', escopo: 'leitura' })
      .set('Idempotency-Key', key)
      .expect(201);
    const again = await admin
      .post('/chaves', { nome: 'loja', escopo: 'leitura' })
      .set('Idempotency-Key', key)
      .expect(201);
    expect(again.body).toEqual(body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const kept = JSON.stringify(await rows());
    for (const secret of [key, ana.nome, ana.email, body.chave, body.prefixo]) expect(kept).not.toContain(secret);
    // … nor by trying what may have been sent: two senders of one body under one key have nothing in common.
    await admin.post('/usuarios', ana).set('Idempotency-Key', randomUUID()).expect(409);
    await admin.post('/filmes', { titulo: 'Dois' }).set('Idempotency-Key', 'x').expect(201);
    await client.post('/filmes', { titulo: 'Dois' }).set('Idempotency-Key', 'x').expect(201);
    const digests = (await rows()).map(({ resumo }) => resumo);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('is kept for a day, and then erased: the key is free', async () => {
    const ana = await newUser({ nome: 'Ana' });
    await age(86_400_000 - 60_000);
    expect((await ana.again().expect(201)).body.id).toBe(ana.id);
    await age(61_000);
    const { body, headers } = await ana.again().expect(201);
    expect(headers['idempotency-replayed']).toBeUndefined();
    expect(body.id).not.toBe(ana.id);
    await newUser({ nome: 'Bia' });
    expect(await rows()).toHaveLength(2);
    await age(86_400_001);
    await newUser({ nome: 'Caio' });
    await server.app.get(KeptAnswers).forgetOld();
    expect(await rows()).toHaveLength(1);
  });

  it('goes with the person it tells of, and only theirs: what was carried out is not done again', async () => {
    const ana = await newUser({ nome: 'Ana', email: 'ana@example.com' });
    const bia = await newUser({ nome: 'Bia' });
    const key = randomUUID();
    const rating = { usuario_id: ana.id, filme_id: 1, avaliacao: 4 };
    await send('/avaliacoes', rating, key).expect(201);
    await send(`/usuarios/${ana.id}/tokens`, {}, key.toUpperCase()).expect(201);
    await client.delete(`/usuarios/${ana.id}`).expect(204);
    for (const answer of [await ana.again().expect(410), await send('/avaliacoes', rating, key).expect(410)]) {
      expect(kindOf(answer)).toBe('resposta-apagada');
      expect(answer.text).not.toContain('ana@example.com');
    }
    expect((await bia.again().expect(201)).body).toEqual({ id: bia.id, nome: 'Bia', email: null });
    expect((await client.get('/usuarios').expect(200)).body).toHaveLength(1);
    const emptied = (await rows()).filter(({ resposta }) => resposta === null);
    expect(emptied.map(({ resumo, usuario_id }) => [resumo, usuario_id])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
  });

  it('of a person who was united with another goes with the other', async () => {
    const [ana, anna] = [await newUser({ nome: 'Ana' }), await newUser({ nome: 'Anna' })];
    const key = randomUUID();
    const unite = () => send(`/usuarios/${ana.id}/unir`, { usuario_id: anna.id }, key);
    const { body } = await unite().expect(200);
    expect((await unite().expect(200)).body).toEqual(body);
    expect((await anna.again().expect(201)).body.nome).toBe('Anna');
    await client.delete(`/usuarios/${ana.id}`).expect(204);
    for (const again of [ana.again, anna.again, unite])
      expect(kindOf(await again().expect(410))).toBe('resposta-apagada');
  });

  it('that was lost between what was written and itself is told so, and nothing is done twice', async () => {
    const ana = await newUser({ nome: 'Ana' });
    await server.database.write((transaction) =>
      transaction.query('UPDATE respostas_guardadas SET status = NULL, resposta = NULL'),
    );
    const lost = await ana.again().set('Accept-Language', 'en').expect(410);
    expect([kindOf(lost), lost.body.detail]).toEqual([
      'resposta-perdida',
      expect.stringContaining('It is not done again; look at what is there'),
    ]);
    expect((await client.get('/usuarios').expect(200)).body).toHaveLength(1);
  });
});
