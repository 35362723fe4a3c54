import { catalogueVersion } from '../../src/films/catalogue-version';
import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addRatings, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';

eachDatabase('writing', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  beforeAll(async () => {
    server = await startServer(await create());
  });
  afterAll(() => server.close());

  describe('films', () => {
    it('are added, changed and deleted, each time raising the version of the catalogue', async () => {
      const before = await catalogueVersion(server.database);
      const added = await client.post('/filmes', { titulo: '  Cidade Baixa ', genero: 'drama,romance', ano: 2005 });
      expect(added.status).toBe(201);
      const { id } = added.body;
      expect(added.body).toEqual({
        id,
        titulo: 'Cidade Baixa',
        genero: 'drama, romance',
        diretor: '',
        atores: '',
        ano: 2005,
      });
      expect(added.headers.location).toBe(`/filmes/${id}`);
      expect((await client.get(added.headers.location).expect(200)).body).toEqual(added.body);

      const changed = await client.patch(`/filmes/${id}`, { diretor: 'Sérgio Machado', ano: null }).expect(200);
      expect(changed.body).toEqual({ ...added.body, diretor: 'Sérgio Machado', ano: null });
      expect((await client.get('/filmes?diretor=sergio machado&genero=ROMANCE').expect(200)).body).toEqual([
        changed.body,
      ]);

      await client.delete(`/filmes/${id}`).expect(204);
      await client.get(`/filmes/${id}`).expect(404);
      expect(await catalogueVersion(server.database)).toBe(before + 3);
    });

    it('take their ratings with them, which the profiles of the users tell', async () => {
      await addFilms(server.database, [{ id: 900, titulo: 'Some' }]);
      await addUsers(server.database, [900, 901]);
      await addRatings(server.database, [[900, 900, 4]]);
      await client.delete('/filmes/900').expect(204);
      expect(
        await server.database.query('SELECT id, versao_perfil FROM usuarios WHERE id IN (900, 901) ORDER BY id'),
      ).toEqual([
        { id: 900, versao_perfil: 1 },
        { id: 901, versao_perfil: 0 },
      ]);
    });

    it('are deleted together with their ratings, all of them or none', async () => {
      await addFilms(
        server.database,
        [910, 911, 912].map((id) => ({ id, titulo: `Some ${id}` })),
      );
      await addUsers(server.database, [910, 911]);
      await addRatings(server.database, [
        [910, 910, 4],
        [910, 911, 3],
        [911, 912, 2],
      ]);
      await client.patch('/filmes/911', { identificadores: ['loja:some'] }).expect(200);
      const before = await catalogueVersion(server.database);
      const remove = (ids: unknown) => client.post('/filmes/lote/apagar', { ids });
      expect((await remove([910, 99999, 911, 'loja:nada']).expect(422)).body.erros).toEqual([
        { campo: 'ids.3', mensagem: 'o filme loja:nada não existe' },
      ]);
      expect((await remove([910, 99999, 911]).expect(422)).body.erros).toEqual([
        { campo: 'ids.1', mensagem: 'o filme 99999 não existe' },
      ]);
      for (const ids of [undefined, null, 910, [0]])
        expect((await remove(ids).expect(422)).body.erros[0].campo).toBe('ids');
      expect(await catalogueVersion(server.database)).toBe(before);

      expect((await remove([910, 'loja:some', 910]).expect(200)).body).toEqual({ apagados: 2 });
      expect((await remove([]).expect(200)).body).toEqual({ apagados: 0 });
      expect(await catalogueVersion(server.database)).toBe(before + 1);
      await client.get('/filmes/910').expect(404);
      expect(
        await server.database.query('SELECT usuario_id, filme_id FROM avaliacoes WHERE filme_id BETWEEN 910 AND 912'),
      ).toEqual([{ usuario_id: 911, filme_id: 912 }]);
      expect(
        await server.database.query('SELECT id, versao_perfil FROM usuarios WHERE id IN (910, 911) ORDER BY id'),
      ).toEqual([
        { id: 910, versao_perfil: 1 },
        { id: 911, versao_perfil: 0 },
      ]);
    });

    it.each([
      [{}, 'titulo: recebeu (nada); aceita um texto de 1 a 300 caracteres.'],
      [{ titulo: ' ' }, 'titulo: recebeu ""; aceita um texto de 1 a 300 caracteres.'],
      [{ titulo: null }, 'titulo: recebeu null; aceita um texto de 1 a 300 caracteres.'],
      [{ titulo: 'a\0b' }, 'titulo: recebeu "a\\u0000b"; aceita um texto de 1 a 300 caracteres.'],
      [
        { titulo: 'X', genero: null },
        'genero: recebeu null; aceita um texto de até 500 caracteres, com vírgulas entre os valores.',
      ],
      [{ titulo: 'X', ano: 1500 }, 'ano: recebeu 1500; aceita um número inteiro de 1870 a 2100.'],
      [{ titulo: 'X', id: 7 }, 'id: parâmetro desconhecido.'],
    ])('are not made of %j', async (body, detail) => {
      expect((await client.post('/filmes', body).expect(422)).body.error).toBe(detail);
    });

    it('are told to be without a title in the language of the reader', async () => {
      const { body } = await client.post('/filmes', {}).set('Accept-Language', 'en').expect(422);
      expect(body.error).toMatch(/^titulo: got \(nothing\); takes /);
    });

    it('that are not there cannot be changed or deleted', async () => {
      await client.patch('/filmes/999999', { titulo: 'X' }).expect(404);
      await client.delete('/filmes/999999').expect(404);
      await client.patch('/filmes/999999', { titulo: null }).expect(422);
    });
  });

  describe('users', () => {
    it('are created, read, changed, listed in pages and deleted with their ratings', async () => {
      const { body: ana, headers } = await client
        .post('/usuarios', { nome: 'Ana', email: 'ana@example.com' })
        .expect(201);
      expect(ana).toEqual({ id: ana.id, nome: 'Ana', email: 'ana@example.com' });
      expect(headers.location).toBe(`/usuarios/${ana.id}`);
      const { body: rui } = await client.post('/usuarios', { nome: 'Rui' }).expect(201);
      expect(rui.email).toBeNull();
      expect((await client.patch(`/usuarios/${ana.id}`, { nome: 'Ana Maria' }).expect(200)).body).toEqual({
        ...ana,
        nome: 'Ana Maria',
      });
      expect((await client.patch(`/usuarios/${ana.id}`, { email: null }).expect(200)).body.email).toBeNull();
      expect((await client.get(`/usuarios/${rui.id}`).expect(200)).body).toEqual(rui);

      const listed = (await walk<{ id: number }>(client.get, '/usuarios?limite=1')).map(({ id }) => id);
      expect(listed).toEqual(expect.arrayContaining([ana.id, rui.id]));
      expect((await client.get('/usuarios?limite=1')).headers['x-total-count']).toBe(String(listed.length));

      const { body: film } = await client.post('/filmes', { titulo: 'Um' }).expect(201);
      await client.put(`/usuarios/${rui.id}/avaliacoes/${film.id}`, { avaliacao: 4 }).expect(201);
      await client.delete(`/usuarios/${rui.id}`).expect(204);
      await client.get(`/usuarios/${rui.id}`).expect(404);
      expect(await server.database.query('SELECT * FROM avaliacoes WHERE usuario_id = $1', [rui.id])).toEqual([]);
    });

    it('keep an email to themselves, however many ask for it at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, (__, n) => client.post('/usuarios', { nome: `N${n}`, email: 'um@example.com' })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
      const { body: other } = await client.post('/usuarios', { nome: 'Outra' }).expect(201);
      const { body } = await client.patch(`/usuarios/${other.id}`, { email: 'um@example.com' }).expect(409);
      expect(body).toMatchObject({ title: 'Conflito', error: 'O email um@example.com já é de outro usuário.' });
    });

    it.each([
      [{ nome: '' }, 'nome: recebeu ""; aceita um texto de 1 a 200 caracteres.'],
      [{ nome: 'A', email: 'sem arroba' }, 'email: recebeu "sem arroba"; aceita um endereço como ana@example.com.'],
      [{ nome: 'A', idade: 3 }, 'idade: parâmetro desconhecido.'],
    ])('are not made of %j', async (body, detail) => {
      expect((await client.post('/usuarios', body).expect(422)).body.error).toBe(detail);
    });
  });

  describe('ratings', () => {
    beforeAll(async () => {
      await addFilms(
        server.database,
        [801, 802, 803].map((id) => ({ id, titulo: `Filme ${id}` })),
      );
      await addUsers(server.database, [800]);
    });

    it('are also posted; the newest stays, whatever the order in which they come', async () => {
      const rating = { usuario_id: 800, filme_id: 801 };
      const first = await client
        .post('/avaliacoes', { ...rating, avaliacao: 3, avaliado_em: '2020-05-01T10:00:00Z' })
        .expect(201);
      expect(first.body).toEqual({
        ...rating,
        avaliacao: 3,
        avaliado_em: '2020-05-01T10:00:00.000Z',
        recomendacao_id: null,
      });
      expect((await client.get(first.headers.location).expect(200)).body).toEqual(first.body);
      const older = await client
        .post('/avaliacoes', { ...rating, avaliacao: 1, avaliado_em: '2019-05-01T10:00:00-03:00' })
        .expect(200);
      expect(older.body).toEqual(first.body);
      const sameMoment = await client
        .post('/avaliacoes', { ...rating, avaliacao: 2, avaliado_em: '2020-05-01T10:00:00Z' })
        .expect(200);
      expect(sameMoment.body).toEqual({ ...first.body, avaliacao: 2 });
      expect((await client.post('/avaliacoes', { ...rating, avaliacao: 4 }).expect(200)).body.avaliacao).toBe(4);
      await client.post('/avaliacoes', { ...rating, avaliacao: 4, avaliado_em: '2020-02-30T10:00:00Z' }).expect(422);
      await client.post('/avaliacoes', { ...rating, filme_id: '801', avaliacao: 4 }).expect(422);
      await client.post('/avaliacoes', { ...rating, usuario_id: 999999, avaliacao: 4 }).expect(404);
    });

    it('are listed newest first, in pages, those without a time last', async () => {
      await server.database.write((transaction) =>
        transaction.query('INSERT INTO avaliacoes VALUES (800, 803, 2, NULL, NULL)'),
      );
      await client.put('/usuarios/800/avaliacoes/802', { avaliacao: 5 }).expect(201);
      const listed = await walk<{ filme_id: number }>(client.get, '/usuarios/800/avaliacoes?limite=1');
      expect(listed.map(({ filme_id }) => filme_id)).toEqual([802, 801, 803]);
      await client.get('/usuarios/999999/avaliacoes').expect(404);
      await client.get('/usuarios/800/avaliacoes?cursor=zzz').expect(422);
    });

    it('are all in the document about the user', async () => {
      const { body } = await client.get('/usuarios/800/dados').expect(200);
      expect(body.usuario).toEqual({ id: 800, nome: 'Pessoa 800', email: null });
      expect(body.avaliacoes).toMatchObject([
        { filme_id: 802, titulo: 'Filme 802', avaliacao: 5 },
        { filme_id: 801, avaliacao: 4 },
        { filme_id: 803, avaliacao: 2, avaliado_em: null },
      ]);
      await client.get('/usuarios/999999/dados').expect(404);
    });

    it('are taken back, which the profile tells', async () => {
      const before = Number((await client.get('/usuarios/800/dados').expect(200)).body.versao_perfil);
      const { headers } = await client.delete('/usuarios/800/avaliacoes/802').expect(204);
      expect(Number(headers['x-perfil-versao'])).toBe(before + 1);
      const { body } = await client.delete('/usuarios/800/avaliacoes/802').expect(404);
      expect(body.error).toBe('O usuário 800 não avaliou o filme 802.');
      await client.get('/usuarios/800/avaliacoes/802').expect(404);
    });
  });
});
