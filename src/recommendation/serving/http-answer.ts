import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import {
  HINT_HEADER,
  MODEL_VERSION_HEADER,
  ORIGIN_HEADER,
  PROFILE_VERSION_HEADER,
  RECOMMENDATION_ID_HEADER,
  UNIDENTIFIED_HEADER,
} from '../../http/headers';
import { nextLink } from '../../http/next-link';
import { AnswerForms } from './answer-forms';
import { formatTypes, type ListFormat } from './list-format';
import type { Answered, RecommendationList } from './recommendation-list';
import { writeList } from './write-list';

/** A list as it goes out. */
export interface HttpAnswer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** Both as they go out. */
  readonly forms: AnswerForms;
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
  const missing = String(list.films.length - films.length);
  const content = { text, type: formatTypes[format], headers: { [UNIDENTIFIED_HEADER]: missing } };
  return made(content, films, list, address, versioned);
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
  content: { readonly text: string; readonly type: string; readonly headers?: Readonly<Record<string, string>> },
  films: readonly { readonly id: number }[],
  list: Answered,
  address: string,
  versioned: boolean,
): HttpAnswer {
  const body = Buffer.from(content.text);
  const headers: Record<string, string> = {
    'Content-Type': `${content.type}; charset=utf-8`,
    ETag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    // Of one person. Who has a copy of their own may still ask by the ETag whether it holds.
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
    [ORIGIN_HEADER]: list.origin,
    ...(list.modelVersion !== null && { [MODEL_VERSION_HEADER]: String(list.modelVersion) }),
    ...(versioned && { [PROFILE_VERSION_HEADER]: String(list.profileVersion) }),
    ...(list.hint !== null && { [HINT_HEADER]: list.hint }),
    ...(list.next !== null && { Link: nextLink(address, list.next) }),
    ...content.headers,
  };
  return { body, headers, forms: new AnswerForms(body, headers), films: films.map(({ id }) => id), next: list.next };
}

/** Whether anybody sees the films of an answer: of HEAD only the headers go out, so that nothing was shown. */
export function isShown({ method }: IncomingMessage): boolean {
  return method !== 'HEAD';
}

/** id: what this very answer is called; null where it counts for no experiment. */
export async function send(response: Response, { forms }: HttpAnswer, id: string | null = null): Promise<void> {
  const { status, headers, body } = await forms.for(response.req);
  // Not Express's `set` and `send`, which look up and work out each time what is known.
  response.status(status);
  for (let n = 0; n < headers.length; n += 2) response.setHeader(headers[n], headers[n + 1]);
  if (id !== null) response.setHeader(RECOMMENDATION_ID_HEADER, id);
  if (status === 304 || !isShown(response.req)) response.end();
  else response.end(body);
}
