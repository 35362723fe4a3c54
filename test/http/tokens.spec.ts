import { createSecretKey, randomBytes } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import request from 'supertest';
import { raiseCounter } from '../../src/database/counters';
import type { DatabaseLocation } from '../../src/config/settings';
import { addFilms, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const HOUR = 3_600_000;

/** What tokens of ours say. */
const claims = (userId: number, epoca = '1.0') => ({ iss: 'centroide', aud: 'pessoa', sub: String(userId), epoca });

eachDatabase('a token of one person', (_, create) => {
  let location: DatabaseLocation;
  let server: TestServer;
  let elsewhere: TestServer;
  const client = clientOf(() => server);
  const send = (token: string, method: Method, path: string, body?: unknown, of = server) => {
    const sent = request(of.url)[method](path).set('Authorization', `Bearer ${token}`);
    return body === undefined ? sent : sent.send(body as object);
  };
  const tokenOf = async (user: number | string, body?: object): Promise<string> =>
    ((await client.post(`/usuarios/${user}/tokens`, body).expect(201)).body as { token: string }).token;
  const secret = async () => {
    const [{ valor }] = await server.database.query<{ valor: string }>(
      "SELECT valor FROM sistema WHERE chave = 'segredo_dos_tokens'",
    );
    return createSecretKey(valor, 'base64url');
  };
  /** The number of an erased person is not given out again: each test has people of its own. */
  let last = 0;
  const person = async (identificadores: string[] = []): Promise<number> => {
    const { body } = await client.post('/usuarios', { nome: `Pessoa ${++last}`, identificadores }).expect(201);
    return (body as { id: number }).id;
  };

  beforeAll(async () => {
    location = await create();
    server = await startServer(location, { publicRead: null });
    elsewhere = await startServer(location, { publicRead: null });
    await addFilms(
      server.database,
      [1, 2, 3, 4].map((id) => ({ id, titulo: `Filme ${id}`, genero: 'terror' })),
    );
  });
  afterAll(async () => {
    await elsewhere.close();
    await server.close();
  });

  it('reads their lists, profile, ratings and events, and sends and removes what they think', async () => {
    const id = await person(['loja:ana']);
    const token = await tokenOf('loja:ana');
    for (const who of [id, 'loja:ana']) {
      await send(token, 'put', `/usuarios/${who}/avaliacoes/1`, { avaliacao: 5 }).expect(who === id ? 201 : 200);
      const rated = await send(token, 'post', '/avaliacoes', {
        usuario_id: who,
        filme_id: 2,
        avaliacao: 1,
        recomendacao_id: 'lista 7',
      });
      expect([rated.status, rated.body.usuario_id]).toEqual([who === id ? 201 : 200, id]);
      expect(rated.body.recomendacao_id).toBe('lista 7');
      const event = { id: 'e1', usuario_id: who, filme_id: 3, tipo: 'quer_ver' };
      const { body } = await send(token, 'post', '/eventos', [event]).expect(200);
      expect(body).toEqual(
        who === id ? { criados: 1, atualizados: 0, iguais: 0 } : { criados: 0, atualizados: 0, iguais: 1 },
      );
      for (const path of ['usuarios', 'filmes']) {
        const list = await send(token, 'get', `/${path}/${who}/recomendacoes`).expect(200);
        expect(list.body.map((film: { id: number }) => film.id).sort()).toEqual([3, 4]);
        // As much as whoever has a key is told.
        expect(Number(list.headers['x-perfil-versao'])).toBeGreaterThan(0);
      }
      await send(token, 'get', `/usuarios/${who}/recomendacoes?incluir_avaliados=true`).expect(200);
      await send(token, 'get', `/usuarios/${who}/perfil`).expect(200);
      expect((await send(token, 'get', `/usuarios/${who}/avaliacoes`).expect(200)).body).toHaveLength(2);
      expect((await send(token, 'get', `/usuarios/${who}/avaliacoes/1`).expect(200)).body.avaliacao).toBe(5);
      expect((await send(token, 'get', `/usuarios/${who}/eventos`).expect(200)).body).toHaveLength(1);
    }
    await send(token, 'delete', '/usuarios/loja:ana/avaliacoes/1').expect(204);
    expect((await client.get(`/usuarios/${id}/avaliacoes`).expect(200)).body).toHaveLength(1);
  });

  it('opens nothing of anybody else, by number or by another id, and nothing is written', async () => {
    const id = await person(['loja:bia']);
    const other = await person(['loja:caio']);
    const token = await tokenOf(id);
    for (const who of [other, 'loja:caio', 'loja:ninguem', 999_999]) {
      const event = { usuario_id: who, filme_id: 3, tipo: 'visto' };
      const own = { usuario_id: id, filme_id: 3, tipo: 'visto' };
      for (const [method, path, body] of [
        ['get', `/usuarios/${who}/recomendacoes`],
        ['get', `/filmes/${who}/recomendacoes`],
        ['get', `/usuarios/${who}/perfil`],
        ['get', `/usuarios/${who}/avaliacoes`],
        ['put', `/usuarios/${who}/avaliacoes/1?criar=true`, { avaliacao: 5 }],
        ['delete', `/usuarios/${who}/avaliacoes/1`],
        ['post', '/avaliacoes?criar=true', { usuario_id: who, filme_id: 1, avaliacao: 5 }],
        ['post', '/eventos?criar=true', event],
        ['post', '/eventos?criar=true', [own, event]],
      ] as const) {
        const refused = await send(token, method, path, body);
        expect([method, path, refused.status, refused.body.type]).toEqual([
          ...[method, path, 403],
          'urn:centroide:problema:fora-do-token',
        ]);
        expect(refused.headers['cache-control']).toBe('no-store');
      }
    }
    for (const who of [id, other]) {
      expect((await client.get(`/usuarios/${who}/avaliacoes`).expect(200)).body).toEqual([]);
      expect((await client.get(`/usuarios/${who}/eventos`).expect(200)).body).toEqual([]);
    }
    await client.get('/usuarios/loja:ninguem').expect(404);
  });

  it('writes no catalogue, no people, no keys, and makes no tokens', async () => {
    const id = await person();
    const token = await tokenOf(id);
    for (const [method, path, body] of [
      ['get', `/usuarios/${id}`],
      ['get', `/usuarios/${id}/dados`],
      ['patch', `/usuarios/${id}`, { nome: 'Outra' }],
      ['delete', `/usuarios/${id}`],
      ['post', `/usuarios/${id}/tokens`, {}],
      ['delete', `/usuarios/${id}/tokens`],
      ['post', '/avaliacoes/lote', [{ usuario_id: id, filme_id: 1, avaliacao: 5 }]],
      ['post', '/filmes', { titulo: 'Meu' }],
      ['delete', '/filmes/1'],
      ['get', '/usuarios'],
      ['get', '/chaves/atual'],
      ['post', '/modelo/treinos', {}],
      ['get', '/exportacao'],
    ] as const)
      expect([method, path, (await send(token, method, path, body)).status]).toEqual([method, path, 403]);
    // What anybody may read is open to whoever has a token, too.
    await send(token, 'get', '/filmes/1').expect(200);
    await send(token, 'post', '/recomendacoes', { avaliacoes: [] }).expect(200);
  });

  it('holds on all servers, and ends there at once for one person when theirs are revoked', async () => {
    const [id, other] = [await person(), await person()];
    const [token, ofOther] = [await tokenOf(id), await tokenOf(other)];
    const seen = (of: string, who: number, where: TestServer) =>
      send(of, 'get', `/usuarios/${who}/avaliacoes`, undefined, where);
    for (const where of [server, elsewhere]) await seen(token, id, where).expect(200);
    await client.delete(`/usuarios/${id}/tokens`).expect(204);
    for (const where of [server, elsewhere]) {
      const { body, headers } = await seen(token, id, where).expect(401);
      expect(body.type).toBe('urn:centroide:problema:token-invalido');
      expect(headers['www-authenticate']).toBe('Bearer realm="centroide", error="invalid_token"');
      await seen(ofOther, other, where).expect(200);
      await seen(await tokenOf(id), id, where).expect(200);
    }
  });

  it('ends with the person, with the data it was of, and when the person is merged into another', async () => {
    const [erased, merged, into] = [await person(), await person(), await person()];
    const tokens = [await tokenOf(erased), await tokenOf(merged), await tokenOf(into)];
    await client.delete(`/usuarios/${erased}`).expect(204);
    await client.post(`/usuarios/${into}/unir`, { usuario_id: merged }).expect(200);
    await send(tokens[0], 'get', `/usuarios/${erased}/avaliacoes`).expect(401);
    await send(tokens[1], 'get', `/usuarios/${merged}/avaliacoes`).expect(401);
    await send(tokens[2], 'get', `/usuarios/${into}/avaliacoes`).expect(200);
    await server.database.write((transaction) => raiseCounter(transaction, 'generation'));
    await send(tokens[2], 'get', `/usuarios/${into}/avaliacoes`).expect(401);
    await server.database.write((transaction) =>
      transaction.query("UPDATE sistema SET valor = '1' WHERE chave = 'geracao'"),
    );
  });

  it('is refused when it is forged, of another algorithm or key, changed or expired', async () => {
    const id = await person();
    const other = await person();
    const good = await tokenOf(id);
    const key = await secret();
    const now = Date.now();
    const sign = (algorithm: string, by: Uint8Array | typeof key, expires = now + HOUR, said: object = claims(id)) =>
      new SignJWT({ ...said })
        .setProtectedHeader({ alg: algorithm })
        .setExpirationTime(Math.floor(expires / 1000))
        .sign(by);
    const get = (token: string, who = id) => send(token, 'get', `/usuarios/${who}/avaliacoes`);
    // What is refused below is refused for that one thing.
    await get(await sign('HS256', key)).expect(200);
    const [head, , signature] = good.split('.');
    const payload = (said: object) => Buffer.from(JSON.stringify(said)).toString('base64url');
    const forged: Record<string, string> = {
      none: new UnsecuredJWT(claims(id)).setExpirationTime('1h').encode(),
      'none, signed': `${payload({ alg: 'none' })}.${payload({ ...claims(id), exp: now / 1000 + 60 })}.${signature}`,
      'another secret': await sign('HS256', randomBytes(32)),
      'another algorithm': await sign('HS512', createSecretKey(Buffer.concat([key.export(), key.export()]))),
      'another algorithm by this secret': await sign('HS384', createSecretKey(key.export())).catch(() => 'a.b.c'),
      'another payload': `${head}.${payload({ ...claims(other), exp: now / 1000 + 60 })}.${signature}`,
      'without a signature': `${good.split('.').slice(0, 2).join('.')}.`,
      'expired a second ago': await sign('HS256', key, now - 1_000),
      'for something else': await sign('HS256', key, now + HOUR, { ...claims(id), aud: 'outra' }),
      'of others': await sign('HS256', key, now + HOUR, { ...claims(id), iss: 'outros' }),
      'of nobody': await sign('HS256', key, now + HOUR, claims(999_999)),
      'of no number': await sign('HS256', key, now + HOUR, { ...claims(id), sub: 'ana' }),
      'of another epoch': await sign('HS256', key, now + HOUR, claims(id, '1.7')),
      'that never expires': await new SignJWT(claims(id)).setProtectedHeader({ alg: 'HS256' }).sign(key),
      'of three dots': 'a.b.c',
    };
    for (const [name, token] of some(Object.entries(forged))) {
      const { status, body } = await get(token);
      expect([name, status, body.type]).toEqual([name, 401, 'urn:centroide:problema:token-invalido']);
      // Not even what is open is told to whoever comes with a wrong one.
      expect((await send(token, 'get', '/filmes')).status).toBe(401);
    }
  });

  it('holds for an hour, or for as long as was asked', async () => {
    const id = await person();
    const made = async (body?: object) => {
      const before = Date.now();
      const answer = await client.post(`/usuarios/${id}/tokens`, body).expect(201);
      expect(Object.keys(answer.body as object).sort()).toEqual(['expira_em', 'token']);
      expect(answer.headers['cache-control']).toBe('no-store');
      return Math.round((Date.parse(answer.body.expira_em) - before) / 60_000);
    };
    expect(await made()).toBe(60);
    expect(await made({})).toBe(60);
    expect(await made({ validade: 600 })).toBe(10);
    expect(await made({ validade: 2_592_000 })).toBe(43_200);
    for (const validade of [0, -1, 1.5, 2_592_001, '60', null]) {
      const { body } = await client.post(`/usuarios/${id}/tokens`, { validade }).expect(422);
      expect(body.detail).toContain('aceita um número inteiro de 1 a 2592000');
    }
    await client.post('/usuarios/999999/tokens').expect(404);
    await client.delete('/usuarios/999999/tokens').expect(404);
  });
});

withSqlite('tokens of people', (_, create) => {
  const ask = ({ url }: TestServer, token: string, path = '/usuarios/1/avaliacoes') =>
    request(url).get(path).set('Authorization', `Bearer ${token}`);
  const tokenFrom = async (server: TestServer): Promise<string> =>
    (
      await clientOf(() => server)
        .post('/usuarios/1/tokens')
        .expect(201)
    ).body.token as string;

  it('are signed by TOKEN_SECRET where it is set, and no secret is kept then', async () => {
    const location = await create();
    const withSecret = (text: string) => startServer(location, { tokenSecret: text.repeat(8) });
    const servers = [await withSecret('abcd'), await withSecret('abcd'), await withSecret('efgh')];
    await addUsers(servers[0].database, [1]);
    const token = await tokenFrom(servers[0]);
    await ask(servers[1], token).expect(200);
    await ask(servers[2], token).expect(401);
    expect(await servers[0].database.query("SELECT * FROM sistema WHERE chave LIKE 'segredo%'")).toEqual([]);
    for (const server of servers) await server.close();
  });

  it('are counted for the person, like requests of an address without a key', async () => {
    const server = await startServer(await create(), { rateLimit: 3, rateLimitOfKeys: 100 });
    await addUsers(server.database, [1, 2]);
    const token = await tokenFrom(server);
    for (let n = 0; n < 3; n++) await ask(server, token).expect(200);
    await ask(server, token).expect(429);
    const other = (
      await clientOf(() => server)
        .post('/usuarios/2/tokens')
        .expect(201)
    ).body.token as string;
    await ask(server, other, '/usuarios/2/avaliacoes').expect(200);
    await request(server.url).get('/filmes').expect(200);
    await server.close();
  });

  it('open no catalogue where nothing is open', async () => {
    const server = await startServer(await create(), { publicRead: 'false' });
    await addUsers(server.database, [1]);
    const token = await tokenFrom(server);
    await ask(server, token).expect(200);
    await ask(server, token, '/filmes').expect(403);
    await server.close();
  });

  it('open nobody else even where lists of people are open to all', async () => {
    const server = await startServer(await create(), { publicRead: 'true' });
    await addUsers(server.database, [1, 2]);
    await ask(server, await tokenFrom(server), '/usuarios/2/recomendacoes').expect(403);
    await server.close();
  });
});
