import request from 'supertest';
import type { Scope } from '../../src/access/scope';
import type { TestServer } from './server';

/** Everything on the pages of a list, from the first to the last. */
export async function walk<Item>(get: (path: string) => request.Test, first: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let path: string | undefined = first; path;) {
    const { body, headers }: request.Response = await get(path).expect(200);
    items.push(...(body as Item[]));
    path = /^<(.*)>; rel="next"$/.exec(headers.link)?.[1];
  }
  return items;
}

/** Requests to a server with a key of some scope. */
export function clientOf(server: () => TestServer, scope: Scope = 'escrita') {
  const send = (method: 'get' | 'post' | 'put' | 'patch' | 'delete', path: string) =>
    request(server().url)[method](path).set('Authorization', server().bearer(scope));
  return {
    get: (path: string) => send('get', path),
    delete: (path: string) => send('delete', path),
    post: (path: string, body?: object) => send('post', path).send(body),
    put: (path: string, body?: object) => send('put', path).send(body),
    patch: (path: string, body?: object) => send('patch', path).send(body),
  };
}

/** Supertest would take NDJSON for something to parse. */
export function asText(response: request.Response, done: (error: Error | null, text: string) => void): void {
  const stream = response as unknown as NodeJS.ReadableStream;
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => (text += chunk));
  stream.on('end', () => done(null, text));
}
