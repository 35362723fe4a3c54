import request from 'supertest';
import { addFilms, addUsers } from '../support/add-rows';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

eachDatabase('PUT /usuarios/{id}/avaliacoes/{filme_id}', (_, create) => {
  let server: TestServer;
  const put = (path: string, body: object) =>
    request(server.url).put(path).set('Authorization', server.bearer('escrita')).send(body);

  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [
      { id: 10, titulo: 'Um' },
      { id: 12, titulo: 'Dois' },
    ]);
    await addUsers(server.database, [1]);
  });
  afterAll(() => server.close());

  it('stores one rating per user and film: 201 at first, 200 after, and the newest stays', async () => {
    const first = await put('/usuarios/1/avaliacoes/10', { avaliacao: 2.5 }).expect(201);
    expect(first.body).toMatchObject({ usuario_id: 1, filme_id: 10, avaliacao: 2.5 });
    expect(Date.now() - Date.parse(first.body.avaliado_em)).toBeLessThan(60_000);
    const second = await put('/usuarios/1/avaliacoes/10', { avaliacao: 4 }).expect(200);
    expect(Number(second.headers['x-perfil-versao'])).toBe(Number(first.headers['x-perfil-versao']) + 1);
    expect(await server.database.query('SELECT usuario_id, filme_id, avaliacao FROM avaliacoes')).toEqual([
      { usuario_id: 1, filme_id: 10, avaliacao: 4 },
    ]);
  });

  it('tells what was there before, which takes the place of the newer one when it is put again, date, list and all', async () => {
    const old = { avaliacao: 4.5, avaliado_em: '2020-02-29T12:00:00.000Z', recomendacao_id: 'lista 7' };
    await put('/usuarios/1/avaliacoes/12', { avaliacao: 1 }).expect(201);
    expect((await put('/usuarios/1/avaliacoes/12', old).expect(200)).body).toMatchObject(old);
    const newer = await put('/usuarios/1/avaliacoes/12', { avaliacao: 2 }).expect(200);
    expect(newer.body.anterior).toEqual(old);
    expect((await put('/usuarios/1/avaliacoes/12', newer.body.anterior).expect(200)).body).toMatchObject(old);
    const undated = { avaliacao: 3, avaliado_em: null, recomendacao_id: null };
    expect((await put('/usuarios/1/avaliacoes/12', undated).expect(200)).body).toEqual({
      ...{ usuario_id: 1, filme_id: 12, ...undated },
      anterior: old,
    });
    const remove = () =>
      request(server.url)
        .delete('/usuarios/1/avaliacoes/12')
        .set('Authorization', server.bearer('escrita'))
        .expect(204);
    await remove();
    expect((await put('/usuarios/1/avaliacoes/12', undated).expect(201)).body.anterior).toBeNull();
    await remove();
  });

  it.each([
    [{ avaliacao: 7 }, 'avaliacao: recebeu 7; aceita um número de 0 a 5.'],
    [{ avaliacao: -0.5 }, 'avaliacao: recebeu -0.5; aceita um número de 0 a 5.'],
    [{ avaliacao: '4' }, 'avaliacao: recebeu "4"; aceita um número de 0 a 5.'],
    [{}, 'avaliacao: recebeu (nada); aceita um número de 0 a 5.'],
    [{ avaliacao: 4, nota: 3 }, 'nota: parâmetro desconhecido.'],
    [{ avaliacao: 4, recomendacao_id: '' }, 'recomendacao_id: recebeu ""; aceita um texto de 1 a 100 caracteres.'],
    [{ avaliacao: 4, recomendacao_id: 7 }, 'recomendacao_id: recebeu 7; aceita um texto de 1 a 100 caracteres.'],
  ])('refuses %j', async (body, detail) => {
    const answer = await put('/usuarios/1/avaliacoes/10', body).expect(422);
    expect(answer.body.error).toBe(detail);
  });

  it('keeps the list that a rating names, until another takes its place', async () => {
    const send = (path: string, body: object) =>
      request(server.url).post(path).set('Authorization', server.bearer('escrita')).send(body);
    const get = async (path: string) =>
      (await request(server.url).get(`/usuarios/1/${path}`).set('Authorization', server.bearer('leitura')).expect(200))
        .body as unknown;
    const rating = { usuario_id: 1, filme_id: 12, avaliacao: 4, avaliado_em: '2026-01-01T00:00:00.000Z' };
    const named = { ...rating, recomendacao_id: 'lista "7", ],[ da Ana' };
    expect((await send('/avaliacoes', named).expect(201)).body).toEqual(named);
    expect(await get('avaliacoes/12')).toEqual(named);
    expect(await get('avaliacoes')).toContainEqual(named);
    expect(await get('dados')).toMatchObject({
      avaliacoes: expect.arrayContaining([
        expect.objectContaining({ filme_id: 12, recomendacao_id: named.recomendacao_id }),
      ]) as unknown,
    });
    // The one that stays has its list, and so has one of a batch.
    const older = { ...rating, avaliado_em: '2025-01-01T00:00:00.000Z', recomendacao_id: 'outra' };
    expect((await send('/avaliacoes', older).expect(200)).body).toEqual(named);
    const batch = async (row: object) => (await send('/avaliacoes/lote', [row]).expect(200)).body as unknown;
    const [same, changed] = [
      { criados: 0, atualizados: 0, iguais: 1 },
      { criados: 0, atualizados: 1, iguais: 0 },
    ];
    expect(await batch(named)).toEqual(same);
    expect(await batch(rating)).toEqual(same);
    expect(await get('avaliacoes/12')).toEqual(named);
    expect(await batch({ ...named, recomendacao_id: ' outra ' })).toEqual(changed);
    expect(await get('avaliacoes/12')).toEqual({ ...rating, recomendacao_id: 'outra' });
    const refused = await send('/avaliacoes/lote', [{ ...rating, recomendacao_id: 'x'.repeat(101) }]).expect(422);
    expect(refused.body.detail).toContain('recomendacao_id');
    expect((await put('/usuarios/1/avaliacoes/12', { avaliacao: 1 }).expect(200)).body).toMatchObject({
      recomendacao_id: null,
      anterior: { recomendacao_id: 'outra' },
    });
    await request(server.url)
      .delete('/usuarios/1/avaliacoes/12')
      .set('Authorization', server.bearer('escrita'))
      .expect(204);
  });

  it('refuses a body that is no JSON, and one of another type', async () => {
    const broken = await request(server.url)
      .put('/usuarios/1/avaliacoes/10')
      .set('Authorization', server.bearer('escrita'))
      .set('Content-Type', 'application/json')
      .send('{"avaliacao": 4')
      .expect(400);
    expect(broken.body.error).toBe('O corpo não é um JSON válido.');
  });

  it('names the user or the film that does not exist, and writes nothing', async () => {
    expect((await put('/usuarios/6/avaliacoes/10', { avaliacao: 3 }).expect(404)).body.error).toBe(
      'Usuário com ID 6 não encontrado.',
    );
    const [before] = await server.database.query('SELECT versao_perfil FROM usuarios WHERE id = 1');
    expect((await put('/usuarios/1/avaliacoes/11', { avaliacao: 3 }).expect(404)).body.error).toBe(
      'Filme com ID 11 não encontrado.',
    );
    expect(await server.database.query('SELECT versao_perfil FROM usuarios WHERE id = 1')).toEqual([before]);
    expect(await server.database.query('SELECT COUNT(*) AS n FROM avaliacoes')).toEqual([{ n: 1 }]);
  });

  it('keeps every acknowledged rating while other writes are rolled back beside it', async () => {
    const users = Array.from({ length: 60 }, (_, n) => 100 + n);
    await addUsers(server.database, users);
    const answers = await Promise.all(
      users.flatMap((user) => [
        put(`/usuarios/${user}/avaliacoes/10`, { avaliacao: 3 }),
        put(`/usuarios/${user}/avaliacoes/999`, { avaliacao: 3 }),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(users.flatMap(() => [201, 404]));
    expect(
      await server.database.query(
        'SELECT MIN(versao_perfil) AS least, MAX(versao_perfil) AS most FROM usuarios WHERE id >= 100',
      ),
    ).toEqual([{ least: 1, most: 1 }]);
    expect(await server.database.query('SELECT COUNT(*) AS n FROM avaliacoes WHERE usuario_id >= 100')).toEqual([
      { n: 60 },
    ]);
  });
});
