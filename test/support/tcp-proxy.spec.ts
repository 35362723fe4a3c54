import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { TcpProxy } from './tcp-proxy';

/** Long enough for what is to arrive on one machine, in milliseconds. */
const A_WHILE = 100;

describe('TcpProxy', () => {
  let echo: Server;
  let way: TcpProxy;
  const atServer = new Set<Socket>();
  const atClient = new Set<Socket>();
  beforeEach(async () => {
    echo = createServer((socket) => {
      atServer.add(socket);
      socket.on('close', () => atServer.delete(socket)).on('error', () => undefined);
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    way = await TcpProxy.to(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    for (const socket of atClient) socket.destroy();
    await way.close();
    echo.close();
  });

  /** A client, what it has heard, and how its connection ended. */
  function client() {
    const socket = connect(Number(new URL(way.url).port), '127.0.0.1');
    atClient.add(socket);
    const heard = { text: '', end: '' };
    socket.setEncoding('utf8').on('data', (text: string) => (heard.text += text));
    socket.on('end', () => (heard.end ||= 'end')).on('error', ({ code }: NodeJS.ErrnoException) => (heard.end = code!));
    return { socket, heard };
  }

  /** Not `once`: that would throw what an end by reset is meant to be. */
  const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

  it('carries both ways, and an end as an end', async () => {
    const { socket, heard } = client();
    socket.end('um');
    await closed(socket);
    expect(heard).toEqual({ text: 'um', end: 'end' });
    await pause(A_WHILE);
    expect(atServer.size).toBe(0);
  });

  it('swallows without a word to either end, and never again carries what was open then', async () => {
    const before = client();
    before.socket.write('um');
    await once(before.socket, 'data');
    way.swallow();
    const during = client();
    before.socket.write('dois');
    during.socket.write('dois');
    await pause(A_WHILE);
    way.heal();
    before.socket.write('três');
    const after = client();
    after.socket.write('três');
    await once(after.socket, 'data');
    await pause(A_WHILE);
    expect([before.heard, during.heard, after.heard]).toEqual([
      { text: 'um', end: '' },
      { text: '', end: '' },
      { text: 'três', end: '' },
    ]);
    before.socket.destroy();
    await pause(A_WHILE);
    expect(atServer.size).toBe(3);
  });

  it('cuts with a reset, new connections too, until it is healed', async () => {
    const before = client();
    before.socket.write('um');
    await once(before.socket, 'data');
    way.cut();
    await closed(before.socket);
    const during = client();
    await closed(during.socket);
    expect([before.heard.end, during.heard]).toEqual(['ECONNRESET', { text: '', end: 'ECONNRESET' }]);
    way.heal();
    const after = client();
    after.socket.write('dois');
    await once(after.socket, 'data');
    expect(after.heard.text).toBe('dois');
  });

  it('delays each way, and keeps the order when the delay ends', async () => {
    const { socket, heard } = client();
    socket.write('um ');
    await once(socket, 'data');
    way.delay(2_000);
    socket.write('dois ');
    await pause(50);
    way.delay(0);
    socket.write('três');
    await pause(50);
    expect(heard.text).toBe('um ');
    while (heard.text.length < 12) await once(socket, 'data');
    expect(heard.text).toBe('um dois três');
  });
});
