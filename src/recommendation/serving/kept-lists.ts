import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { EarlyAccess } from '../../access/early-access';
import { mayRead, type Identity } from '../../access/identity';
import { ExposureLog } from '../../experiments/exposure-log';
import { ListShaping, type Membership } from '../../experiments/list-shaping';
import { ORIGIN_HEADER, RECOMMENDATION_ID_HEADER } from '../../http/headers';
import { languageOf } from '../../http/language';
import type { Passage } from '../../http/passage';
import { addressOf } from '../../http/public-path';
import { parseNumber } from '../../identifiers/identifier';
import { REQUEST_ID_HEADER, type Observed } from '../../observability/observe-requests';
import { setRoute } from '../../observability/request-labels';
import { isShown, type HttpAnswer } from './http-answer';
import { HttpAnswerService } from './http-answer.service';

/** What an address says: of a list that was answered. */
interface Asked {
  readonly userId: number;
  /** The pattern of its route. */
  readonly route: string;
  readonly query: object;
}

interface Found {
  readonly answer: HttpAnswer;
  readonly caller: Identity | null;
  readonly memberships: readonly Membership[];
}

/** Memory for addresses of lists that were answered, in characters. */
const ADDRESSES_KEPT = 4 * 1024 * 1024;

/** About what one takes beside its text, in characters. */
const ADDRESS_OVERHEAD = 300;

/**
 * Lists of stored people that are kept and hold: they need neither Express nor the pipes, guards and interceptors that Nest takes a request
 * through. Whatever is not as simple as that, or not as it should be, is left to the route.
 */
@Injectable()
export class KeptLists {
  /** Of which a list was answered, be it that it is kept no more: of others nothing needs to be looked up. */
  private readonly asked = new LRUCache<string, Asked>({
    maxSize: ADDRESSES_KEPT,
    sizeCalculation: (_, address) => ADDRESS_OVERHEAD + address.length,
  });

  constructor(
    private readonly access: EarlyAccess,
    private readonly answers: HttpAnswerService,
    private readonly shaping: ListShaping,
    private readonly exposures: ExposureLog,
  ) {}

  /** Note that a list was answered by its route, so that it may be answered without when it is asked for again. */
  note({ originalUrl, url, route, query }: Request): void {
    if (this.asked.has(originalUrl)) return;
    // As it was asked for: an id elsewhere may become somebody else's.
    const userId = parseNumber(/^\/\w+\/(\d+)\//.exec(url)?.[1] ?? '');
    // What was shown is noted by the route.
    if (userId !== null && query.lembrar === undefined)
      this.asked.set(originalUrl, { userId, route: (route as { path: string }).path, query });
  }

  /** Answer a request as its route would; false, and nothing is done, where that is for the route. It does not reject. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    observed: Observed,
    passage: Passage,
  ): Promise<boolean> | false {
    const asked = this.asked.get(addressOf(request));
    return asked !== undefined && isPlain(request) && this.answerKept(asked, request, response, observed, passage);
  }

  private async answerKept(
    asked: Asked,
    request: IncomingMessage,
    response: ServerResponse,
    observed: Observed,
    passage: Passage,
  ): Promise<boolean> {
    try {
      const common = passage.headers(request);
      const found = common && (await this.find(request, asked));
      if (!found) return false;
      const { answer, caller, memberships } = found;
      const { status, headers, body } = await answer.forms.for(request);
      // Whoever hangs up is observed as that.
      if (response.destroyed) return true;
      const sender = passage.senderOf(request);
      const leave = passage.enter(sender);
      if (!leave) return false;
      const limits = this.access.admit(caller, sender);
      if (!limits) {
        leave();
        return false;
      }
      response.once('close', leave);
      setRoute(request, asked.route);
      observed.origin = answer.headers[ORIGIN_HEADER];
      const id = isShown(request) ? this.exposures.note(memberships, asked.userId, answer.films) : null;
      const ofNow = [REQUEST_ID_HEADER, observed.requestId, ...(id === null ? [] : [RECOMMENDATION_ID_HEADER, id])];
      response.writeHead(status, [...common, ...headers, ...limits, ...ofNow]);
      if (status === 304 || !isShown(request)) response.end();
      else response.end(body);
      return true;
    } catch {
      // What is wrong is told by the route, in its own order.
      return false;
    }
  }

  private async find(request: IncomingMessage, { userId, query }: Asked): Promise<Found | null> {
    const caller = await this.access.callerOf(request, 'person');
    if (caller === undefined) return null;
    const { imposed, memberships } = await this.shaping.of({ userId }, query);
    const asked = { language: languageOf(request), forPublic: !mayRead(caller, userId), imposed };
    const answer = await this.answers.kept(userId, asked, addressOf(request));
    return answer ? { answer, caller, memberships } : null;
  }
}

/** Whether nothing is to be said of a request before it is looked at whose it is. */
function isPlain({ method, headers, httpVersion }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.host !== undefined || httpVersion !== '1.1');
}
