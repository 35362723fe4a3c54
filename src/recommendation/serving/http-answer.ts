import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { CompressedOnce } from '../../http/compressed-once';
import {
  HINT_HEADER,
  MODEL_VERSION_HEADER,
  ORIGIN_HEADER,
  PROFILE_VERSION_HEADER,
  RECOMMENDATION_ID_HEADER,
  UNIDENTIFIED_HEADER,
} from '../../http/headers';
import { nextLink } from '../../http/next-link';
import { formatTypes, type ListFormat } from './list-format';
import type { Answered, RecommendationList } from './recommendation-list';
import { writeList } from './write-list';

/** A list as it goes out. */
export interface HttpAnswer {
  readonly body: Buffer;
  /** The same bytes for who takes them compressed. */
  readonly compressed: CompressedOnce;
  readonly headers: Readonly<Record<string, string>>;
  /** Ids of the films that are shown in it. */
  readonly films: readonly number[];
  /** Cursor of the next page, which the headers have in an address; null on the last. */
  readonly next: string | null;
}

/** versioned: whether to tell the version of the ratings, which those who are stored have; format: of others; null: our own. */
export function httpAnswer(
  list: RecommendationList,
  address: string,
  versioned: boolean,
  format: ListFormat | null = null,
): HttpAnswer {
  if (format === null) return answerOf(list.films, list.films, list, address, versioned);
  const { text, films } = writeList(list.films, format);
  const answer = made({ text, type: formatTypes[format] }, films, list, address, versioned);
  const missing = String(list.films.length - films.length);
  return { ...answer, headers: { ...answer.headers, [UNIDENTIFIED_HEADER]: missing } };
}

/** The same of anything that is made of such films. */
export function answerOf(
  content: unknown,
  films: readonly { readonly id: number }[],
  list: Answered,
  address: string,
  versioned: boolean,
): HttpAnswer {
  return made({ text: JSON.stringify(content), type: 'application/json' }, films, list, address, versioned);
}

function made(
  { text, type }: { readonly text: string; readonly type: string },
  films: readonly { readonly id: number }[],
  list: Answered,
  address: string,
  versioned: boolean,
): HttpAnswer {
  const body = Buffer.from(text);
  return {
    body,
    compressed: new CompressedOnce(body),
    films: films.map(({ id }) => id),
    next: list.next,
    headers: {
      'Content-Type': `${type}; charset=utf-8`,
      ETag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
      // Of one person. Who has a copy of their own may still ask by the ETag whether it holds.
      'Cache-Control': 'no-store',
      Vary: 'Accept-Language',
      [ORIGIN_HEADER]: list.origin,
      ...(list.modelVersion !== null && { [MODEL_VERSION_HEADER]: String(list.modelVersion) }),
      ...(versioned && { [PROFILE_VERSION_HEADER]: String(list.profileVersion) }),
      ...(list.hint !== null && { [HINT_HEADER]: list.hint }),
      ...(list.next !== null && { Link: nextLink(address, list.next) }),
    },
  };
}

/** Whether anybody sees the films of an answer: of HEAD only the headers go out, so that nothing was shown. */
export function isShown({ method }: Pick<Request, 'method'>): boolean {
  return method !== 'HEAD';
}

/**
 * id: what this very answer is called; null where it counts for no experiment. Express answers 304 where the client has these bytes
 * already.
 */
export async function send(
  response: Response,
  { body, compressed, headers }: HttpAnswer,
  id: string | null = null,
): Promise<void> {
  // Not Express's `set`, which looks the type up each time.
  for (const name of Object.keys(headers)) response.setHeader(name, headers[name]);
  if (id !== null) response.setHeader(RECOMMENDATION_ID_HEADER, id);
  const encoding = compressed.encodingFor(response.req);
  if (encoding === null || response.req.fresh) {
    response.send(body);
    return;
  }
  const bytes = await compressed.in(encoding);
  response.setHeader('Content-Encoding', encoding);
  response.send(bytes);
}
