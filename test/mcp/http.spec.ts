import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { McpError } from '@modelcontextprotocol/sdk/types.js';
import request from 'supertest';
import { clientOf } from '../support/client';
import { eachDatabase, withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { some } from '../support/some';
import { trainedDemonstration } from '../support/trained-demonstration';
import { call, connectOverHttp, refusal } from './mcp-client';

interface Film {
  id: number;
  titulo: string;
}

interface Films {
  filmes: (Film & { porque?: string; motivos?: object[] })[];
  total?: number;
  origem?: string;
  dica?: string;
}

const TOOLS = ['search_films', 'similar_films', 'recommend_films', 'rate_film', 'not_interested', 'plan_film_night'];

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

eachDatabase('the Model Context Protocol over HTTP', (_, create) => {
  let server: TestServer;
  let writer: Client;
  const api = clientOf(() => server);
  const english = async (path: string): Promise<unknown> =>
    (await api.get(path).set('Accept-Language', 'en').expect(200)).body as unknown;

  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration), { publicRead: null });
    writer = await connectOverHttp(server.url, { Authorization: server.bearer('escrita') });
  }, 180_000);
  afterAll(async () => {
    await writer.close();
    await server.close();
  });

  it('tells what tools there are, and what each takes', async () => {
    const { tools } = await writer.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS);
    for (const { description, inputSchema, annotations } of some(tools)) {
      expect(description).not.toMatch(/[à-ú]/);
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      for (const parameter of some(Object.values(inputSchema.properties!)))
        expect(parameter).toMatchObject({ description: expect.stringMatching(/^[^à-ú]{10,}$/) as string });
      expect(annotations).toMatchObject({ destructiveHint: false });
    }
    const rate = tools.find(({ name }) => name === 'rate_film')!;
    expect(rate.inputSchema.required).toEqual(['person', 'film', 'rating']);
    expect(rate.inputSchema.properties!.rating).toMatchObject({ type: 'number', minimum: 0, maximum: 5 });
    expect(writer.getInstructions()).toContain('search_films');
  });

  it('finds films', async () => {
    const { filmes, total } = await call<Films>(writer, 'search_films', { title: 'star wars', limit: 3 });
    expect(filmes).toEqual(await english('/filmes?busca=star%20wars&limite=3'));
    expect(filmes[0].titulo).toMatch(/^Star Wars/);
    expect(total).toBeGreaterThan(0);
    const none = await call<Films>(writer, 'search_films', { genre: 'westernn' });
    expect(none).toEqual({ filmes: [], total: 0, dica: 'genero: no film with westernn (see GET /generos)' });
  });

  it('recommends films to a person and says why, as the route does', async () => {
    const given = { person: 1, genre: 'drama', year_from: 1980, limit: 4 };
    const { filmes, origem } = await call<Films>(writer, 'recommend_films', given);
    expect(filmes).toEqual(await english('/usuarios/1/recomendacoes?genero=drama&ano_min=1980&limite=4&explicar=true'));
    expect(filmes).toHaveLength(4);
    expect(origem).toBe('modelo');
    for (const { porque, motivos } of some(filmes)) {
      expect(porque).toMatch(/^Because /);
      expect(some(motivos!)).not.toEqual([]);
    }
  });

  it('names films that are like another', async () => {
    const { filmes } = await call<Films>(writer, 'similar_films', { film: '4', limit: 3 });
    expect(filmes).toEqual(await english('/filmes/4/similares?limite=3'));
    expect(filmes).toHaveLength(3);
  });

  it('rates a film, which leaves the list at once', async () => {
    const [first] = (await call<Films>(writer, 'recommend_films', { person: 2, limit: 1 })).filmes;
    const rated = { person: 2, film: first.id, rating: 4.5 };
    expect(await call(writer, 'rate_film', rated)).toMatchObject({ usuario_id: 2, filme_id: first.id, anterior: null });
    expect(await english(`/usuarios/2/avaliacoes/${first.id}`)).toMatchObject({ avaliacao: 4.5 });
    expect(await call(writer, 'rate_film', { ...rated, rating: 1 })).toMatchObject({
      avaliacao: 1,
      anterior: { avaliacao: 4.5 },
    });
    const after = (await call<Films>(writer, 'recommend_films', { person: 2, limit: 50 })).filmes;
    expect(some(after).map(({ id }) => id)).not.toContain(first.id);
  });

  it('takes a film out of the lists that somebody does not want, and back', async () => {
    const list = async () => (await call<Films>(writer, 'recommend_films', { person: 3, limit: 50 })).filmes;
    const [{ id, titulo }] = await list();
    const given = { person: 3, film: id };
    expect(await call(writer, 'not_interested', given)).toMatchObject({ filme_id: id, titulo, tipo: 'sem_interesse' });
    expect((await list()).map((film) => film.id)).not.toContain(id);
    await call(writer, 'not_interested', { ...given, undo: true });
    expect((await list()).map((film) => film.id)).toContain(id);
  });

  it('plans a film night for people and guests, as the route does', async () => {
    const guests = [{ ratings: [{ film: 29, rating: 5 }] }];
    const given = { people: [1, 4], guests, strategy: 'fair', limit: 3 };
    const { filmes } = await call<Films>(writer, 'plan_film_night', given);
    const visitantes = [{ avaliacoes: [{ filme_id: 29, avaliacao: 5 }] }];
    const { body } = await api
      .post('/recomendacoes/juntos', { usuarios: [1, 4], visitantes, estrategia: 'justa', limite: 3 })
      .set('Accept-Language', 'en')
      .expect(200);
    expect(filmes).toEqual(body);
    expect(filmes).toHaveLength(3);
  });

  it('lets a film and the taste of a person be read', async () => {
    const { resourceTemplates } = await writer.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      'centroide://films/{id}',
      'centroide://people/{id}/taste',
    ]);
    const read = async (uri: string): Promise<unknown> => {
      const { contents } = await writer.readResource({ uri });
      return JSON.parse((contents[0] as { text: string }).text);
    };
    expect(await read('centroide://films/4')).toEqual(await english('/filmes/4'));
    expect(await read('centroide://people/1/taste')).toEqual(await english('/usuarios/1/perfil'));
    const error = (await writer.readResource({ uri: 'centroide://films/99999' }).catch((e: unknown) => e)) as McpError;
    expect([error.code, error.data]).toMatchObject([
      -32002,
      { detail: 'There is no film with ID 99999.', status: 404 },
    ]);
  });

  it('says what is wrong with a parameter, and what is not there', async () => {
    expect(await refusal(writer, 'recommend_films', { person: 1, limit: 0, genre: '', mood: 'sad' })).toEqual([
      'valor-invalido',
      'genre: got ""; takes text of 1 to 200 characters; limit: got 0; takes a whole number from 1 to 50; mood: unknown parameter.',
    ]);
    expect(await refusal(writer, 'rate_film', { person: 1, film: 4 })).toEqual([
      'valor-invalido',
      'rating: is missing; takes a number from 0 to 5.',
    ]);
    const guests = [{ ratings: [{ film: 4, rating: 6 }] }, { ratings: [] }];
    expect((await refusal(writer, 'plan_film_night', { guests }))[1]).toBe(
      'guests.0.ratings.0.rating: got 6; takes a number from 0 to 5.',
    );
    const alone = await refusal(writer, 'plan_film_night', { people: [1] });
    expect(alone[1]).toBe('people: got 1 people, with those of guests; takes 2 to 8.');
    guests[0].ratings[0] = { film: 99999, rating: 5 };
    expect((await refusal(writer, 'plan_film_night', { guests }))[1]).toMatch(/^guests\.0\.ratings\.0\.film: .*99999/);
    expect((await refusal(writer, 'similar_films', { film: 'imdb:x' }))[1]).toContain('film: got "imdb:x"; takes');
    expect(await refusal(writer, 'similar_films', { film: 99999 })).toEqual([
      'filme-nao-encontrado',
      'There is no film with ID 99999.',
    ]);
    expect((await refusal(writer, 'not_interested', { person: 1, film: 99999 }))[0]).toBe('filme-nao-encontrado');
    expect((await refusal(writer, 'recommend_films', { person: 99999 }))[0]).toBe('usuario-nao-encontrado');
    await expect(writer.callTool({ name: 'delete_all' })).rejects.toThrow(
      'There is no tool "delete_all"; there are search_films',
    );
  });

  it('speaks Portuguese to whoever does', async () => {
    const client = await connectOverHttp(server.url, {
      'Accept-Language': 'pt',
      Authorization: server.bearer('leitura'),
    });
    const { filmes } = await call<Films>(client, 'recommend_films', { person: 1, limit: 1 });
    expect(filmes[0].porque).toMatch(/^Porque /);
    expect((await refusal(client, 'search_films', { limit: 'x' }))[1]).toBe(
      'limit: recebeu "x"; aceita um número inteiro de 1 a 50.',
    );
    await client.close();
  });

  it('lets nobody do more than their key, or none, allows', async () => {
    const nobody = await connectOverHttp(server.url);
    expect((await call<Films>(nobody, 'search_films', { limit: 2 })).filmes).toHaveLength(2);
    expect((await call<Films>(nobody, 'similar_films', { film: 4, limit: 2 })).filmes).toHaveLength(2);
    const guests = [{ ratings: [{ film: 4, rating: 5 }] }, { ratings: [{ film: 29, rating: 5 }] }];
    expect((await call<Films>(nobody, 'plan_film_night', { guests, limit: 2 })).filmes).toHaveLength(2);
    for (const [name, given] of [
      ['recommend_films', { person: 1 }],
      ['rate_film', { person: 1, film: 4, rating: 1 }],
      ['not_interested', { person: 1, film: 4 }],
      ['plan_film_night', { people: [1, 2] }],
    ] as const)
      expect([name, (await refusal(nobody, name, given))[0]]).toEqual([name, 'chave-ausente']);
    await expect(nobody.readResource({ uri: 'centroide://people/1/taste' })).rejects.toThrow('A key is needed');
    const reader = await connectOverHttp(server.url, { Authorization: server.bearer('leitura') });
    expect((await call<Films>(reader, 'recommend_films', { person: 1, limit: 1 })).filmes).toHaveLength(1);
    expect(await refusal(reader, 'rate_film', { person: 1, film: 4, rating: 1 })).toEqual([
      'escopo-insuficiente',
      'The key has the scope leitura; escrita is needed.',
    ]);
    expect((await refusal(reader, 'not_interested', { person: 1, film: 4 }))[0]).toBe('escopo-insuficiente');
    await expect(connectOverHttp(server.url, { Authorization: 'Bearer ctd_none' })).rejects.toThrow();
    for (const client of [nobody, reader]) await client.close();
  });

  it('keeps a token to its person', async () => {
    const { body } = await api.post('/usuarios/5/tokens').expect(201);
    const own = await connectOverHttp(server.url, { Authorization: `Bearer ${(body as { token: string }).token}` });
    expect((await call<Films>(own, 'recommend_films', { person: 5, limit: 1 })).filmes).toHaveLength(1);
    expect(await call(own, 'rate_film', { person: 5, film: 4, rating: 3 })).toMatchObject({ usuario_id: 5 });
    expect(await call(own, 'not_interested', { person: 5, film: 7 })).toMatchObject({ usuario_id: 5 });
    for (const [name, given] of [
      ['recommend_films', { person: 6 }],
      ['rate_film', { person: 6, film: 4, rating: 1 }],
      ['not_interested', { person: 6, film: 4 }],
      ['plan_film_night', { people: [5, 6] }],
    ] as const)
      expect([name, (await refusal(own, name, given))[0]]).toEqual([name, 'fora-do-token']);
    await expect(own.readResource({ uri: 'centroide://people/6/taste' })).rejects.toThrow('A token opens only');
    await own.close();
  });
});

withSqlite('POST /mcp', (_, create) => {
  let server: TestServer;
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    request(server.url)
      .post('/mcp')
      .set({ Accept: 'application/json, text/event-stream', 'Accept-Language': 'en', ...headers })
      .send(body as object);
  const started = async (settings: Parameters<typeof startServer>[1]) => {
    server = await startServer(await create(), settings);
  };
  afterEach(() => server.close());

  it('answers each request for itself, and what is no message as such', async () => {
    await started({});
    const { headers, body } = await post(initialize).expect(200);
    expect(headers['mcp-session-id']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({ id: 1, result: { serverInfo: { name: 'centroide' } } });
    await post({ jsonrpc: '2.0', method: 'notifications/initialized' }).expect(202);
    expect((await post({ hello: 'world' }).expect(400)).body).toMatchObject({
      jsonrpc: '2.0',
      error: { code: -32700 },
    });
    expect((await request(server.url).get('/mcp').expect(405)).headers.allow).toBe('POST');
    const { detail } = (await post([initialize, initialize]).expect(400)).body as { detail: string };
    expect(detail).toBe('The body is a list; /mcp takes one message per request.');
    expect(JSON.stringify((await request(server.url).get('/docs-json')).body)).not.toContain('/mcp');
  });

  it('is closed like all reading with PUBLIC_READ=false', async () => {
    await started({ publicRead: 'false' });
    expect((await post(initialize).expect(401)).body).toMatchObject({ type: 'urn:centroide:problema:chave-ausente' });
    await post(initialize, { Authorization: server.bearer('leitura') }).expect(200);
    // A token of somebody comes in, for what is theirs; the catalogue is not.
    const write = (path: string, body: object) =>
      request(server.url).post(path).set('Authorization', server.bearer('escrita')).send(body).expect(201);
    const { id } = (await write('/usuarios', { nome: 'Ana' })).body as { id: number };
    const { token } = (await write(`/usuarios/${id}/tokens`, {})).body as { token: string };
    const guests = [{ ratings: [{ film: 1, rating: 5 }] }, { ratings: [{ film: 2, rating: 5 }] }];
    for (const [method, params] of [
      ['tools/call', { name: 'search_films', arguments: {} }],
      ['tools/call', { name: 'plan_film_night', arguments: { guests } }],
      ['resources/read', { uri: 'centroide://films/1' }],
    ] as const) {
      const message = { jsonrpc: '2.0', id: 2, method, params };
      const { body } = await post(message, { Authorization: `Bearer ${token}` }).expect(200);
      expect([params, JSON.stringify(body)]).toEqual([params, expect.stringContaining('A token opens only')]);
    }
  });

  it('takes pages of the origins that CORS_ORIGIN names, and no others', async () => {
    await started({ corsOrigin: ['https://a.example'] });
    await post(initialize, { Origin: 'https://a.example' }).expect(200);
    const { body } = await post(initialize, { Origin: 'https://b.example' }).expect(403);
    expect(body).toMatchObject({ type: 'urn:centroide:problema:origem-nao-aceita' });
  });

  it('counts a call as the route that does the same', async () => {
    await started({ rateLimit: 20 });
    const calls = (name: string, args: object) =>
      post({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name, arguments: args } });
    const left = async () => Number((await calls('search_films', {}).expect(200)).headers['x-ratelimit-remaining']);
    const before = await left();
    await calls('plan_film_night', {});
    expect(before - (await left())).toBe(5);
    await Promise.all(Array.from({ length: 20 }, () => calls('search_films', {})));
    expect((await calls('search_films', {}).expect(429)).body).toMatchObject({
      type: 'urn:centroide:problema:requisicoes-demais',
    });
  });
});
