import { connect } from 'node:net';
import request from 'supertest';
import type { Settings } from '../../src/config/settings';
import { EarlyLists } from '../../src/recommendation/serving/early-lists';
import { send, statusOf } from '../faults/raw-client';
import { clientOf } from '../support/client';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { fillSmallCatalogue } from '../support/small-catalogue';
import { until } from '../support/until';

const PATH = '/usuarios/1/recomendacoes?limite=20';

/** As many requests of one address as are answered at the same time. */
const OPEN = 64;

withSqlite('a list that is kept, which is answered before all that others pass', (_, create) => {
  let server: TestServer;
  let byRoute: jest.SpyInstance;
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.close();
  });

  async function start(settings: Partial<Settings>): Promise<void> {
    server = await startServer(await create(), settings);
    await fillSmallCatalogue(server.database);
    await server.train();
    byRoute = jest.spyOn(server.app.get(EarlyLists), 'note');
  }

  /** What is said of it, but for what is of each answer. */
  const told = ({ status, headers, text }: request.Response): unknown => {
    const ofEach = ['date', 'x-request-id'];
    for (const name of ofEach) expect(headers).toHaveProperty(name);
    return [status, new Map(Object.entries(headers as object).filter(([name]) => !ofEach.includes(name))), text];
  };
  const ask = (headers: Record<string, string> = {}) => request(server.url).get(PATH).set(headers);

  it.each<[string, string | null, Partial<Settings>]>([
    ['no page of another origin', null, {}],
    ['a page of another origin, which may not read it', 'https://a.example', {}],
    ['a page that may', 'https://a.example', { corsOrigin: ['https://a.example', 'https://b.example'] }],
    ['a page that may, beside others', 'https://b.example', { corsOrigin: ['https://a.example', 'https://b.example'] }],
    ['a page that may not', 'https://c.example', { corsOrigin: ['https://a.example'] }],
    ['a page, where all may', 'https://a.example', { corsOrigin: '*' }],
    ['no page, where some may', null, { corsOrigin: ['https://a.example'] }],
  ])('has all the headers that it has from its route, for %s', async (__, origin, settings) => {
    await start(settings);
    // What others are told is not what this one is.
    await ask({ Origin: 'https://elsewhere.example' }).expect(200);
    const headers: Record<string, string> = origin === null ? {} : { Origin: origin };
    byRoute.mockClear();
    // The first of its origin goes by the route, though the list is kept.
    const [first, again] = [await ask(headers).expect(200), await ask(headers).expect(200)];
    expect(byRoute).toHaveBeenCalledTimes(1);
    expect(told(again)).toEqual(told(first));
    expect(first.headers['x-content-type-options']).toBe('nosniff');
  });

  it('is no answer to a request without a host', async () => {
    await start({});
    for (let n = 0; n < 2; n++) await ask().expect(200);
    const answer = await send(server.url, { head: `GET ${PATH} HTTP/1.1\r\nConnection: close` });
    expect(statusOf(answer)).toBe('400');
    expect(answer).toContain('urn:centroide:problema:requisicao-malformada');
    // Of HTTP/1.0 none is asked for.
    expect(statusOf(await send(server.url, { head: `GET ${PATH} HTTP/1.0` }))).toBe('200');
  });

  it('counts for the address that a trusted proxy tells, with what comes by the route', async () => {
    await start({ rateLimit: 3, trustedProxies: 1 });
    const from = (address: string) => ask({ 'X-Forwarded-For': `203.0.113.9, ${address}` });
    const left: string[] = [];
    for (let n = 0; n < 3; n++) left.push((await from('192.0.2.1').expect(200)).headers['x-ratelimit-remaining']);
    expect(left).toEqual(['2', '1', '0']);
    expect(byRoute).toHaveBeenCalledTimes(1);
    await from('192.0.2.1').expect(429);
    await request(server.url).get('/filmes').set('X-Forwarded-For', '192.0.2.1').expect(429);
    // An address of the same network of IPv6 is the same sender.
    for (const [address, status] of [
      ['192.0.2.2', 200],
      ['2001:db8::1', 200],
      ['2001:db8::2', 200],
      ['2001:db8::3', 200],
      ['2001:db8::4', 429],
    ] as const)
      await from(address).expect(status);
  });

  it('waits where its address has as many requests under way as it may', async () => {
    await start({ requestTimeout: 60_000 });
    for (let n = 0; n < 2; n++) await ask().expect(200);
    byRoute.mockClear();
    const unfinished = `POST /usuarios HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9`;
    const { hostname, port } = new URL(server.url);
    const sockets = Array.from({ length: OPEN }, () => {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined).write(`${unfinished}\r\n\r\n`);
      return socket;
    });
    const inFlight = async () =>
      /^http_requests_in_flight (\d+)$/m.exec((await request(server.url).get('/metrics')).text)?.[1];
    await until('they are under way', async () => Number(await inFlight()) > OPEN);
    let isAnswered = false;
    const waiting = ask().then(({ status }) => {
      isAnswered = true;
      return status;
    });
    await until('it has come', async () => Number(await inFlight()) > OPEN + 1);
    expect(isAnswered).toBe(false);
    for (const socket of sockets) socket.destroy();
    expect(await waiting).toBe(200);
    // That one went the long way round; the room that it and others took is there again.
    expect(byRoute).toHaveBeenCalledTimes(1);
    for (let n = 0; n < 2 * OPEN; n++) await ask().expect(200);
    expect(byRoute).toHaveBeenCalledTimes(1);
  });

  it('is of the person who has an id elsewhere now, not of who had it', async () => {
    await start({});
    const client = clientOf(() => server);
    const path = '/usuarios/loja:ana/recomendacoes?limite=60';
    const own = async (id: number) => (await client.get(`/usuarios/${id}/recomendacoes?limite=60`).expect(200)).text;
    await client.patch('/usuarios/1', { identificadores: ['loja:ana'] }).expect(200);
    for (let n = 0; n < 2; n++) expect((await client.get(path).expect(200)).text).toBe(await own(1));
    await client.patch('/usuarios/1', { identificadores: [] }).expect(200);
    await client.get(path).expect(404);
    await client.patch('/usuarios/2', { identificadores: ['loja:ana'] }).expect(200);
    expect(await own(2)).not.toBe(await own(1));
    expect((await client.get(path).expect(200)).text).toBe(await own(2));
  });

  it('is read as it comes: several requests in one piece are answered in their order', async () => {
    await start({});
    for (let n = 0; n < 2; n++) await ask().expect(200);
    const { text } = await ask().expect(200);
    const { hostname, port } = new URL(server.url);
    const one = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
    const answers = await new Promise<string>((resolve) => {
      let all = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write(one(PATH) + one('/saude/viva') + one(PATH) + one('/filmes/1', 'Connection: close\r\n')),
      );
      socket.on('data', (chunk: Buffer) => (all += chunk.toString())).on('close', () => resolve(all));
    });
    const whole = answers.split('HTTP/1.1 200 OK').slice(1);
    const bodies = whole.map((answer) => answer.slice(answer.indexOf('\r\n\r\n') + 4));
    expect(bodies).toHaveLength(4);
    expect([bodies[0], bodies[2]]).toEqual([text, text]);
    expect(JSON.parse(bodies[3])).toMatchObject({ id: 1 });
  });
});
