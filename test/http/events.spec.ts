import { clientOf, walk } from '../support/client';
import { eachDatabase } from '../support/databases';
import { addFilms, addUsers } from '../support/add-rows';
import { startServer, type TestServer } from '../support/server';

interface Listed {
  id: string;
  tipo: string;
}

eachDatabase('events', (_, create) => {
  let server: TestServer;
  let next = 1;
  const client = clientOf(() => server);
  /** Somebody nobody knows anything of. */
  const somebody = async (): Promise<number> => {
    await addUsers(server.database, [next]);
    return next++;
  };
  const post = (body: object) => client.post('/eventos', body);
  const eventsOf = (user: number) => walk<Listed>(client.get, `/usuarios/${user}/eventos?limite=2`);
  const counted = async () => (await server.database.query<{ n: number }>('SELECT COUNT(*) AS n FROM eventos'))[0].n;

  beforeAll(async () => {
    server = await startServer(await create());
    await addFilms(
      server.database,
      [1, 2, 3].map((id) => ({ id, titulo: `Filme ${id}` })),
    );
  });
  afterAll(() => server.close());

  it('are taken one alone, as a list or as NDJSON, and told newest first in pages', async () => {
    const usuario_id = await somebody();
    const seen = { id: 'a', usuario_id, filme_id: 1, tipo: 'assistiu', valor: 0.75, recomendacao_id: 'lista 7' };
    const { body, headers } = await post({ ...seen, quando: '2026-01-02T00:00:00.000Z' }).expect(200);
    expect(body).toEqual({ criados: 1, atualizados: 0, iguais: 0 });
    expect(headers['x-perfil-versao']).toBe('1');
    await post([
      { id: 'b', usuario_id, filme_id: 2, tipo: 'mostrado', quando: '2026-01-01T00:00:00.000Z' },
      { id: 'c', usuario_id, filme_id: 2, tipo: 'clicou', quando: '2026-01-02T00:00:00.000Z' },
    ]).expect(200);
    const line = JSON.stringify({ id: 'd', usuario_id, filme_id: 3, tipo: 'quer_ver' });
    await client.post('/eventos').set('Content-Type', 'application/x-ndjson').send(`${line}\n\n`).expect(200);
    const events = await eventsOf(usuario_id);
    expect(events.map(({ id }) => id)).toEqual(['d', 'c', 'a', 'b']);
    expect(events[2]).toEqual({ ...seen, quando: '2026-01-02T00:00:00.000Z' });
  });

  it('come in once, however often they are sent, and change the profile only when they say something', async () => {
    const usuario_id = await somebody();
    const event = { id: 'um', usuario_id, filme_id: 1, tipo: 'visto' };
    const sent = async (body: object) => {
      const answer = await post(body).expect(200);
      return [answer.body.criados, answer.body.iguais, answer.headers['x-perfil-versao']];
    };
    expect(await sent(event)).toEqual([1, 0, '1']);
    expect(await sent([event, event])).toEqual([0, 2, '1']);
    expect(await sent({ usuario_id, filme_id: 1, tipo: 'mostrado' })).toEqual([1, 0, '1']);
    const untold = { usuario_id, filme_id: 2, tipo: 'quer_ver', quando: '2026-01-01T00:00:00Z' };
    expect(await sent([untold, untold])).toEqual([1, 1, '2']);
    // An id is of one person: two apps may count alike.
    expect(await sent({ ...event, usuario_id: await somebody() })).toEqual([1, 0, '1']);
    const { body } = await post({ ...event, filme_id: 2 }).expect(422);
    expect(body.erros[0]).toMatchObject({ linha: 1, campo: 'id' });
    expect(body.detail).toContain('"um" já é de outro evento');
  });

  it.each([
    [{ tipo: 'adorou' }, 'tipo', 'recebeu "adorou"; aceita mostrado, clicou', 'got "adorou"; takes mostrado, clicou'],
    [{ valor: 1.01 }, 'valor', 'recebeu 1.01; aceita um número de 0 a 1', 'got 1.01; takes a number from 0 to 1'],
    [{ filme_id: 99 }, 'filme_id', 'filme 99 não existe', 'film 99 does not exist'],
    [{ usuario_id: 999 }, 'usuario_id', 'usuário 999 não existe', 'user 999 does not exist'],
    [{ quando: '2099-01-01T00:00:00Z' }, 'quando', 'está no futuro', 'in the future'],
    [{ quando: 'ontem' }, 'quando', 'recebeu "ontem"; aceita um momento como', 'got "ontem"; takes a moment like'],
    [{ quando: 1735689600 }, 'quando', 'recebeu 1735689600; aceita um momento', 'got 1735689600; takes a moment'],
    [{ id: '' }, 'id', 'aceita um texto de 1 a 100', 'takes text of 1 to 100'],
    [{ nota: 5 }, 'nota', 'parâmetro desconhecido', 'unknown parameter'],
  ])('are refused as a whole when one cannot be taken: %j', async (wrong, field, pt, en) => {
    const usuario_id = await somebody();
    const before = await counted();
    const good = { usuario_id, filme_id: 1, tipo: 'clicou' };
    for (const [language, text] of [
      ['pt', pt],
      ['en', en],
    ]) {
      const answer = await post([good, { ...good, ...wrong }])
        .set('Accept-Language', language)
        .expect(422);
      expect(answer.body.erros).toHaveLength(1);
      expect(answer.body.erros[0]).toMatchObject({ linha: 2, campo: field });
      expect(answer.body.erros[0].mensagem).toContain(text);
    }
    expect(await counted()).toBe(before);
  });

  it('need a key to be written, and one that may read the person to be read', async () => {
    const usuario_id = await somebody();
    const reader = clientOf(() => server, 'leitura');
    await reader.post('/eventos', { usuario_id, filme_id: 1, tipo: 'visto' }).expect(403);
    await reader.get(`/usuarios/${usuario_id}/eventos`).expect(200);
    expect((await fetch(`${server.url}/usuarios/${usuario_id}/eventos`)).status).toBe(401);
    await client.get('/usuarios/12345/eventos').expect(404);
  });

  it('stand in the data of their person, and go with the person and with the film', async () => {
    const usuario_id = await somebody();
    await addFilms(server.database, [{ id: 50, titulo: 'Passageiro' }]);
    await post([
      { id: 'x', usuario_id, filme_id: 50, tipo: 'visto' },
      { id: 'y', usuario_id, filme_id: 1, tipo: 'visto' },
    ]).expect(200);
    const { body } = await client.get(`/usuarios/${usuario_id}/dados`).expect(200);
    expect(body.eventos.map(({ id }: Listed) => id).sort()).toEqual(['x', 'y']);
    await client.delete('/filmes/50').expect(204);
    expect((await eventsOf(usuario_id)).map(({ id }) => id)).toEqual(['y']);
    await client.delete(`/usuarios/${usuario_id}`).expect(204);
    await client.get(`/usuarios/${usuario_id}/eventos`).expect(404);
    expect(await server.database.query('SELECT id FROM eventos WHERE usuario_id = $1', [usuario_id])).toEqual([]);
    const { body: refusal } = await post({ id: 'z', usuario_id, filme_id: 1, tipo: 'visto' }).expect(422);
    expect(refusal.detail).toContain(`usuário ${usuario_id} foi apagado`);
  });
});

eachDatabase('lists after events', (_, create) => {
  it('have no film that was seen or is not wanted, a thousand of them or one, until it is taken back', async () => {
    const server = await startServer(await create());
    const client = clientOf(() => server);
    const many = 1_010;
    await addUsers(server.database, [1]);
    await addFilms(
      server.database,
      Array.from({ length: many }, (_, n) => ({ id: n + 1, titulo: `Filme ${n + 1}` })),
    );
    const listed = async (query = '') =>
      (await client.get(`/usuarios/1/recomendacoes?limite=100${query}`).expect(200)).body.map(
        ({ id }: { id: number }) => id,
      );
    const say = (tipo: string, ids: number[], more: object = {}) =>
      client
        .post(
          '/eventos',
          ids.map((filme_id) => ({ usuario_id: 1, filme_id, tipo, ...more })),
        )
        .expect(200);
    await listed();
    await say(
      'visto',
      Array.from({ length: 1_000 }, (_, n) => n + 1),
    );
    expect(await listed()).toEqual([1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]);
    await say('sem_interesse', [1001]);
    await say('assistiu', [1002], { valor: 0.6 });
    await say('assistiu', [1003], { valor: 0.4 });
    await say('quer_ver', [1004]);
    expect(await listed()).toEqual([1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]);
    await say('com_interesse', [1001]);
    await say('nao_visto', [7, 1002]);
    expect(await listed()).toEqual([7, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010]);
    // A rating beats having seen it, but what is not wanted stays away.
    await client.put('/usuarios/1/avaliacoes/1', { avaliacao: 4 }).expect(201);
    await client.put('/usuarios/1/avaliacoes/1001', { avaliacao: 4 }).expect(201);
    await say('sem_interesse', [1001]);
    const all = await listed('&incluir_avaliados=true');
    expect([all.includes(1), all.includes(2), all.includes(1001)]).toEqual([true, false, false]);
    await server.close();
  });
});
