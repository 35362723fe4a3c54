import { addressOf } from './address';
import { key } from '../state/key';
import { language } from '../state/locale';

/** A problem document of the server, or what stands for one when there was no answer. */
export class ApiProblem extends Error {
  constructor(
    /** 0 when the server did not answer. */
    readonly status: number,
    detail: string,
    readonly kind = '',
  ) {
    super(detail);
  }

  /** Whether a key, or a better one, would help. */
  get needsKey(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

type Value = string | number | boolean | null | undefined;

/** Parameters of an address; a list is one parameter several times. */
export type Query = Readonly<Record<string, Value | readonly Value[]>>;

export interface Options {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Query;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  /** Another key than the one in use. */
  readonly key?: string;
  /** Whether it is sent to the end though the page is left. */
  readonly keepalive?: boolean;
}

export interface Answer<Body> {
  readonly body: Body;
  readonly headers: Headers;
}

/** The headers that say who asks, and in which language. */
export function requestHeaders(other?: string): Record<string, string> {
  const text = other ?? key.value?.text;
  return {
    'Accept-Language': language.value === 'pt' ? 'pt-BR' : 'en',
    ...(text === undefined ? {} : { Authorization: `Bearer ${text}` }),
  };
}

/** Send a request; everything but success throws an ApiProblem (or the AbortError of `signal`). */
export async function send(path: string, options: Options = {}): Promise<Response> {
  const { method = 'GET', query = {}, body, signal, keepalive = false } = options;
  let response: Response;
  try {
    response = await fetch(addressOf(withQuery(path, query)), {
      method,
      keepalive,
      headers: {
        ...requestHeaders(options.key),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiProblem(0, '');
  }
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

export async function ask<Body>(path: string, options?: Options): Promise<Answer<Body>> {
  const response = await send(path, options);
  const body = (response.status === 204 ? null : await response.json()) as Body;
  return { body, headers: response.headers };
}

export async function get<Body>(path: string, query?: Query, signal?: AbortSignal): Promise<Body> {
  return (await ask<Body>(path, { ...(query && { query }), ...(signal && { signal }) })).body;
}

/** The problem that the body of an answer tells. */
export function problemOf(status: number, text: string): ApiProblem {
  try {
    const { detail, type } = JSON.parse(text) as { detail?: string; type?: string };
    return new ApiProblem(status, detail ?? '', type?.split(':').pop() ?? '');
  } catch {
    return new ApiProblem(status, '');
  }
}

/** A header that the API promises. Throws when it is not there. */
export function headerOf(headers: Headers, name: string): string {
  const value = headers.get(name);
  if (value === null) throw new Error(`the answer has no ${name}`);
  return value;
}

/** A path with parameters; empty ones are left out. */
export function withQuery(path: string, query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, values] of Object.entries(query))
    for (const value of Array.isArray(values) ? (values as readonly Value[]) : [values as Value])
      if (value !== undefined && value !== null && value !== '') parameters.append(name, String(value));
  const text = parameters.toString();
  return text === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${text}`;
}
