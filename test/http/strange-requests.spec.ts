import request from 'supertest';
import type { ProblemDocument } from '../../src/http/problem-document';
import { describeApi } from '../../src/documentation';
import { operationsOf } from '../../src/http/openapi-shapes';
import { addFilms, addUsers } from '../support/add-rows';
import { clientOf } from '../support/client';
import { eachDatabase } from '../support/databases';
import { startServer, type TestServer } from '../support/server';
import { send, statusOf } from '../faults/raw-client';
import { some } from '../support/some';

const nested = (levels: number): string => '[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2);

eachDatabase('a strange request', (_, create) => {
  let server: TestServer;
  let routes: { method: string; path: string; takesJson: boolean; parameters: string[] }[];
  const admin = clientOf(() => server, 'admin');

  beforeAll(async () => {
    server = await startServer(await create());
    await addUsers(server.database, [1, 2]);
    await addFilms(server.database, [{ id: 1, titulo: 'Um' }]);
    const document = describeApi(server.app, 'en');
    routes = Object.entries(document.paths).flatMap(([path, operations]) =>
      operationsOf({ ...document, paths: { [path]: operations } }).map(
        ([method, { requestBody, parameters = [] }]) => ({
          method,
          path: path.replace(/\{\w+\}/g, '1'),
          takesJson: JSON.stringify(requestBody ?? {}).includes('application/json'),
          parameters: parameters
            .filter((one) => one.in === 'query')
            .map((one) => (one as unknown as { name: string }).name),
        }),
      ),
    );
  });
  afterAll(() => server.close());

  const ask = (method: string, path: string) =>
    request(server.url)[method as 'get'](path).set('Authorization', server.bearer('admin'));

  it('whose JSON is nested too deep is refused on every route that takes JSON', async () => {
    const taking = routes.filter(({ takesJson }) => takesJson);
    expect(taking.length).toBeGreaterThanOrEqual(10);
    for (const { method, path } of some(taking))
      for (const levels of [34, 2_000, 10_000]) {
        const { body, status } = await ask(method, path).type('json').send(nested(levels));
        expect([path, levels, status, body.type]).toEqual([
          path,
          levels,
          400,
          'urn:centroide:problema:requisicao-malformada',
        ]);
        expect(body.detail).toContain('até 32 níveis');
      }
    for (const field of ['nome', 'email', 'x'])
      await ask('post', '/usuarios')
        .type('json')
        .send(`{"nome":"A","${field}":${nested(2_000)}}`)
        .expect(400);
    await ask('post', '/filmes/lote')
      .type('application/x-ndjson')
      .send(`{"titulo":"A"}\n${nested(2_000)}\n`)
      .expect(400);
    // As deep as may be: what is wrong with it is told.
    await ask('post', '/usuarios')
      .type('json')
      .send(`{"nome":${nested(30)}}`)
      .expect(422);
  });

  it('with fields that are named as what all objects have is refused', async () => {
    for (const body of [
      '{"nome":{"constructor":1}}',
      '{"constructor":{"nome":"A"}}',
      '{"nome":"A","__proto__":{"a":1}}',
    ]) {
      await ask('post', '/usuarios').type('json').send(body).expect(422);
      await ask('post', '/usuarios/lote').type('json').send(`[${body}]`).expect(422);
    }
  });

  it('with a parameter that the route does not know is refused on every route', async () => {
    for (const { method, path } of some(routes)) {
      // Whatever else is missing, or wrong: a body, its type, what an id is of.
      const { body, status } = await ask(method, `${path}?cor=azul`);
      expect([method, path, status, (body as ProblemDocument).detail]).toEqual([
        method,
        path,
        422,
        'cor: parâmetro desconhecido.',
      ]);
      // Known names are told apart from those that only begin like one.
      for (const name of ['limites', 'Limite', 'cursor[]', 'constructor', 'atributo.a'])
        expect([method, path, name, (await ask(method, `${path}?${name}=1`)).status]).toEqual([
          method,
          path,
          name,
          422,
        ]);
    }
    await ask('delete', '/usuarios/2?simular=true').expect(422);
    await ask('get', '/usuarios/2').expect(200);
  });

  it('with a number that is not written in plain decimal digits is refused', async () => {
    for (const number of ['0x10', '1e1', '+5', '%205', '5%20', '1.0', '0b1', '0o7', '٣', 'Infinity', '1_0', ''])
      expect([number, (await ask('get', `/filmes?limite=${number}`)).status]).toEqual([number, 422]);
    for (const number of ['0x1', '1e-1', '.5', '0.', '-0x1'])
      expect([number, (await ask('get', `/filmes/1/recomendacoes?diversidade=${number}`)).status]).toEqual([
        number,
        422,
      ]);
    await ask('get', '/filmes?limite=10').expect(200);
    await ask('get', '/filmes/1/recomendacoes?diversidade=0.5').expect(200);
  });

  it('to a route that there is not, or not with this method, is told so, whatever its body is', async () => {
    for (const body of ['[]', '{"titulo":', nested(2_000)]) {
      await ask('post', '/filmes/LOTE').type('json').send(body).expect(405).expect('Allow', 'DELETE, GET, HEAD, PATCH');
      await ask('post', '/nada').type('json').send(body).expect(404);
    }
    await ask('get', '/FILMES').expect(404);
    await ask('get', '/Metrics').expect(404);
  });

  it('that Node itself refuses is answered with a problem document', async () => {
    const head = (...lines: string[]) => send(server.url, { head: lines.join('\r\n') });
    const answers = {
      400: [
        await head('nonsense'),
        await head('GET /filmes HTTP/9.9', 'Host: x'),
        await head('GET /filmes HTTP/1.1', 'Host: x', 'no colon'),
        await head('GET /filmes HTTP/1.1', 'Host: x', 'Content-Length: x'),
        await head('GET /filmes HTTP/1.1', 'Host: x', 'Content-Length: 1', 'Transfer-Encoding: chunked'),
        await head('GET /filmes HTTP/1.1'),
      ],
      431: [
        await head('GET /filmes HTTP/1.1', 'Host: x', `X-Long: ${'x'.repeat(20_000)}`),
        await head(`GET /filmes?busca=${'x'.repeat(20_000)} HTTP/1.1`, 'Host: x'),
      ],
    };
    for (const [status, given] of Object.entries(answers))
      for (const answer of some(given)) {
        expect(statusOf(answer)).toBe(status);
        expect(answer).toMatch(/^content-type: application\/problem\+json; charset=utf-8\r$/im);
        expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
          type: expect.stringMatching(/^urn:centroide:problema:[a-z-]+$/),
          title: expect.stringMatching(/./),
          status: Number(status),
          detail: expect.stringMatching(/./),
        });
      }
    expect(statusOf(await head('GET /filmes HTTP/1.1', 'Host: x', 'Expect: tea'))).toBe('200');
  });

  it.each([
    ['', 'pt-BR', 'Isto não é uma requisição HTTP bem formada.'],
    ['Accept-Language: pt-PT, en;q=0.5', 'pt-BR', 'Isto não é uma requisição HTTP bem formada.'],
    ['accept-language: fr, en-GB;q=0.9, pt;q=0.5', 'en', 'This is no well-formed HTTP request.'],
  ])('that Node itself refuses is answered in the language that it asks for: %j', async (asked, language, detail) => {
    const lines = ['GET /filmes HTTP/1.1', 'Host: x', ...(asked ? [asked] : []), 'Content-Length: x'];
    const answer = Buffer.from(await send(server.url, { head: lines.join('\r\n') }), 'latin1').toString();
    expect(answer).toContain(`Content-Language: ${language}\r\n`);
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ detail });
  });

  it('that moves emails about in one batch gets what it asks for', async () => {
    const stored = async () =>
      (await admin.get('/usuarios').expect(200)).body.map((user: { id: number; email: string | null }) => [
        user.id,
        user.email,
      ]) as unknown[];
    await admin
      .post('/usuarios/lote', [
        { id: 1, nome: 'A', email: 'a@x.example' },
        { id: 2, nome: 'B', email: 'b@x.example' },
      ])
      .expect(200);
    // Twice the same person: the email that becomes free goes to another one, in a circle.
    await admin
      .post('/usuarios/lote', [
        { id: 1, nome: 'A', email: 'c@x.example' },
        { id: 2, nome: 'B', email: 'a@x.example' },
        { id: 1, nome: 'A', email: 'b@x.example' },
      ])
      .expect(200);
    expect(await stored()).toEqual([
      [1, 'b@x.example'],
      [2, 'a@x.example'],
    ]);
    await admin
      .post('/usuarios/lote', [
        { id: 1, nome: 'A', email: 'a@x.example' },
        { id: 2, nome: 'B', email: 'b@x.example' },
      ])
      .expect(422);
  });
});
