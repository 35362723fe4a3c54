import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

eachDatabase('the routes of the keys', (_, create) => {
  let server: TestServer;
  const admin = clientOf(() => server, 'admin');
  const holder = (text: string) => request(server.url).get('/chaves/atual').set('Authorization', `Bearer ${text}`);

  beforeAll(async () => {
    server = await startServer(await create());
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
    });
    expect(made.headers['cache-control']).toBe('no-store');
    expect((await holder(chave).expect(200)).body).toEqual(shown);
    const listed = await admin.get('/chaves').expect(200);
    expect(listed.body).toContainEqual(shown);
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
