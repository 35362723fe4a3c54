import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { withSqlite } from '../support/databases';
import { projectRoot } from '../support/project-root';
import { allOperations, type Document, type Route, type Schema } from '../support/openapi';
import { startServer, type TestServer } from '../support/server';

withSqlite('the OpenAPI document', (_, create) => {
  let server: TestServer;
  let document: Document;
  beforeAll(async () => {
    server = await startServer(await create());
    document = (await inLanguage('en')).body;
  });
  afterAll(() => server.close());

  const inLanguage = (language: string) =>
    request(server.url).get('/docs-json').set('Accept-Language', language).expect(200);
  const resolved = <T extends object>(part: T | { $ref: string }): T =>
    '$ref' in part
      ? (part.$ref
          .slice(2)
          .split('/')
          .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document) as T)
      : part;
  /** What is missing on some route, one line each. */
  const missing = (check: (route: Route) => string[]) =>
    allOperations(document).flatMap((route) => check(route).map((what) => `${route.name}: ${what}`));
  const unless = (sound: unknown, what: string) => (sound ? [] : [what]);

  /** The properties, at any depth, of which nobody says how they look. */
  function unshown(part: Schema | { $ref: string }, at: string, above: object[] = []): string[] {
    const schema = resolved(part);
    // Nobody can show the bytes of a file, and a cursor is of the list that gave it: /docs fills examples in.
    if (
      schema.format === 'binary' ||
      at.endsWith('.cursor') ||
      above.includes(schema) ||
      [schema.example, schema.default, schema.enum].some((one) => one !== undefined)
    )
      return [];
    const inside = [...above, schema];
    if (schema.type === 'null') return [];
    if (schema.anyOf) return schema.anyOf.flatMap((one) => unshown(one, at, inside));
    if (schema.allOf) return schema.allOf.flatMap((one) => unshown(one, at, inside));
    if (schema.items) return unshown(schema.items, `${at}[]`, inside);
    if (schema.properties)
      return Object.entries(schema.properties).flatMap(([name, one]) => unshown(one, `${at}.${name}`, inside));
    return [`${at} has no example`];
  }

  it('has a summary, a tag and a name of its own for every route', () => {
    expect(
      missing(({ operation: { summary, tags, operationId } }) => [
        ...unless(summary, 'no summary'),
        ...unless(tags?.length, 'no tag'),
        ...unless(/^[a-z][A-Za-z0-9]+$/.test(operationId), `operationId ${operationId}`),
      ]),
    ).toEqual([]);
    const names = allOperations(document).map(({ operation }) => operation.operationId);
    expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
    // A verb and what it is about.
    const verbs = [
      'get',
      'list',
      'create',
      'update',
      'delete',
      'save',
      'send',
      'set',
      'start',
      'end',
      'request',
      'follow',
    ];
    verbs.push('read', 'receive', 'merge', 'rename', 'revoke', 'compare', 'simulate', 'activate', 'export', 'undo');
    const named = new RegExp(`^(?:${verbs.join('|')})(?:[A-Z][a-z]+)+$`);
    expect(names.filter((name) => !named.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['getRecommendations', 'getModel', 'listFilms', 'setRating']));
    expect(names.filter((name) => name.endsWith('ByOldPath'))).toEqual(['getRecommendationsByOldPath']);
  });

  it('is of OpenAPI 3.1, and says where the server is and what each tag is about', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: '/' }]);
    const tags = document.tags.map(({ name }) => name);
    expect(tags.filter((name) => !/^[a-z]+$/.test(name))).toEqual([]);
    expect(document.tags.filter(({ description }) => !description)).toEqual([]);
    const used = new Set(allOperations(document).flatMap((route) => route.operation.tags ?? []));
    expect([...used].sort()).toEqual([...tags].sort());
    expect(JSON.stringify(document)).not.toContain('"nullable"');
  });

  it('says everything in the language of whoever reads it', async () => {
    /** Each text for people, by its place. */
    const textsOf = (part: unknown, at = ''): [string, string][] =>
      typeof part !== 'object' || part === null
        ? []
        : Object.entries(part).flatMap(([name, one]): [string, string][] =>
            ['description', 'summary'].includes(name) && typeof one === 'string' && one !== ''
              ? [[`${at}.${name}`, one]]
              : textsOf(one, `${at}.${name}`),
          );
    const { body: portuguese, headers } = await inLanguage('pt-BR,pt;q=0.9,en;q=0.5');
    expect(headers).toMatchObject({ vary: expect.stringContaining('Accept-Language'), 'content-language': 'pt-BR' });
    const [english, others] = [textsOf(document), new Map(textsOf(portuguese))];
    expect([...others.keys()].sort()).toEqual(english.map(([place]) => place).sort());
    expect(english.length).toBeGreaterThan(500);
    // Words that are the same in both.
    expect(new Set(english.filter(([place, text]) => others.get(place) === text).map(([, text]) => text))).toEqual(
      new Set(['JSON']),
    );
    // A text of one language alone would have been handed on as it is.
    expect(JSON.stringify(document)).not.toMatch(/"description":\{|"summary":\{|\[object/);
    const asked = async (language?: string) => {
      const get = request(server.url).get('/docs/swagger-ui-init.js');
      return (await (language === undefined ? get : get.set('Accept-Language', language)).expect(200)).text;
    };
    expect(await asked('en')).toContain('Lists the catalogue, in pages');
    expect(await asked('pt')).toContain('Lista o catálogo, em páginas');
    const before = process.env.CENTROIDE_LANG;
    try {
      for (const [own, title] of [
        ['pt', 'Lista o catálogo, em páginas'],
        ['en', 'Lists the catalogue, in pages'],
      ]) {
        process.env.CENTROIDE_LANG = own;
        expect(await asked()).toContain(title);
        expect(await asked('de')).toContain(title);
        expect(await asked('*')).toContain(title);
      }
    } finally {
      process.env.CENTROIDE_LANG = before;
    }
  });

  it('explains the words of paths and fields as the README does', async () => {
    const readme = await readFile(join(projectRoot(), 'README.md'), 'utf8');
    const section = readme.slice(readme.indexOf('## Words of the API'));
    const words = [...section.matchAll(/`(\w+)` \| ([^|`]+?) \|/g)];
    expect(words.length).toBeGreaterThanOrEqual(30);
    for (const [, word, meaning] of words) expect(document.info.description).toContain(`| \`${word}\` | ${meaning} |`);
  });

  it('shows an example and the range of every parameter', () => {
    expect(
      missing(({ operation }) =>
        (operation.parameters ?? []).flatMap((parameter) => {
          const { name, schema } = parameter;
          const shown = [parameter.example, schema.example, schema.default, schema.enum];
          return [
            // In words where they are not asked for: /docs fills its forms with the others.
            ...unless(
              name === 'cursor' ||
                shown.some((one) => one !== undefined) ||
                (parameter.description ?? '').includes('Example: `'),
              `parameter ${name} has no example`,
            ),
            ...unless(
              parameter.required === true || parameter.in !== 'query' || schema.example === undefined,
              `parameter ${name} fills forms`,
            ),
            ...unless(schema.type ?? schema.oneOf, `parameter ${name} has no type`),
            ...(schema.type === 'integer' || schema.type === 'number'
              ? unless(schema.minimum !== undefined && schema.maximum !== undefined, `parameter ${name} has no range`)
              : []),
            ...(schema.type === 'string'
              ? unless(schema.enum ?? schema.maxLength, `parameter ${name} has no greatest length`)
              : []),
          ];
        }),
      ),
    ).toEqual([]);
  });

  it('shows an example of every body and every answer, and says what is in them', () => {
    expect(
      missing(({ operation: { requestBody, responses } }) => {
        const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        const parts = [
          ...unless(answers.length, 'no answer'),
          ...answers
            .filter(([status, answer]) => status !== '204' && !resolved(answer).content)
            .map(([status]) => `${status} says nothing of its content`),
        ];
        const bodies = [...answers.map(([status, answer]) => [status, resolved(answer)] as const)];
        if (requestBody) bodies.push(['body', requestBody]);
        return parts.concat(
          bodies.flatMap(([name, { content = {} }]) =>
            Object.values(content).flatMap((media) => [
              ...unless(media.schema, `${name} has no schema`),
              ...(media.example === undefined && media.schema ? unshown(media.schema, name) : []),
            ]),
          ),
        );
      }),
    ).toEqual([]);
  });

  it('names every problem that a route may answer, with an example', () => {
    expect(
      missing(({ operation }) => {
        const { parameters = [], requestBody, responses } = operation;
        const scope = operation['x-escopo'];
        const expected = [
          ...(scope === 'livre' ? [] : ['401', '429', '503']),
          ...(scope === 'escrita' || scope === 'admin' ? ['403'] : []),
          ...(requestBody ? ['400', '408', '413', '415'] : []),
          ...(parameters.some((one) => one.in === 'path') ? ['400'] : []),
          ...(parameters.length > 0 || requestBody ? ['422'] : []),
        ];
        return [
          ...expected.filter((status) => !(status in responses)).map((status) => `no ${status}`),
          ...Object.entries(responses)
            .filter(([status]) => Number(status) >= 400)
            .flatMap(([status, response]) => {
              const problem = resolved(response).content?.['application/problem+json'];
              const { type, detail, error, instance } = (problem?.example ?? {}) as Record<string, string | undefined>;
              return unless(
                // What the parser refuses has no address to name.
                problem?.schema && type && detail && (status === '431' || instance) && error === detail,
                `${status} is no problem document with an example`,
              );
            }),
        ];
      }),
    ).toEqual([]);
  });

  it('says what needs a key', () => {
    expect(document.components.securitySchemes).toMatchObject({ chave: { type: 'http', scheme: 'bearer' } });
    expect(
      missing(({ operation }) => {
        const key = { chave: [] };
        const scope = operation['x-escopo'];
        const expected = scope === 'livre' ? [] : scope === 'público' ? [{}, key] : [key];
        return unless(JSON.stringify(operation.security) === JSON.stringify(expected), 'security');
      }),
    ).toEqual([]);
  });

  it('is docs/openapi.json, and CHANGELOG.md tells of it', async () => {
    const read = (name: string) => readFile(join(projectRoot(), name), 'utf8');
    const snapshot = await read('docs/openapi.json');
    try {
      expect(document).toEqual(JSON.parse(snapshot));
    } catch (cause) {
      const todo = 'Run "npm run openapi", and say in CHANGELOG.md what changed for clients.';
      throw new Error(`What is served is not docs/openapi.json. ${todo}\n${String(cause)}`, { cause });
    }
    const digest = createHash('sha256').update(snapshot).digest('hex').slice(0, 12);
    const [newest] = (await read('CHANGELOG.md')).split(/^## /m).slice(1);
    if (!new RegExp(`^- \`${digest}\` \\S.{9,}$`, 'm').test(newest))
      throw new Error(
        `The newest section of CHANGELOG.md does not say what changed in the contract ${digest}: run "npm run openapi" and complete its line.`,
      );
  });
});
