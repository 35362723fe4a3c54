import { Writable } from 'node:stream';
import pino from 'pino';
import request from 'supertest';
import { EarlyLists } from '../../src/recommendation/serving/early-lists';
import { RecommendationService } from '../../src/recommendation/serving/recommendation.service';
import type { DatabaseLocation } from '../../src/config/settings';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { until } from '../support/until';

const HOUR = 3_600_000;

interface Film {
  readonly id: number;
  readonly titulo: string;
}

eachDatabase('a list that one server keeps', (_, create) => {
  let server: TestServer;
  let replica: TestServer;
  let made: jest.SpyInstance;
  let now = Date.now();
  const here = clientOf(() => server, 'admin');
  const there = clientOf(() => replica, 'admin');

  beforeAll(async () => {
    // The clock that servers are given when they start.
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const location: DatabaseLocation = await create();
    server = await startServer(location, { trustedProxies: 1 });
    await fillSmallCatalogue(server.database);
    await server.train();
    replica = await startServer(location, { trustedProxies: 1 });
    made = jest.spyOn(server.app.get(RecommendationService), 'forUser');
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await replica.close();
    await server.close();
  });

  /** With a key that may read, unless there is another Authorization or an empty one. */
  const ask = (path: string, headers: Record<string, string> = {}) => {
    const { Authorization = server.bearer('leitura'), ...others } = headers;
    const sent = request(server.url).get(path).set(others);
    return Authorization === '' ? sent : sent.set({ Authorization });
  };
  /** A list that is not made anew. */
  const kept = async (path: string, headers: Record<string, string> = {}): Promise<request.Response> => {
    await ask(path, headers).expect(200);
    made.mockClear();
    const answer = await ask(path, headers).expect(200);
    expect(made).not.toHaveBeenCalled();
    return answer;
  };
  const filmsIn = ({ body }: request.Response) => body as Film[];
  const idsIn = (answer: request.Response) => filmsIn(answer).map(({ id }) => id);

  it('is for who asks for it in the same language, under the same path, in the same format, for as much', async () => {
    const asked = ['pt', 'en'].flatMap((language) =>
      ['', '/cinema', '/sala'].flatMap((prefix) =>
        [
          'limite=4',
          'limite=6',
          ...(language === 'pt' ? ['limite=6&formato=letterboxd', 'limite=6&diversidade=1'] : []),
        ].map((query) => ({
          path: `/usuarios/1/recomendacoes?explicar=true&${query}`,
          headers: { 'Accept-Language': language, 'X-Forwarded-Prefix': prefix },
        })),
      ),
    );
    const said = ({ headers, text }: request.Response) => JSON.stringify([headers['content-type'], headers.link, text]);
    const first: string[] = [];
    for (const { path, headers } of asked) first.push(said(await ask(path, headers).expect(200)));
    expect(made).toHaveBeenCalledTimes(asked.length);
    expect(new Set(first).size).toBe(asked.length);
    for (const [n, { path, headers }] of asked.entries())
      expect(said(await ask(path, headers).expect(200))).toBe(first[n]);
    expect(made).toHaveBeenCalledTimes(asked.length);
  });

  it('has in it every rating and opinion that was acknowledged, here or elsewhere', async () => {
    const path = '/usuarios/2/recomendacoes?limite=60';
    for (let n = 0; n < 8; n++) {
      const [film, next] = idsIn(await kept(path));
      const rated = await (n % 2 ? here : there).put(`/usuarios/2/avaliacoes/${film}`, { avaliacao: n % 6 });
      const answer = await ask(path).expect(200);
      expect(idsIn(answer)).not.toContain(film);
      expect(answer.headers['x-perfil-versao']).toBe(rated.headers['x-perfil-versao']);
      await kept(path);
      await there.post('/eventos', [{ usuario_id: 2, filme_id: next, tipo: 'sem_interesse' }]).expect(200);
      expect(idsIn(await ask(path).expect(200))).not.toContain(next);
    }
  });

  it('has in it every film and rule as it was acknowledged, here or elsewhere', async () => {
    const path = '/usuarios/3/recomendacoes?limite=60';
    for (const client of [here, there]) {
      const film = filmsIn(await kept(path)).at(-1)!;
      await client.patch(`/filmes/${film.id}`, { titulo: `${film.titulo}, de novo` }).expect(200);
      expect(filmsIn(await ask(path).expect(200)).at(-1)!.titulo).toBe(`${film.titulo}, de novo`);
      await kept(path);
      const rule = await client.post('/regras', { nome: 'R', tipo: 'fixar', filme_id: film.id, posicao: 1 });
      expect(idsIn(await ask(path).expect(200))[0]).toBe(film.id);
      await kept(path);
      await client.delete(`/regras/${rule.body.id}`).expect(204);
      expect(idsIn(await kept(path)).at(-1)).toBe(film.id);
      await client.delete(`/filmes/${film.id}`).expect(204);
      expect(idsIn(await ask(path).expect(200))).not.toContain(film.id);
    }
  });

  it('ends with the time of a rule, and of a film, when nothing is written', async () => {
    const path = '/usuarios/4/recomendacoes?limite=60';
    const film = idsIn(await kept(path)).at(-1)!;
    const ate = new Date(now + HOUR).toISOString();
    await here.post('/regras', { nome: 'R', tipo: 'fixar', filme_id: film, posicao: 1, ate }).expect(201);
    await here.patch(`/filmes/${film}`, { disponivel_ate: ate }).expect(200);
    expect(idsIn(await kept(path))[0]).toBe(film);
    for (let n = 0; n < 2; n++) expect(idsIn(await ask(`${path}&disponivel=true`).expect(200))).toContain(film);
    now += 2 * HOUR;
    expect(idsIn(await ask(path).expect(200)).at(-1)).toBe(film);
    expect(idsIn(await ask(`${path}&disponivel=true`).expect(200))).not.toContain(film);
  });

  it.each([
    ['here', here],
    ['elsewhere', there],
  ])('ends with the person, who is erased %s', async (where, client) => {
    const id = where === 'here' ? 5 : 6;
    const path = `/usuarios/${id}/recomendacoes`;
    await kept(path);
    await kept(path, { Authorization: '' });
    await client.delete(`/usuarios/${id}`).expect(204);
    for (const headers of [undefined, { Authorization: '' }])
      expect((await ask(path, headers).expect(404)).body.type).toBe('urn:centroide:problema:usuario-nao-encontrado');
  });

  it('opens to no key that was revoked or has expired, wherever that was', async () => {
    const path = '/usuarios/7/recomendacoes';
    const keyOf = async (fields: object = {}) => {
      const { body } = await here.post('/chaves', { nome: 'loja', escopo: 'leitura', ...fields }).expect(201);
      return { id: (body as { id: number }).id, headers: { Authorization: `Bearer ${body.chave}` } };
    };
    const refused = async (headers: Record<string, string>) => (await ask(path, headers).expect(401)).body.type;
    const [revoked, elsewhere] = [await keyOf(), await keyOf()];
    const expiring = await keyOf({ expira_em: new Date(now + HOUR).toISOString() });
    // Nor what is kept for anybody: a key that is wrong closes that as well.
    for (const { headers } of [revoked, elsewhere, expiring, { headers: { Authorization: '' } }])
      await kept(path, headers);
    await here.delete(`/chaves/${revoked.id}`).expect(204);
    expect(await refused(revoked.headers)).toBe('urn:centroide:problema:chave-invalida');
    await there.delete(`/chaves/${elsewhere.id}`).expect(204);
    // Within five seconds, which are not counted here.
    await until('the key is refused', async () => (await ask(path, elsewhere.headers)).status === 401);
    now += HOUR;
    expect(await refused(expiring.headers)).toBe('urn:centroide:problema:chave-vencida');
    // To whoever may read it, it is there as before.
    await kept(path);
  });

  it('opens to the token of that person alone, until it ends', async () => {
    const path = '/usuarios/8/recomendacoes?explicar=true&limite=60';
    for (const headers of [undefined, { Authorization: '' }]) await kept(path, headers);
    const bearerOf = async (user: number) => {
      const { body } = await here.post(`/usuarios/${user}/tokens`).expect(201);
      return { Authorization: `Bearer ${(body as { token: string }).token}` };
    };
    const [own, other] = [await bearerOf(8), await bearerOf(9)];
    expect((await ask(path, own).expect(200)).text).toBe((await kept(path)).text);
    const statuses = async () => [(await ask(path, own)).status, (await ask(path, other)).status];
    expect(await statuses()).toEqual([200, 403]);
    await there.delete('/usuarios/8/tokens').expect(204);
    expect(await statuses()).toEqual([401, 403]);
  });

  it('ends with the model that it was made by: at once where another is activated, soon elsewhere', async () => {
    await server.train();
    const path = '/usuarios/10/recomendacoes';
    const version = async () => (await ask(path).expect(200)).headers['x-modelo-versao'];
    expect((await kept(path)).headers['x-modelo-versao']).toBe('2');
    await here.post('/modelo/versoes/1/ativar').expect(200);
    expect(await version()).toBe('1');
    await kept(path);
    await there.post('/modelo/versoes/2/ativar').expect(200);
    await until('the other version answers', async () => (await version()) === '2');
  });
});

eachDatabase('a request for a list that is kept', (_, create) => {
  it('has an id of its own, or the one that it came with, and a line in the log', async () => {
    const lines: { requestId?: string; route?: string; status?: number }[] = [];
    const sink = new Writable({
      write: (line: Buffer, _encoding, done) => {
        lines.push(JSON.parse(line.toString()));
        done();
      },
    });
    const server = await startServer(await create(), {}, pino({ level: 'info' }, sink));
    try {
      await fillSmallCatalogue(server.database);
      await server.train();
      const byRoute = jest.spyOn(server.app.get(EarlyLists), 'note');
      const ids: string[] = [];
      for (const headers of [{}, {}, {}, { 'X-Request-Id': 'meu-1' }]) {
        const answer = await request(server.url).get('/usuarios/1/recomendacoes').set(headers).expect(200);
        ids.push(answer.headers['x-request-id']);
      }
      expect(byRoute).toHaveBeenCalledTimes(1);
      expect(new Set(ids).size).toBe(4);
      expect(ids[3]).toBe('meu-1');
      const told = () => lines.filter(({ requestId }) => requestId !== undefined && ids.includes(requestId));
      await until('all four are in the log', () => told().length === 4);
      expect(told().map(({ requestId, route, status }) => [requestId, route, status])).toEqual(
        ids.map((id) => [id, '/usuarios/:usuario_id/recomendacoes', 200]),
      );
    } finally {
      await server.close();
    }
  });
});
