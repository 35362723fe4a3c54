import fc from 'fast-check';
import { addRatings } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { send, statusOf } from '../faults/raw-client';

const SEED = 20_261_126;
const RUNS = 150;

/** Nobody waits longer than this for an answer to something small, on a machine that is busy with other tests. */
const HANG_MS = 20_000;

/** Values that have broken parsers, beside whatever fast-check thinks of. */
const value = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, -1, 1.5, 1e308, 2 ** 53, 2 ** 63, '\0', '\ud800', 'abc', '1', [], {}, true),
  fc
    .constantFrom('__proto__', 'constructor', 'toString')
    .map((name) => JSON.parse(`{"${name}":{"${name}":1}}`) as unknown),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

const lists = [
  '/filmes',
  '/filmes?ordem=titulo',
  '/filmes?ordem=ano',
  '/filmes?ordem=popularidade',
  '/usuarios',
].concat(['/usuarios/1/avaliacoes', '/filmes/1/recomendacoes', '/filmes/populares']);

const fieldNames = ['nome', 'email', 'titulo', 'genero', 'ano', 'id', 'usuario_id', 'filme_id', 'avaliacao'].concat([
  'avaliado_em',
  'avaliacoes',
  'excluir',
  'limite',
  'cursor',
  'busca',
  'ajuste',
  'escopo',
  'explicar',
  '__proto__',
]);

const bodies = [
  'POST /usuarios',
  'POST /filmes',
  'POST /avaliacoes',
  'POST /recomendacoes',
  'POST /filmes/lote',
].concat([
  'POST /usuarios/lote',
  'POST /avaliacoes/lote',
  'PATCH /usuarios/1',
  'PATCH /filmes/1',
  'PUT /usuarios/1/avaliacoes/1',
]);

const headerNames = [
  'Accept-Language',
  'Accept-Encoding',
  'Accept',
  'Authorization',
  'Content-Type',
  'Content-Length',
].concat(
  ['Content-Encoding', 'Transfer-Encoding', 'If-None-Match', 'Expect', 'Range', 'Origin', 'X-Request-Id', 'Upgrade'],
  ['X-Forwarded-For', 'traceparent', 'Connection', 'Host'],
);

const headerValue = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    'pt;q=9',
    'gzip;q=x',
    'application/json',
    'text/plain; charset=x',
    'Bearer',
    'Bearer ctd_',
    '-1',
  ),
  fc.constantFrom(
    'chunked',
    'gzip',
    'application/json; charset=utf-16',
    'multipart/form-data',
    'W/"',
    '100-continue',
    'close',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

eachDatabase('whatever is sent', (_, create) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(await create(), { requestTimeout: 1_000 });
    const client = clientOf(() => server);
    const ids = [1, 2, 3];
    await client
      .post(
        '/usuarios/lote',
        ids.map((id) => ({ id, nome: `Pessoa ${id}` })),
      )
      .expect(200);
    await client
      .post(
        '/filmes/lote',
        ids.map((id) => ({ id, titulo: `Filme ${id}`, ano: 1990 })),
      )
      .expect(200);
    await addRatings(server.database, [
      [1, 1, 4],
      [2, 2, 3],
    ]);
  });
  afterAll(() => server.close());

  /** Never an error of ours, and always an answer: what is no HTTP may also find the connection closed. */
  async function isAnswered(
    method: string,
    path: string,
    headers: readonly [string, string][],
    body = '',
  ): Promise<void> {
    const lines = headers.map(([name, text]) => `${name}: ${text.replace(/[\r\n]/g, ' ')}`);
    const head = [
      `${method} ${path} HTTP/1.1`,
      'Host: x',
      'Connection: close',
      `Authorization: ${server.bearer('admin')}`,
    ];
    let patience: NodeJS.Timeout | undefined;
    const answer = await Promise.race([
      send(server.url, { head: [...head, ...lines].join('\r\n'), body: body === '' ? [] : [Buffer.from(body)] }),
      new Promise<string>((resolve) => (patience = setTimeout(() => resolve('no answer'), HANG_MS))),
    ]);
    clearTimeout(patience);
    expect(statusOf(answer)).toMatch(/^([1234]\d\d|503)$/);
  }

  const check = (property: fc.IAsyncProperty<unknown>) => fc.assert(property, { seed: SEED, numRuns: RUNS });

  it('as a cursor is answered', async () => {
    const cursor = fc.oneof(
      fc
        .tuple(fc.constantFrom('id', 'titulo', 'ano', 'popularidade', 'avaliado_em'), value, value)
        .map((parts) => [...parts]),
      fc.tuple(value, value, value).map((parts) => [...parts]),
      value,
    );
    await check(
      fc.asyncProperty(fc.constantFrom(...lists), cursor, async (list, parts) => {
        const text = Buffer.from(JSON.stringify(parts)).toString('base64url');
        await isAnswered('GET', `${list}${list.includes('?') ? '&' : '?'}cursor=${text}`, []);
      }),
    );
  }, 240_000);

  it('as the place in a list of recommendations is answered, with all that a cursor of ours has', async () => {
    const first = await fetch(`${server.url}/filmes/1/recomendacoes?limite=1`, {
      headers: { Authorization: server.bearer('admin') },
    });
    const link = new URL(/^<(.*)>/.exec(first.headers.get('link') ?? '')?.[1] ?? '', server.url);
    const own = JSON.parse(Buffer.from(link.searchParams.get('cursor') ?? '', 'base64url').toString()) as unknown[];
    expect(own).toHaveLength(3);
    const skips = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 53 - 1, 0, 1, 5), value);
    await check(
      fc.asyncProperty(skips, async (skip) => {
        const text = Buffer.from(JSON.stringify([skip, own[1], own[2]])).toString('base64url');
        await isAnswered('GET', `/filmes/1/recomendacoes?limite=1&cursor=${text}`, []);
      }),
    );
  }, 240_000);

  it('as a body is answered', async () => {
    const fields = fc
      .array(fc.tuple(fc.constantFrom(...fieldNames), value), { maxLength: 6 })
      .map((pairs) => `{${pairs.map(([name, of]) => `"${name}":${JSON.stringify(of)}`).join(',')}}`);
    const text = fc.oneof(
      fields,
      fc.array(fields, { maxLength: 3 }).map((rows) => `[${rows.join(',')}]`),
      fc.integer({ min: 1, max: 8_000 }).map((levels) => '['.repeat(levels) + ']'.repeat(levels)),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    await check(
      fc.asyncProperty(fc.constantFrom(...bodies), text, async (route, body) => {
        const [method, path] = route.split(' ');
        const length = String(Buffer.byteLength(body));
        await isAnswered(
          method,
          path,
          [
            ['Content-Type', 'application/json'],
            ['Content-Length', length],
          ],
          body,
        );
      }),
    );
  }, 240_000);

  it('as headers and parameters is answered', async () => {
    const headers = fc.array(fc.tuple(fc.constantFrom(...headerNames), headerValue), { maxLength: 4 });
    const query = fc.array(
      fc.tuple(
        fc.constantFrom(...fieldNames, 'ordem', 'ano_min', 'diversidade', 'dias'),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      { maxLength: 3 },
    );
    await check(
      fc.asyncProperty(fc.constantFrom(...lists), query, headers, async (list, parameters, given) => {
        const text = parameters
          .map(([name, of]) => `${name}=${encodeURIComponent(Buffer.from(of).toString())}`)
          .join('&');
        await isAnswered('GET', `${list.split('?')[0]}?${text}`, given);
      }),
    );
  }, 240_000);
});
