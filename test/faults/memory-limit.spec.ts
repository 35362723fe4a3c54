import { connect } from 'node:net';
import { addFilms } from '../support/add-rows';
import { withSqlite } from '../support/databases';
import { canLimitMemory, MemoryGroup } from '../support/memory-group';
import { memoryOf, startProgram, startServerProgram, type ServerProgram } from '../support/program';
import { until } from '../support/until';
import { fill, type Filled } from './filled-database';
import { tell } from './kills';
import { countBy, send, statusOf } from './raw-client';

/** Of a container, in bytes: who asks for more is killed. */
const CONTAINER = 1 << 30;
/** Of the heap, in MB: about what Node takes for itself there. */
const HEAP = 512;
/** The most that the server may ever hold, in MB: what `deploy/kubernetes` gives it, less room for a second model. */
const MOST = 800;
const BATCHES = 12;
const ROWS = 10_000;
const DEAF = 2_000;

withSqlite('the memory of a server', (_, create) => {
  let server: ServerProgram;
  let filled: Filled;
  // Only root can make one, and not on every machine.
  const container = canLimitMemory() ? MemoryGroup.make(CONTAINER) : null;
  beforeAll(async () => {
    const location = await create();
    filled = await fill(location, { users: 2, films: 1, ratingsEach: 0 });
    await addFilms(
      filled.database,
      Array.from({ length: 1000 }, (__, n) => ({ id: n + 10, titulo: `Filme ${n}`, atores: 'x'.repeat(900) })),
    );
    const environment = { NODE_OPTIONS: `--max-old-space-size=${HEAP}`, REQUEST_TIMEOUT: '300' };
    server = await startServerProgram(location, environment, container?.prefix);
  });
  afterAll(async () => {
    await server.kill('SIGTERM');
    await filled.database.close();
    container?.remove();
  });

  it(`stays within ${MOST} MB while ${BATCHES} clients send the largest batches at once`, async () => {
    // The last row is refused, so that everything before has been held, and nothing is written.
    const row = { titulo: 'x'.repeat(200), genero: 'drama', diretor: 'y', atores: 'z'.repeat(1300) };
    const body = Buffer.from(JSON.stringify([...Array.from({ length: ROWS - 1 }, () => row), { ...row, titulo: '' }]));
    expect(body.length).toBeGreaterThan(15_000_000);
    expect(body.length).toBeLessThan(16 * 1024 * 1024);
    const head = [
      'POST /filmes/lote HTTP/1.1',
      'Host: x',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      `Authorization: Bearer ${filled.key}`,
    ].join('\r\n');
    const answers = await Promise.all(Array.from({ length: BATCHES }, () => send(server.url, { head, body: [body] })));
    const counts = countBy(answers.map(statusOf));
    const { 422: taken = 0, 429: ofOne = 0, 503: ofAll = 0 } = counts;
    expect(taken).toBeGreaterThanOrEqual(2);
    expect(taken + ofOne + ofAll).toBe(BATCHES);
    for (const answer of answers.filter((one) => statusOf(one) !== '422'))
      expect(answer).toMatch(/^retry-after: \d+\r$/im);
    const peak = Math.round(memoryOf(server.pid, 'VmHWM'));
    tell(`${BATCHES} batches of ${body.length >> 20} MB at once: ${JSON.stringify(counts)}; ${peak} MB at most`);
    expect(peak).toBeLessThan(MOST);
  }, 240_000);

  it(`stays within ${MOST} MB while ${DEAF} clients ask for a megabyte and take nothing of it`, async () => {
    const { port } = new URL(server.url);
    let answered = 0;
    const sockets = Array.from({ length: DEAF }, () =>
      connect(Number(port), '127.0.0.1', function (this: ReturnType<typeof connect>) {
        this.write('GET /filmes?limite=1000 HTTP/1.1\r\nHost: x\r\n\r\n');
      })
        .once('data', function (this: ReturnType<typeof connect>) {
          answered++;
          this.pause();
        })
        .on('error', () => undefined),
    );
    // Those that are refused, and those that are answered, if they hold nothing that is not fetched; the others wait.
    await until('those who find no room to be told', () => answered > DEAF / 2);
    expect((await fetch(`${server.url}/saude/viva`)).status).toBe(200);
    const peak = Math.round(memoryOf(server.pid, 'VmHWM'));
    for (const socket of sockets) socket.destroy();
    tell(`${DEAF} clients that take nothing of a megabyte each: ${peak} MB at most`);
    expect(peak).toBeLessThan(MOST);
  }, 240_000);

  if (container)
    it('is enough of a container of 1 GiB, which ends whoever takes more', async () => {
      tell(
        `in a container of 1 GiB: ${container.peak >> 20} MB at most, cached files included; ${container.kills} kills`,
      );
      expect(container.kills).toBe(0);
      const greedy = startProgram('../test/support/take-memory.js', [String(2 * CONTAINER)], {}, container.prefix, [
        'SIGKILL',
      ]);
      expect(await greedy.ended).toBe('SIGKILL');
      // The kernel may look for one more before it has the memory of the first back.
      expect(container.kills).toBeGreaterThan(0);
    });
});
