import { once } from 'node:events';
import { createServer, get, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response } from 'express';
import { HeavyWork } from '../../src/access/heavy-work';
import { RequestLimit } from '../../src/access/request-limit';
import { withSqlite } from '../support/databases';
import { startServer, type TestServer } from '../support/server';

withSqlite('heavy work', (_, create) => {
  let server: TestServer;
  let answering: Server;
  let heavy: HeavyWork;
  let time = 0;
  beforeAll(async () => {
    server = await startServer(await create());
    answering = createServer().listen(0, '127.0.0.1');
    await once(answering, 'listening');
  });
  beforeEach(() => (heavy = new HeavyWork(server.app.get(RequestLimit), () => time)));
  afterAll(async () => {
    answering.closeAllConnections();
    answering.close();
    await server.close();
  });

  /** The answer to a request that waits for it. */
  async function request(): Promise<Response> {
    get(`http://127.0.0.1:${(answering.address() as AddressInfo).port}`, { agent: false }, (answer) =>
      answer.resume(),
    ).on('error', () => undefined);
    const [, response] = (await once(answering, 'request')) as [unknown, ServerResponse];
    return response as Response;
  }

  it('goes on with the request that has had least, piece by piece', async () => {
    const order: string[] = [];
    const piece = (name: string, milliseconds: number) => () => {
      time += milliseconds;
      order.push(name);
    };
    const much = heavy.pace(await request());
    const little = heavy.pace(await request());
    const pieces: Promise<void>[] = [];
    for (let n = 0; n < 4; n++) pieces.push(much(piece('much', 50)));
    await pieces[0];
    // It has come last, and is the first of those that wait.
    pieces.push(little(piece('little', 1)));
    await Promise.all(pieces);
    expect(order).toEqual(['much', 'little', 'much', 'much', 'much']);
  });

  it('counts for the limit of its sender as many usual requests as it takes', async () => {
    const charged = jest.spyOn(server.app.get(RequestLimit), 'chargeTo');
    const key = { keyId: 7, scope: 'leitura', name: 'loja' } as const;
    time += 10;
    await heavy.paceFor(key, '192.0.2.1', await request())(() => (time += 40));
    expect(charged.mock.calls).toEqual([[key, '192.0.2.1', 8]]);
    charged.mockRestore();
  });

  it('lets other work in between', async () => {
    const order: string[] = [];
    const pace = heavy.pace(await request());
    const all = Promise.all(Array.from({ length: 3 }, (__, n) => pace(() => order.push(`piece ${n}`))));
    setImmediate(() => order.push('other'));
    await all;
    expect(order.indexOf('other')).toBeLessThan(order.indexOf('piece 2'));
  });

  it('is not done for somebody who has hung up, and what fails stops nobody', async () => {
    const gone = await request();
    gone.destroy();
    let isDone = false;
    await expect(heavy.pace(gone)(() => (isDone = true))).rejects.toThrow();
    expect(isDone).toBe(false);
    const failing = heavy.pace(await request());
    await expect(
      failing(() => {
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await heavy.pace(await request())(() => 7)).toBe(7);
  });

  it('of one sender is bounded: some waits, the rest is refused with 429', async () => {
    const responses: Response[] = [];
    while (responses.length < 16 + 64 + 1) responses.push(await request());
    const [first] = responses;
    const outcomes: string[] = [];
    const all = responses.map((response) =>
      heavy
        .pace(response)(() => outcomes.push('done'))
        .catch((error: unknown) => outcomes.push(String((error as { status: number }).status))),
    );
    await Promise.all([...all.slice(0, 16), ...all.slice(-1)]);
    expect(outcomes.sort()).toEqual(['429', ...Array<string>(16).fill('done')]);
    first.end();
    await all[16];
    expect(outcomes).toHaveLength(18);
    expect(outcomes.at(-1)).toBe('done');
    for (const response of responses) response.end();
    await Promise.all(all);
  });

  it('lets a request in once, or refuses it for good, however often it comes to it', async () => {
    const responses: Response[] = [];
    while (responses.length < 16 + 64 + 1) responses.push(await request());
    const inside = responses.slice(0, 16);
    // Each would take two places.
    for (const response of [...inside, ...inside]) await heavy.pace(response)(() => undefined);
    const waiting = responses.slice(16, -1).map((response) => heavy.pace(response)(() => undefined));
    const refused = responses[responses.length - 1];
    const outcome = () =>
      heavy
        .pace(refused)(() => 'done')
        .catch((error: unknown) => (error as { status: number }).status);
    expect(await outcome()).toBe(429);
    for (const response of responses.slice(0, -1)) response.end();
    await Promise.allSettled(waiting);
    // There is room by now.
    expect(await outcome()).toBe(429);
    refused.end();
  });
});
