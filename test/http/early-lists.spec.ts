import { EarlyLists } from '../../src/recommendation/serving/early-lists';
import { KeyUses } from '../../src/access/key-uses';
import { KeysService } from '../../src/access/keys.service';
import { RequestLimit } from '../../src/access/request-limit';
import { RecommendationService } from '../../src/recommendation/serving/recommendation.service';
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

eachDatabase('a list that was asked for in the same words before', (_, create) => {
  let server: TestServer;
  /** Called by the route alone. */
  let byRoute: jest.SpyInstance;
  /** Called for what is not kept. */
  let made: jest.SpyInstance;
  const writer = clientOf(() => server);

  beforeAll(async () => {
    server = await startServer(await create(), { rateLimit: 1000, rateLimitOfKeys: 1000 });
    await fillSmallCatalogue(server.database);
    await server.train();
    byRoute = jest.spyOn(server.app.get(EarlyLists), 'note');
    made = jest.spyOn(server.app.get(RecommendationService), 'forUser');
  });
  beforeEach(() => {
    byRoute.mockClear();
    made.mockClear();
  });
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
    ['compressed by gzip', '/usuarios/4/recomendacoes?limite=33', { 'Accept-Encoding': 'gzip' }],
    ['compressed by Brotli', '/usuarios/5/recomendacoes?limite=31', { 'Accept-Encoding': 'gzip, deflate, br' }],
    ['compressed as few do', '/usuarios/5/recomendacoes?limite=32', { 'Accept-Encoding': 'deflate' }],
    ['too short to be compressed', '/usuarios/5/recomendacoes?limite=1', { 'Accept-Encoding': 'gzip' }],
    ['in the format of others', '/usuarios/6/recomendacoes?formato=letterboxd', {}],
    ['of a genre, varied', '/usuarios/7/recomendacoes?genero=drama&diversidade=0.5', {}],
    ['without a key, where anybody may read it', '/usuarios/8/recomendacoes?limite=20', { Authorization: '' }],
    ['of what is available', '/usuarios/3/recomendacoes?disponivel=true', {}],
    ['where films that were shown step back', '/usuarios/3/recomendacoes?rotacao=0.5', {}],
    ['without some', '/usuarios/3/recomendacoes?excluir=1,2', {}],
  ])('is answered as the route answers it, without the route: %s', async (__, path, headers) => {
    const answers: Answer[] = [];
    expect(
      await countOfRoute(async () => {
        for (let n = 0; n < 3; n++) answers.push(await ask(path, headers));
      }),
    ).toBe(1);
    expect(made).toHaveBeenCalledTimes(1);
    const [first, ...again] = answers;
    expect(first.status).toBe(200);
    expect(again).toEqual([first, first]);
  });

  it.each(['limite=12', 'limite=13&explicar=true&diversidade=0.3', 'limite=14&incluir_avaliados=true'])(
    'for others, or anew, is made as the route makes it, without the route: %s',
    async (query) => {
      const path = (user: number) => `/usuarios/${user}/recomendacoes?${query}`;
      await ask(path(5));
      for (const [n, user] of [6, 7, 6].entries()) {
        byRoute.mockClear();
        made.mockClear();
        await writer.put(`/usuarios/${user}/avaliacoes/${50 + n}`, { avaliacao: 4 });
        const early = await ask(path(user));
        expect([byRoute.mock.calls.length, made.mock.calls.length]).toEqual([0, 1]);
        // The first one from an origin goes by the route.
        expect(await ask(path(user), { Origin: `https://${query.length}-${n}.example` })).toEqual(early);
        expect(byRoute).toHaveBeenCalledTimes(1);
        expect(early.status).toBe(200);
      }
    },
  );

  it('counts once, whoever says at last what is wrong with it', async () => {
    const admin = clientOf(() => server, 'admin');
    const left = (answer: Response) => Number(answer.headers.get('x-ratelimit-remaining'));
    const get = (path: string) => fetch(server.url + path, { headers: { Authorization: server.bearer('admin') } });
    const first = await get('/usuarios/9/recomendacoes?limite=3');
    const next = new URL(/<(.*?)>/.exec(first.headers.get('link') ?? '')![1], server.url);
    const path = next.pathname + next.search;
    await get(path);
    const before = await get(path);
    await admin.put('/usuarios/9/avaliacoes/57', { avaliacao: 1 }).expect(200);
    const gone = await get(path);
    expect([before.status, gone.status]).toEqual([200, 410]);
    // The rating, and this one.
    expect(left(gone)).toBe(left(before) - 2);
    const nobody = await get('/usuarios/999999/recomendacoes?limite=3');
    expect([nobody.status, left(nobody)]).toEqual([404, left(gone) - 1]);
    expect((await get('/usuarios/0/recomendacoes?limite=3')).status).toBe(422);
  });

  it('counts what it takes beside that, as by its route', async () => {
    const charge = jest.spyOn(server.app.get(RequestLimit), 'chargeTo');
    const path = '/usuarios/10/recomendacoes?limite=15&explicar=true';
    await ask('/usuarios/11/recomendacoes?limite=15&explicar=true');
    byRoute.mockClear();
    charge.mockClear();
    await ask(path);
    expect(byRoute).not.toHaveBeenCalled();
    const pieces = charge.mock.calls.map(([, , requests]) => requests);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((requests) => requests > 0)).toBe(true);
    charge.mockRestore();
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

  it('is not for a key that does not exist, though anybody may have it', async () => {
    const open = await startServer(await create(), { publicRead: 'true' });
    try {
      await fillSmallCatalogue(open.database);
      await open.train();
      const answer = (headers?: Record<string, string>) => fetch(`${open.url}/usuarios/1/recomendacoes`, { headers });
      expect([(await answer()).status, (await answer()).status]).toEqual([200, 200]);
      const refused = await answer({ Authorization: 'Bearer ctd_000000000000_nobody' });
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ type: 'urn:centroide:problema:chave-invalida' });
    } finally {
      await open.close();
    }
  });

  it('is a use of the key that asks for it', async () => {
    const path = '/usuarios/11/recomendacoes?limite=3';
    await ask(path);
    const keys = server.app.get(KeysService);
    const { key, text } = await keys.create('só listas', 'leitura');
    expect(await countOfRoute(() => ask(path, { Authorization: `Bearer ${text}` }))).toBe(0);
    await server.app.get(KeyUses).flush();
    expect((await keys.get(key.id))!.lastUsedAt).not.toBeNull();
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

  it('is remembered as shown each time that it is asked to be', async () => {
    const headers = { Authorization: server.bearer('escrita') };
    const counts = async () => {
      const shown = await ask('/usuarios/3/recomendacoes?limite=4&rotacao=0&lembrar=true', headers);
      const films = JSON.parse(shown.text) as { id: number }[];
      const { text } = await ask(`/usuarios/3/recomendacoes?limite=60&rotacao=0.1`, headers);
      const times = (JSON.parse(text) as { id: number; mostrado?: number }[]).filter(({ id }) =>
        films.some((film) => film.id === id),
      );
      return times.map(({ mostrado = 0 }) => mostrado);
    };
    await until('the first is noted', async () => (await counts()).some((times) => times > 0));
    const before = Math.max(...(await counts()));
    expect(await countOfRoute(counts)).toBe(0);
    await until('the next as well', async () => Math.max(...(await counts())) > before);
  });

  it.each(['limite=0', 'desconhecido=1'])('is told by the route what is wrong with it: %s', async (query) => {
    const path = `/usuarios/3/recomendacoes?${query}`;
    const statuses: number[] = [];
    for (let n = 0; n < 2; n++) statuses.push((await ask(path)).status);
    expect(statuses).toEqual([422, 422]);
    expect(byRoute).not.toHaveBeenCalled();
  });
});
