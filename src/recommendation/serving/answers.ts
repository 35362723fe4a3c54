import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { LRUCache } from 'lru-cache';
import { MODEL_VERSION_HEADER, ORIGIN_HEADER, PROFILE_VERSION_HEADER } from '../../http/headers';
import { nextLink } from '../../http/next-link';
import type { FilmIndex } from './film-index';
import { RecommendationService, type RecommendationList, type State } from './recommendation.service';
import type { Wish } from './wish';

/** An answer as it goes out. */
export interface Answer {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

interface Kept {
  readonly answer: Answer;
  readonly profile: number;
  readonly erasures: number;
}

/** Memory for answers, in bytes: some 10,000 lists of ten films. */
const MEMORY = 32 * 1024 * 1024;

/** About what an answer takes beside its body and its key, in bytes. */
const OVERHEAD = 1000;

/** Keeps the bytes of answers to users, each for as long as nothing that it was made from has changed. */
@Injectable()
export class RecommendationAnswers {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: MEMORY,
    sizeCalculation: ({ answer }, key) => OVERHEAD + answer.body.length + 2 * key.length,
  });
  private index: FilmIndex | undefined;

  constructor(private readonly recommendations: RecommendationService) {}

  /** address: what was asked, as it came. Throws UserNotFound, InvalidFields, CursorExpired. */
  async forUser(userId: number, wish: Wish, address: string): Promise<Answer> {
    const key = `${userId} ${wish.language} ${address}`;
    const state = await this.recommendations.stateOf(userId);
    const known = this.keptOf(key, state);
    if (known) return known;
    const list = await this.recommendations.forUser(userId, wish, state);
    const answer = answerOf(list, address, true);
    this.keep(key, state, list, answer);
    return answer;
  }

  private keptOf(key: string, { index, versions }: State): Answer | undefined {
    if (this.index !== index) {
      // No answer of another model or catalogue holds any more.
      this.kept.clear();
      this.index = index;
    }
    const kept = this.kept.get(key);
    return kept?.profile === versions.profile && kept.erasures === versions.erasures ? kept.answer : undefined;
  }

  private keep(key: string, { index, versions }: State, list: RecommendationList, answer: Answer): void {
    // Before the first model the likes of all people count, of which no version tells.
    if (index.model === null || this.index !== index) return;
    this.kept.set(key, { answer, profile: list.profileVersion, erasures: versions.erasures });
  }
}

/** stored: whether the list is of a user, whose ratings have a version. */
export function answerOf(list: RecommendationList, address: string, stored: boolean): Answer {
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
export function send(response: Response, { body, headers }: Answer): void {
  // Not Express's `set`, which looks the type up each time.
  for (const name of Object.keys(headers)) response.setHeader(name, headers[name]);
  response.send(body);
}
