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
    document = (await request(server.url).get('/docs-json').expect(200)).body;
  });
  afterAll(() => server.close());

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
                (parameter.description ?? '').includes('Exemplo: `'),
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
        const expected = scope === 'livre' ? undefined : scope === 'público' ? [{}, key] : [key];
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
