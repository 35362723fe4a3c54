import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { MODEL_VERSION_HEADER, ORIGIN_HEADER, PROFILE_VERSION_HEADER } from '../../http/headers';
import { nextLink } from '../../http/next-link';
import type { RecommendationList } from './recommendation-list';

/** A list as it goes out. */
export interface HttpAnswer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** stored: whether the list is of a user, whose ratings have a version. */
export function httpAnswer(list: RecommendationList, address: string, stored: boolean): HttpAnswer {
  const body = Buffer.from(JSON.stringify(list.films));
  return {
    body,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      ETag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
      // Of one person, and never old: whoever keeps it must ask whether it still holds.
      'Cache-Control': 'private, no-cache',
      Vary: 'Accept-Language',
      [ORIGIN_HEADER]: list.origin,
      ...(list.modelVersion !== null && { [MODEL_VERSION_HEADER]: String(list.modelVersion) }),
      ...(stored && { [PROFILE_VERSION_HEADER]: String(list.profileVersion) }),
      ...(list.next !== null && { Link: nextLink(address, list.next) }),
    },
  };
}

/** Express answers 304 where the client has these bytes already, and compresses where it may. */
export function send(response: Response, { body, headers }: HttpAnswer): void {
  // Not Express's `set`, which looks the type up each time.
  for (const name of Object.keys(headers)) response.setHeader(name, headers[name]);
  response.send(body);
}
