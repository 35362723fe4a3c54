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
    await addFilms(server.database, [{ id: 10, titulo: 'Um' }]);
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

  it.each([
    [{ avaliacao: 7 }, 'avaliacao: recebeu 7; aceita um número de 0 a 5.'],
    [{ avaliacao: -0.5 }, 'avaliacao: recebeu -0.5; aceita um número de 0 a 5.'],
    [{ avaliacao: '4' }, 'avaliacao: recebeu "4"; aceita um número de 0 a 5.'],
    [{}, 'avaliacao: recebeu (nada); aceita um número de 0 a 5.'],
    [{ avaliacao: 4, nota: 3 }, 'nota: parâmetro desconhecido.'],
  ])('refuses %j', async (body, detail) => {
    const answer = await put('/usuarios/1/avaliacoes/10', body).expect(422);
    expect(answer.body.error).toBe(detail);
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
