import { PersonLists } from '../../src/recommendation/serving/person-lists';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { until } from '../support/until';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/** Of each request or connection another one, or of the moment. */
const ofTheMoment = ['date', 'connection', 'keep-alive', 'x-request-id', 'x-ratelimit-remaining', 'x-ratelimit-reset'];

eachDatabase('a list that is kept', (_, create) => {
  let server: TestServer;
  let byRoute: jest.SpyInstance;
  const writer = clientOf(() => server);

  beforeAll(async () => {
    server = await startServer(await create(), { rateLimit: 1000, rateLimitOfKeys: 1000 });
    await fillSmallCatalogue(server.database);
    await server.train();
    byRoute = jest.spyOn(server.app.get(PersonLists), 'of');
  });
  beforeEach(() => byRoute.mockClear());
  afterAll(() => server.close());

  /** With a key that may read, unless there is another Authorization or an empty one. */
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> => {
    const { Authorization = server.bearer('leitura'), ...others } = headers;
    const answer = await fetch(server.url + path, {
      method,
      headers: { 'Accept-Encoding': 'identity', ...others, ...(Authorization && { Authorization }) },
    });
    const kept = [...answer.headers].filter(([name]) => !ofTheMoment.includes(name));
    return { status: answer.status, headers: Object.fromEntries(kept), text: await answer.text() };
  };
  /** How many of the requests that `work` makes are answered by the route. */
  const countOfRoute = async (work: () => Promise<unknown>): Promise<number> => {
    byRoute.mockClear();
    await work();
    return byRoute.mock.calls.length;
  };

  it.each([
    ['as it is', '/usuarios/1/recomendacoes?limite=30', {}],
    ['of the first system', '/filmes/2/recomendacoes', {}],
    ['with reasons, in English', '/usuarios/3/recomendacoes?explicar=true&limite=9', { 'Accept-Language': 'en' }],
    ['compressed by gzip', '/usuarios/4/recomendacoes?limite=30', { 'Accept-Encoding': 'gzip' }],
    ['compressed by Brotli', '/usuarios/5/recomendacoes?limite=31', { 'Accept-Encoding': 'gzip, deflate, br' }],
    ['compressed as few do', '/usuarios/5/recomendacoes?limite=32', { 'Accept-Encoding': 'deflate' }],
    ['too short to be compressed', '/usuarios/5/recomendacoes?limite=1', { 'Accept-Encoding': 'gzip' }],
    ['in the format of others', '/usuarios/6/recomendacoes?formato=letterboxd', {}],
    ['of a genre, varied', '/usuarios/7/recomendacoes?genero=drama&diversidade=0.5', {}],
    ['without a key, where anybody may read it', '/usuarios/8/recomendacoes?limite=20', { Authorization: '' }],
  ])('is answered as the route answers it, without the route: %s', async (__, path, headers) => {
    const answers: Answer[] = [];
    expect(
      await countOfRoute(async () => {
        for (let n = 0; n < 3; n++) answers.push(await ask(path, headers));
      }),
    ).toBe(1);
    const [first, ...again] = answers;
    expect(first.status).toBe(200);
    expect(again).toEqual([first, first]);
  });

  it('is told to whoever has it already by 304, and of HEAD by its headers', async () => {
    const path = '/usuarios/9/recomendacoes?limite=25';
    const { headers } = await ask(path);
    // Without a word of its own, fetch would ask for nothing that is kept.
    const condition = { 'If-None-Match': headers.etag, 'Accept-Encoding': 'gzip', 'Cache-Control': 'max-age=0' };
    const [has, head] = [await ask(path, condition), await ask(path, {}, 'HEAD')];
    expect(byRoute).toHaveBeenCalledTimes(1);
    expect(has).toMatchObject({ status: 304, text: '', headers: { etag: headers.etag, vary: 'Accept-Language' } });
    expect(has.headers['content-encoding']).toBeUndefined();
    expect(head).toEqual({ status: 200, text: '', headers });
  });

  it('says so of the encodings that it is kept in', async () => {
    const path = '/usuarios/10/recomendacoes?limite=40';
    const encodings: (string | undefined)[] = [];
    for (const accepted of ['gzip', 'br', 'gzip, br', 'br;q=0.1, gzip', 'deflate', 'identity', 'gzip;q=0'])
      encodings.push((await ask(path, { 'Accept-Encoding': accepted })).headers['content-encoding']);
    expect(encodings).toEqual(['gzip', 'br', 'br', 'gzip', 'deflate', undefined, undefined]);
    expect(byRoute).toHaveBeenCalledTimes(1);
  });

  it('holds until a rating, a film or a rule changes, and no longer', async () => {
    const path = '/usuarios/11/recomendacoes?limite=60';
    const changes: [string, () => Promise<unknown>][] = [
      ['rating', () => writer.put('/usuarios/11/avaliacoes/58', { avaliacao: 5 }).expect(201)],
      ['film', () => writer.patch('/filmes/1', { titulo: 'Outro' }).expect(200)],
      ['new film', () => writer.post('/filmes', { titulo: 'Novo', genero: 'drama' }).expect(201)],
    ];
    for (const [what, change] of changes) {
      const before = await ask(path);
      expect(await ask(path)).toEqual(before);
      await change();
      const after = await ask(path);
      expect({ what, changed: after.text !== before.text }).toEqual({ what, changed: true });
      // What Nest made is what is kept.
      expect(await countOfRoute(() => ask(path))).toBe(0);
    }
    expect(JSON.parse((await ask(path)).text)).not.toContainEqual(expect.objectContaining({ id: 58 }));
  });

  it('is only for who may have it, whoever had it before', async () => {
    const closed = await startServer(await create(), { publicRead: 'catalogo', rateLimit: 3, rateLimitOfKeys: 3 });
    try {
      await fillSmallCatalogue(closed.database);
      await closed.train();
      const status = async (authorization?: string) => {
        const headers = authorization === undefined ? undefined : { Authorization: authorization };
        return (await fetch(`${closed.url}/usuarios/1/recomendacoes`, { headers })).status;
      };
      const statuses: number[] = [];
      for (let n = 0; n < 4; n++) statuses.push(await status(closed.bearer('leitura')));
      expect(statuses).toEqual([200, 200, 200, 429]);
      // Guessing counts, of a list that is kept as well.
      const guesses: number[] = [];
      for (const guess of ['Bearer x', undefined, 'Bearer a.b.c', 'Bearer y']) guesses.push(await status(guess));
      expect(guesses).toEqual([401, 401, 401, 429]);
      expect(await status(closed.bearer('escrita'))).toBe(200);
    } finally {
      await closed.close();
    }
  });

  it('counts for the limit as one request, and tells what is left', async () => {
    const left = async (path: string) => {
      const { headers } = await fetch(server.url + path, { headers: { Authorization: server.bearer('admin') } });
      return ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`x-ratelimit-${name}`)));
    };
    const path = '/usuarios/12/recomendacoes?limite=2';
    await left(path);
    const [limit, before, reset] = await left(path);
    expect(limit).toBe(1000);
    expect(reset).toBeGreaterThan(0);
    expect((await left(path))[1]).toBe(before - 1);
    expect(byRoute).toHaveBeenCalledTimes(1);
  });

  it('is measured and logged by the pattern of its route', async () => {
    const counted = async () => {
      const { text } = await ask('/metrics');
      const [, count] =
        /^http_request_duration_seconds_count\{method="GET",route="\/usuarios\/:usuario_id\/recomendacoes",status="200"\} (\d+)$/m.exec(
          text,
        ) ?? [];
      const [, lists] = /^centroide_recommendations_total\{origin="modelo"\} (\d+)$/m.exec(text) ?? [];
      return [Number(count), Number(lists)];
    };
    const path = '/usuarios/1/recomendacoes?limite=7';
    await ask(path);
    const before = await counted();
    expect(await countOfRoute(() => ask(path))).toBe(0);
    // When the answer is over, which is a moment after it has come.
    await until('it is counted', async () => (await counted())[0] > before[0]);
    expect(await counted()).toEqual(before.map((count) => count + 1));
  });

  it('is noted for an experiment each time that somebody sees it', async () => {
    const admin = clientOf(() => server, 'admin');
    const variantes = [{ nome: 'controle' }, { nome: 'variada', parametros: { diversidade: 0.9 } }];
    const { body } = await admin.post('/experimentos', { nome: 'lista', variantes }).expect(201);
    await admin.post(`/experimentos/${body.id}/iniciar`).expect(200);
    const path = '/usuarios/2/recomendacoes?limite=11';
    const ID = 'x-recomendacao-id';
    const first = await ask(path);
    byRoute.mockClear();
    const [second, head, named] = [await ask(path), await ask(path, {}, 'HEAD'), await ask(`${path}&diversidade=0.2`)];
    expect(byRoute).toHaveBeenCalledTimes(1);
    expect(second.headers[ID]).toMatch(/^[\w-]{36}$/);
    expect(second.headers[ID]).not.toBe(first.headers[ID]);
    expect([head.headers[ID], named.headers[ID]]).toEqual([undefined, undefined]);
    // It is noted as well, of either variant.
    const report = await admin.get(`/experimentos/${body.id}`).expect(200);
    const { resultado } = report.body as { resultado: { exposicoes: number }[] };
    expect(resultado.reduce((sum, { exposicoes }) => sum + exposicoes, 0)).toBe(2);
    await admin.post(`/experimentos/${body.id}/encerrar`).expect(200);
    expect((await ask(path)).headers[ID]).toBeUndefined();
  });

  it.each([
    ['lembrar=true', 200],
    ['rotacao=0.5', 200],
    ['disponivel=true', 200],
    ['limite=0', 422],
    ['desconhecido=1', 422],
  ])('leaves to the route what is not as simple: %s', async (query, status) => {
    const path = `/usuarios/3/recomendacoes?${query}`;
    const headers = { Authorization: server.bearer('escrita') };
    const statuses: number[] = [];
    for (let n = 0; n < 2; n++) statuses.push((await ask(path, headers)).status);
    expect(statuses).toEqual([status, status]);
    expect(byRoute).toHaveBeenCalledTimes(status === 200 ? 2 : 0);
  });
});
