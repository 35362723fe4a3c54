import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DatabaseLocation } from '../../src/config/settings';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { databaseUrl } from '../support/program';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';

eachDatabase('two that are one', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  const client = clientOf(() => server);
  const reader = clientOf(() => server, 'leitura');
  const ratingsOf = (filmId: number) =>
    server.database.query('SELECT usuario_id, avaliacao FROM avaliacoes WHERE filme_id = $1 ORDER BY usuario_id', [
      filmId,
    ]);
  const eventIdsOf = async (column: 'filme_id' | 'usuario_id', id: number) =>
    (await server.database.query<{ id: string }>(`SELECT id FROM eventos WHERE ${column} = $1 ORDER BY id`, [id])).map(
      (event) => event.id,
    );
  const centroide = (...words: string[]) =>
    promisify(execFile)(process.execPath, [join(__dirname, '../../src/cli.js'), ...words], {
      env: { ...process.env, DATABASE_URL: databaseUrl(location) },
    });

  beforeAll(async () => {
    location = await create();
    server = await startServer(location);
    await fillSmallCatalogue(server.database);
    await server.train();
    await addFilms(server.database, [
      { id: 101, titulo: 'Solaris', genero: 'drama' },
      { id: 102, titulo: 'Solyaris', genero: 'ficção', diretor: 'Andrei Tarkovsky', ano: 1972 },
    ]);
    await addUsers(server.database, [21, 22, 23]);
  });
  afterAll(() => server.close());

  it('films: ratings, of two of one person the newer, events, ids elsewhere and what was empty go over', async () => {
    await addRatings(server.database, [
      [21, 101, 1],
      [21, 102, 5],
      [22, 102, 4],
      [23, 102, 2],
      [23, 101, 3],
    ]);
    await client.patch('/filmes/102', { identificadores: ['imdb:69293'], atributos: { rolo: 2 } }).expect(200);
    const quando = '2025-01-02T03:04:05.000Z';
    const watched = (filme_id: number) => ({ usuario_id: 22, filme_id, tipo: 'visto', quando });
    await client
      .post('/eventos', [
        watched(101),
        watched(102),
        { ...watched(102), tipo: 'quer_ver' },
        { ...watched(102), id: '102-a' },
      ])
      .expect(200);
    const list = async (user: number) => (await reader.get(`/usuarios/${user}/recomendacoes?limite=1`)).headers;
    const before = await list(21);
    const { body } = await client.post('/filmes/101/unir', { filme_id: 'imdb:tt0069293' }).expect(200);
    expect(body).toEqual({
      id: 101,
      unido: 102,
      avaliacoes: { movidas: 1, repetidas: 2 },
      eventos: { movidas: 2, repetidas: 1 },
      identificadores: ['imdb:tt0069293'],
      preenchidos: ['diretor', 'ano', 'atributos'],
    });
    expect(await ratingsOf(101)).toEqual([
      { usuario_id: 21, avaliacao: 5 },
      { usuario_id: 22, avaliacao: 4 },
      { usuario_id: 23, avaliacao: 3 },
    ]);
    const moment = Date.parse(quando);
    expect(await eventIdsOf('filme_id', 101)).toEqual(
      ['101-quer_ver-', '101-visto-']
        .map((id) => `${id}${moment}`)
        .concat('102-a')
        .sort(),
    );
    expect((await client.get('/filmes/imdb:tt0069293').expect(200)).body).toMatchObject({
      id: 101,
      titulo: 'Solaris',
      genero: 'drama',
      diretor: 'Andrei Tarkovsky',
      ano: 1972,
      atributos: { rolo: 2 },
    });
    expect((await client.get('/filmes?diretor=tarkovsky').expect(200)).body).toHaveLength(1);
    await client.get('/filmes/102').expect(404);
    expect(Number((await list(21))['x-perfil-versao'])).toBe(Number(before['x-perfil-versao']) + 1);
    // What is sent once more is known.
    expect((await client.post('/eventos', watched(101)).expect(200)).body).toMatchObject({ criados: 0, iguais: 1 });
  });

  it('films of the model: the second leaves every list, the first goes on being recommended', async () => {
    const ids = async () =>
      ((await reader.get('/usuarios/13/recomendacoes?limite=100').expect(200)).body as { id: number }[]).map(
        ({ id }) => id,
      );
    expect(await ids()).toEqual(expect.arrayContaining([1, 2]));
    await client.post('/filmes/1/unir', { filme_id: 2 }).expect(200);
    const after = await ids();
    expect(after).toContain(1);
    expect(after).not.toContain(2);
  });

  it('people: what is theirs goes over, and an older file does not bring the second back', async () => {
    const { body: ana } = await client.post('/usuarios', { identificadores: ['loja:ana'] }).expect(201);
    const { body: other } = await client
      .post('/usuarios', { nome: 'Ana', email: 'ana@example.com', identificadores: ['app:9', 'site:x'] })
      .expect(201);
    await addRatings(server.database, [
      [other.id, 10, 1],
      [ana.id, 10, 5],
      [ana.id, 11, 2],
      [other.id, 11, 4],
      [other.id, 12, 3],
    ]);
    for (const [user, list] of [
      [ana.id, 'a'],
      [other.id, 'b'],
    ])
      // prettier-ignore
      await server.database.write((transaction) =>
        transaction.query('UPDATE avaliacoes SET recomendacao_id = $1 WHERE usuario_id = $2', [list, user]),
      );
    const event = (usuario_id: number, id: string, filme_id: number) => ({ usuario_id, id, filme_id, tipo: 'visto' });
    await client
      .post('/eventos', [
        event(ana.id, 'a', 5),
        event(ana.id, 'b', 6),
        event(other.id, 'a', 5),
        event(other.id, 'b', 7),
      ])
      .expect(200);
    const { body } = await client.post('/usuarios/loja:ana/unir', { usuario_id: other.id }).expect(200);
    expect(body).toEqual({
      id: ana.id,
      unido: other.id,
      avaliacoes: { movidas: 1, repetidas: 2 },
      eventos: { movidas: 1, repetidas: 1 },
      identificadores: ['app:9', 'site:x'],
      preenchidos: ['nome', 'email'],
    });
    expect((await client.get('/usuarios/app:9').expect(200)).body).toEqual({
      id: ana.id,
      nome: 'Ana',
      email: 'ana@example.com',
      identificadores: ['app:9', 'loja:ana', 'site:x'],
    });
    const stars = await server.database.query(
      'SELECT filme_id, avaliacao, recomendacao_id FROM avaliacoes WHERE usuario_id = $1 ORDER BY filme_id',
      [ana.id],
    );
    expect(stars).toEqual([
      { filme_id: 10, avaliacao: 5, recomendacao_id: 'a' },
      { filme_id: 11, avaliacao: 4, recomendacao_id: 'b' },
      { filme_id: 12, avaliacao: 3, recomendacao_id: 'b' },
    ]);
    expect(await eventIdsOf('usuario_id', ana.id)).toEqual(['a', 'b', expect.stringMatching(/^unido-\d+$/)]);
    await client.get(`/usuarios/${other.id}`).expect(404);
    const refused = await client.post('/usuarios/lote', [{ id: other.id, nome: 'Ana' }]).expect(422);
    expect(refused.body.error).toContain(`usuário ${other.id} foi apagado em`);
  });

  it('are told apart from one that is not there, from themselves, and from who may not', async () => {
    const told = async (path: string, body: object, status: number) =>
      (await client.post(path, body).expect(status)).body.error as string;
    expect(await told('/filmes/9000/unir', { filme_id: 3 }, 404)).toBe('Filme com ID 9000 não encontrado.');
    expect(await told('/filmes/3/unir', { filme_id: 9000 }, 422)).toBe('filme_id: o filme 9000 não existe.');
    expect(await told('/filmes/3/unir', { filme_id: 3 }, 422)).toBe(
      'filme_id: recebeu 3; aceita um filme que não seja o próprio.',
    );
    expect(await told('/usuarios/loja:ninguem/unir', { usuario_id: 3 }, 404)).toBe(
      'Usuário com ID loja:ninguem não encontrado.',
    );
    await client.post('/usuarios/3/unir', {}).expect(422);
    await reader.post('/usuarios/3/unir', { usuario_id: 4 }).expect(403);
  });

  it('are merged on the command line as well, and a list that is asked for next knows it', async () => {
    const { stdout } = await centroide('filmes', 'unir', '30', '31');
    expect(stdout).toContain('O filme 31 foi unido ao 30.');
    await client.get('/filmes/31').expect(404);
    await centroide('usuarios', 'unir', '8', '9');
    await client.get('/usuarios/9').expect(404);
    const failed = await centroide('usuarios', 'unir', '8', 'loja:ninguem').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 1, stderr: 'usuario_id: o usuário loja:ninguem não existe.\n' });
  });

  it('of eight who merge and rate at once nothing is lost', async () => {
    await addFilms(server.database, [
      { id: 201, titulo: 'Um' },
      { id: 202, titulo: 'Outro' },
    ]);
    const rating = (user: number) => client.put(`/usuarios/${user}/avaliacoes/202`, { avaliacao: 4 });
    const [merged, ...rated] = await Promise.all([
      client.post('/filmes/201/unir', { filme_id: 202 }),
      ...[1, 2, 3, 4, 5, 6, 7].map(rating),
    ]);
    expect(merged.status).toBe(200);
    const taken = rated.filter(({ status }) => status === 201);
    expect(rated.map(({ status }) => status).filter((status) => status !== 201 && status !== 404)).toEqual([]);
    expect(await ratingsOf(201)).toHaveLength(taken.length);
  });
});
