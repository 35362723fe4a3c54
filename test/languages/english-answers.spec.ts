import request from 'supertest';
import type { Scope } from '../../src/access/scope';
import { withSqlite } from '../support/databases';
import { allOperations, type Document, type Route, type Schema } from '../support/openapi';
import { dataOf, portugueseIn, textsIn } from '../support/portuguese';
import { startServer, type TestServer } from '../support/server';
import { trainedDemonstration } from '../support/trained-demonstration';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Of routes that answer with what is stored, in lines, or with a picture or figures, nothing is told to a person. */
const noTexts = ['/exportacao', '/modelo/mapa.png', '/modelo/mapa.svg', '/metrics'];

withSqlite('answers to whoever prefers English', (_, create) => {
  let server: TestServer;
  let routes: Route[];
  let schemas: Record<string, Schema>;
  beforeAll(async () => {
    server = await startServer(await create(trainedDemonstration));
    const { body } = await request(server.url).get('/docs-json').expect(200);
    schemas = (body as { components: { schemas: Record<string, Schema> } }).components.schemas;
    routes = allOperations(body as Document).filter(({ path }) => !noTexts.includes(path));
  }, 180_000);
  afterAll(() => server.close());

  /** The texts of an answer, each after what was asked. */
  async function ask(method: string, path: string, scope: Scope | null, body?: object): Promise<string[]> {
    const asked = request(server.url)[method as Method](path).set('Accept-Language', 'en-GB, pt;q=0.5');
    if (scope) void asked.set('Authorization', server.bearer(scope));
    const { status, type, text, body: answer } = await (body ? asked.send(body) : asked);
    expect([method, path, status]).not.toEqual([method, path, 500]);
    const values = type === 'text/event-stream' ? eventsIn(text) : type.endsWith('json') ? answer : null;
    return textsIn(values).map((value) => `${method} ${path} ${status}: ${value}`);
  }

  const eventsIn = (text: string): unknown[] =>
    Array.from(text.matchAll(/^data: (.*)$/gm), ([, data]) => JSON.parse(data) as unknown);

  /** The path with what the document shows for its parameters, or something else in the place of all of them. */
  function filled({ path, operation: { parameters = [] } }: Route, other?: string): string {
    const shown = (name: string): unknown => {
      const parameter = parameters.find((one) => one.name === name);
      return parameter?.example ?? parameter?.schema.example;
    };
    return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(other ?? String(shown(name))));
  }

  /** What a route takes beside its path, each with this value. */
  function given({ operation }: Route, value: unknown): { query: string; body?: object } {
    const inQuery = (operation.parameters ?? []).filter((one) => one.in === 'query');
    const schema = operation.requestBody?.content?.['application/json']?.schema as { $ref?: string } | undefined;
    const named = schemas[schema?.$ref?.split('/').pop() ?? ''] as Schema | undefined;
    const fields = Object.keys(named?.properties ?? {});
    return {
      query: inQuery.map(({ name }) => `${name}=${encodeURIComponent(String(value))}`).join('&'),
      ...(operation.requestBody ? { body: Object.fromEntries(fields.map((name) => [name, value])) } : {}),
    };
  }

  it('hold no Portuguese but what is stored', async () => {
    const texts: string[] = [];
    for (const route of routes.filter(({ method }) => method === 'get')) {
      const needed = (route.operation.parameters ?? []).filter((one) => one.in === 'query' && one.required);
      const query = needed.map(({ name, example, schema }) => `${name}=${String(example ?? schema.example)}`);
      texts.push(...(await ask('get', [filled(route), ...query].join('?'), 'admin')));
    }
    texts.push(...(await ask('get', '/usuarios/1/recomendacoes?explicar=true&limite=30', 'admin')));
    texts.push(...(await ask('post', '/recomendacoes/juntos', 'admin', { usuarios: [1, 2], explicar: true })));
    expect(texts.length).toBeGreaterThan(500);
    expect(portugueseIn(texts, await dataOf(server.database))).toEqual([]);
  }, 120_000);

  it('say in English what is wrong, on every route', async () => {
    const texts: string[] = [];
    for (const route of routes) {
      const { method, operation } = route;
      const body = operation.requestBody ? {} : undefined;
      const paths = route.path.includes('{') ? [filled(route, '999999999'), filled(route, 'nothing')] : [route.path];
      for (const path of paths) texts.push(...(await ask(method, path, 'admin', body)));
      texts.push(...(await ask(method, `${paths[0]}?never=1`, 'admin', body)));
      for (const scope of [null, 'leitura'] as const) texts.push(...(await ask(method, paths[0], scope, body)));
      if (body) texts.push(...(await ask(method, paths[0], 'admin', [{ never: 1 }])));
    }
    const problems = texts.filter((text) => / 4\d\d: /.test(text));
    expect(problems.length).toBeGreaterThan(500);
    expect(problems.some((text) => text.includes('got (nothing); takes '))).toBe(true);
    expect(portugueseIn(texts, await dataOf(server.database))).toEqual([]);
  }, 120_000);

  it.each([['never'], [-1], [[{}]], [null]])(
    'say in English what they take in the place of %j',
    async (value) => {
      const texts: string[] = [];
      for (const route of routes) {
        const { query, body } = given(route, value);
        if (query) texts.push(...(await ask(route.method, `${filled(route)}?${query}`, 'admin', body && {})));
        if (body) texts.push(...(await ask(route.method, filled(route), 'admin', body)));
      }
      const told = texts.filter((text) => text.includes('; takes '));
      expect(told.length).toBeGreaterThan(50);
      expect(portugueseIn(told, await dataOf(server.database))).toEqual([]);
    },
    120_000,
  );
});
