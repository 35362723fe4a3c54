import request from 'supertest';
import { addFilms } from '../support/add-rows';
import { asText, clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

eachDatabase('ids elsewhere, by HTTP', (_, create) => {
  let server: TestServer;
  const client = clientOf(() => server);
  const people = async () => (await server.database.query<{ n: number }>('SELECT count(*) AS n FROM usuarios'))[0].n;

  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(server.database, [{ id: 10, titulo: 'Um' }]);
  });
  afterAll(() => server.close());

  it('are given to a film, answered with it, and stand where its id does', async () => {
    const { body: film } = await client
      .post('/filmes', { titulo: 'Alien', identificadores: ['TMDB:348', 'imdb:78748'] })
      .expect(201);
    expect(film.identificadores).toEqual(['imdb:tt0078748', 'tmdb:348']);
    const { body: same } = await client.get('/filmes/imdb:tt0078748').expect(200);
    expect(same).toEqual(film);
    const { body: found } = await client.get('/filmes?identificador=tmdb:348').expect(200);
    expect(found).toEqual([film]);
    const taken = await client.post('/filmes', { titulo: 'Outro', identificadores: ['tmdb:348'] }).expect(409);
    expect(taken.body.error).toBe(`O identificador tmdb:348 já é do filme ${film.id}.`);
    const { body: changed } = await client
      .patch('/filmes/tmdb:348', { identificadores: ['loja:alien, o 8º'] })
      .expect(200);
    expect(changed.identificadores).toEqual(['loja:alien, o 8º']);
    expect((await client.get('/filmes/tmdb:348').expect(404)).body.error).toBe('Filme com ID tmdb:348 não encontrado.');
    expect((await client.get('/filmes/imdb:nada').expect(422)).body.error).toBe(
      'id: recebeu "imdb:nada"; aceita um código como imdb:tt0111161.',
    );
    await client.get(`/filmes/${encodeURIComponent('loja:alien, o 8º')}`).expect(200);
    await client.delete(`/filmes/${encodeURIComponent('loja:alien, o 8º')}`).expect(204);
  });

  it('make a person by the very call that rates, one of two at the same moment', async () => {
    await client.patch('/filmes/10', { identificadores: ['imdb:tt0000010'] }).expect(200);
    const path = '/usuarios/loja:ana/avaliacoes/imdb:tt0000010';
    expect((await client.put(path, { avaliacao: 4 }).expect(404)).body.error).toContain('loja:ana');
    const before = await people();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => client.put(`${path}?criar=true`, { avaliacao: 4 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.usuario_id)).size).toBe(1);
    expect(await people()).toBe(before + 1);
    const { body: ana } = await client.get('/usuarios/loja:ana').expect(200);
    expect(ana).toEqual({ id: ana.id, nome: `Usuário ${ana.id}`, email: null, identificadores: ['loja:ana'] });
    expect((await client.get('/usuarios?identificador=loja:ana').expect(200)).body).toEqual([ana]);
    expect((await client.get('/usuarios/loja:ana/dados').expect(200)).body.usuario).toEqual(ana);
    await client.get('/usuarios/loja:ana/recomendacoes?excluir=imdb:tt0000010').expect(200);
    const refused = await client.get('/usuarios/loja:ana/recomendacoes?excluir=imdb:tt0000011').expect(422);
    expect(refused.body.error).toBe('excluir: o filme imdb:tt0000011 não existe.');
    await request(server.url).put(`${path}?criar=true`).send({ avaliacao: 4 }).expect(401);
  });

  it('stand in bodies: ratings, batches, events and visitors', async () => {
    const row = { usuario_id: 'loja:bia', filme_id: 'imdb:tt0000010', avaliacao: 5 };
    await client.post('/avaliacoes', row).expect(404);
    await client.post('/avaliacoes/lote', [row]).expect(422);
    const event = { usuario_id: 'loja:caio', filme_id: 'imdb:tt0000010', tipo: 'visto' };
    await client.post('/eventos?criar=true', event).expect(200);
    const both = [row, { ...row, usuario_id: 'loja:davi' }, { ...row, usuario_id: 'loja:caio' }];
    expect((await client.post('/avaliacoes/lote?criar=true', both).expect(200)).body).toMatchObject({ criados: 3 });
    expect((await client.post('/avaliacoes/lote', both).expect(200)).body).toMatchObject({ criados: 0 });
    const unknown = await client.post('/avaliacoes/lote?criar=true', [{ ...row, filme_id: 'imdb:tt9' }]).expect(422);
    expect(unknown.body.error).toContain('filme imdb:tt0000009 não existe');
    await client
      .post('/recomendacoes', {
        avaliacoes: [{ filme_id: 'imdb:tt0000010', avaliacao: 5 }],
        excluir: ['imdb:tt0000010'],
      })
      .expect(200);
    const nobody = await client
      .post('/recomendacoes', { avaliacoes: [{ filme_id: 'tmdb:1', avaliacao: 5 }] })
      .expect(422);
    expect(nobody.body.error).toBe('avaliacoes.0.filme_id: o filme tmdb:1 não existe.');
    const { body: films } = await client.post('/filmes/lote', [
      { id: 'loja:f1', titulo: 'Loja 1', identificadores: ['tmdb:901'] },
      { titulo: 'Loja 1 de novo', identificadores: ['tmdb:901'] },
      { id: 'loja:f2', titulo: 'Loja 2' },
    ]);
    expect(films).toMatchObject({ criados: 2, atualizados: 1 });
    expect(films.ids[0]).toBe(films.ids[1]);
    expect((await client.get('/filmes/loja:f1')).body).toMatchObject({
      titulo: 'Loja 1 de novo',
      identificadores: ['loja:f1', 'tmdb:901'],
    });
    await client.post('/usuarios/lote', [{ id: 'loja:eva' }, { id: 'loja:bia', nome: 'Bia' }]).expect(200);
    expect((await client.get('/usuarios/loja:bia')).body).toMatchObject({ nome: 'Bia', identificadores: ['loja:bia'] });
  });

  it('of somebody erased make nobody, until they are made anew on purpose; nothing tells who it was', async () => {
    const { body: user } = await client.post('/usuarios', { identificadores: ['loja:zeca'] }).expect(201);
    expect(user.nome).toBe(`Usuário ${user.id}`);
    await client.delete('/usuarios/loja:zeca').expect(204);
    const again = '/usuarios/loja:zeca/avaliacoes/10?criar=true';
    expect((await client.put(again, { avaliacao: 4 }).expect(410)).body.error).toContain('loja:zeca foi apagado em');
    const batch = [{ usuario_id: 'loja:zeca', filme_id: 10, avaliacao: 4 }];
    expect((await client.post('/avaliacoes/lote?criar=true', batch).expect(422)).body.error).toContain('foi apagado');
    await client.post('/usuarios/lote', [{ id: 'loja:zeca' }]).expect(422);
    const kept = await server.database.query('SELECT * FROM identificadores_apagados');
    expect(JSON.stringify(kept)).not.toContain('zeca');
    const { body: other } = await client.post('/usuarios', { identificadores: ['loja:zeca'] }).expect(201);
    expect(other.id).not.toBe(user.id);
    await client.put(again, { avaliacao: 4 }).expect(201);
  });

  it('leave with an export', async () => {
    const { body } = await request(server.url)
      .get('/exportacao')
      .set('Authorization', server.bearer('admin'))
      .buffer(true)
      .parse(asText);
    const lines = String(body)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.find(({ titulo }) => titulo === 'Um')).toMatchObject({ identificadores: ['imdb:tt0000010'] });
    expect(lines.find(({ nome }) => nome === 'Bia')).toMatchObject({ identificadores: ['loja:bia'] });
  });

  it('an email is one, whatever its case', async () => {
    await client.post('/usuarios', { nome: 'Ana', email: 'Ana.Prado@example.com' }).expect(201);
    await client.post('/usuarios', { nome: 'Ana', email: 'ana.prado@example.com' }).expect(409);
  });
});
