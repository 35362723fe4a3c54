import request from 'supertest';
import { ApiKey } from '../../src/access/api-key.entity';
import { KeyUses } from '../../src/access/key-uses';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { until } from '../support/until';

eachDatabase('the routes of the keys', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const holder = (text: string) => request(server.url).get('/chaves/atual').set('Authorization', `Bearer ${text}`);

  beforeAll(async () => {
    location = await create();
    server = await startServer(location);
  });
  afterAll(() => server.close());

  it('make a key that works at once and is shown whole only then', async () => {
    const made = await admin.post('/chaves', { nome: ' loja ', escopo: 'leitura' }).expect(201);
    const { chave, ...shown } = made.body as { chave: string; id: number };
    expect(shown).toEqual({
      id: shown.id,
      nome: 'loja',
      escopo: 'leitura',
      prefixo: chave.slice(0, 16),
      criada_em: expect.stringMatching(/^\d{4}-.*Z$/),
      revogada_em: null,
      expira_em: null,
      ultimo_uso: null,
    });
    expect(made.headers['cache-control']).toBe('no-store');
    const listed = await admin.get('/chaves').expect(200);
    expect(listed.body).toContainEqual(shown);
    expect((await holder(chave).expect(200)).body).toEqual(shown);
    expect(listed.text).not.toContain(chave.slice(17));
    expect(listed.text).not.toContain('hash');
  });

  it('revoke a key, at once and only once, and still list it', async () => {
    const { chave, id } = (await admin.post('/chaves', { nome: 'site', escopo: 'escrita' })).body as {
      chave: string;
      id: number;
    };
    await holder(chave).expect(200);
    await admin.delete(`/chaves/${id}`).expect(204);
    await holder(chave).expect(401);
    const again = await admin.delete(`/chaves/${id}`).expect(404);
    expect(again.body.detail).toBe(`Nenhuma chave em uso tem o ID ${id}.`);
    const listed = (await admin.get('/chaves')).body as { id: number; revogada_em: string | null }[];
    expect(listed.find((key) => key.id === id)?.revogada_em).toMatch(/^\d{4}-.*Z$/);
  });

  it('tell when a key was last used, soon after', async () => {
    const before = Date.now();
    const { chave, id } = (await admin.post('/chaves', { nome: 'usada', escopo: 'leitura' })).body as {
      chave: string;
      id: number;
    };
    const usedAt = async () =>
      ((await admin.get('/chaves').expect(200)).body as { id: number; ultimo_uso: string | null }[]).find(
        (key) => key.id === id,
      )!.ultimo_uso;
    expect(await usedAt()).toBeNull();
    // A use is a use, though more is asked than the key may do.
    await request(server.url).get('/chaves').set('Authorization', `Bearer ${chave}`).expect(403);
    const after = Date.now();
    await until('the use is told', async () => (await usedAt()) !== null);
    const told = await usedAt();
    expect(told).toMatch(/^\d{4}-.*Z$/);
    expect(Date.parse(told!)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(told!)).toBeLessThanOrEqual(after);
    expect((await holder(chave).expect(200)).body.ultimo_uso).toBe(told);
  });

  it('answer while nothing can be written, since nobody waits for a use to be noted', async () => {
    const { chave } = (await admin.post('/chaves', { nome: 'sem pressa', escopo: 'leitura' })).body as {
      chave: string;
    };
    const uses = server.app.get(KeyUses);
    const other = await Database.open(location, [ApiKey]);
    let written = Promise.resolve();
    await other.write(async (transaction) => {
      await transaction.query('UPDATE chaves SET nome = nome');
      await holder(chave).expect(200);
      written = uses.flush();
      for (let n = 0; n < 3; n++) await holder(chave).expect(200);
    });
    await written;
    await other.close();
    expect((await holder(chave)).body.ultimo_uso).not.toBeNull();
  });

  it('make a key that expires, after which it opens nothing and says so', async () => {
    const expira_em = '2099-01-02T03:04:05.678Z';
    const made = await admin.post('/chaves', { nome: 'visita', escopo: 'leitura', expira_em }).expect(201);
    const { chave, id } = made.body as { chave: string; id: number };
    expect(made.body.expira_em).toBe(expira_em);
    expect((await holder(chave).expect(200)).body.expira_em).toBe(expira_em);
    const other = await admin.post('/chaves', {
      nome: 'vencida',
      escopo: 'escrita',
      expira_em: '2098-12-31T22:00:00-02:00',
    });
    expect(other.body.expira_em).toBe('2099-01-01T00:00:00.000Z');
    await server.database.write((transaction) =>
      transaction.query('UPDATE chaves SET expira_em = $1 WHERE id = $2', [Date.UTC(2026, 0, 1), other.body.id]),
    );
    const refused = await holder(other.body.chave).expect(401);
    expect(refused.body).toMatchObject({
      type: 'urn:centroide:problema:chave-vencida',
      detail: 'A chave venceu em 2026-01-01T00:00:00.000Z. Quem tem uma de escopo admin cria outra em /chaves.',
    });
    expect(refused.headers['www-authenticate']).toBe('Bearer realm="centroide", error="invalid_token"');
    // Like any wrong one, it closes even what is open, and one that is like it says nothing of it.
    await request(server.url).get('/filmes').set('Authorization', `Bearer ${other.body.chave}`).expect(401);
    const guessed = `${other.body.chave.slice(0, 17)}${'A'.repeat(43)}`;
    expect((await holder(guessed).expect(401)).body.type).toBe('urn:centroide:problema:chave-invalida');
    const listed = (await admin.get('/chaves')).body as { id: number; expira_em: string | null }[];
    expect(listed.find((key) => key.id === other.body.id)!.expira_em).toBe('2026-01-01T00:00:00.000Z');
    // It is still there to be revoked.
    await admin.delete(`/chaves/${other.body.id}`).expect(204);
    expect((await holder(other.body.chave).expect(401)).body.type).toBe('urn:centroide:problema:chave-invalida');
    await admin.delete(`/chaves/${id}`).expect(204);
  });

  it.each([
    ['2020-01-01T00:00:00Z', 'recebeu "2020-01-01T00:00:00.000Z"; aceita um momento futuro, até 2099'],
    ['amanhã', 'recebeu "amanhã"; aceita um momento como 2026-10-31T21:15:00.000Z, de 1970 a 2099'],
    [4_000_000_000_000, null],
    ['2100-01-01T00:00:00Z', null],
    [null, null],
    [true, null],
  ])('make no key that expires at %p', async (expira_em, said) => {
    const { body } = await admin.post('/chaves', { nome: 'nunca', escopo: 'leitura', expira_em }).expect(422);
    expect(body.erros).toEqual([
      { campo: 'expira_em', mensagem: said ?? expect.stringContaining('aceita um momento') },
    ]);
    const listed = (await admin.get('/chaves')).body as { nome: string }[];
    expect(listed.filter(({ nome }) => nome === 'nunca')).toEqual([]);
  });

  it('say what they do not take', async () => {
    const wrong = await admin.post('/chaves', { nome: ' ', escopo: 'tudo' }).expect(422);
    expect(wrong.body.erros.map(({ campo }: { campo: string }) => campo)).toEqual(['nome', 'escopo']);
    expect(wrong.body.detail).toContain('aceita leitura, edicao, escrita, admin');
    await admin.delete('/chaves/999999').expect(404);
    await admin.delete('/chaves/x').expect(422);
    for (const scope of ['leitura', 'escrita'] as const) {
      await clientOf(() => server, scope)
        .post('/chaves', { nome: 'x', escopo: 'leitura' })
        .expect(403);
      await clientOf(() => server, scope)
        .get('/chaves')
        .expect(403);
    }
  });
});
