import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { LRUCache } from 'lru-cache';
import { EarlyAccess } from '../../access/early-access';
import { HeavyWork } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { ORIGIN_HEADER, RECOMMENDATION_ID_HEADER } from '../../http/headers';
import { languageOf } from '../../http/language';
import type { Passage } from '../../http/passage';
import { addressOf } from '../../http/public-path';
import { parseNumber } from '../../identifiers/identifier';
import { REQUEST_ID_HEADER, type Observed } from '../../observability/observe-requests';
import { setRoute } from '../../observability/request-labels';
import { Arrivals } from './arrivals';
import { isShown } from './http-answer';
import { PersonLists } from './person-lists';
import type { RecommendationQuery } from './recommendation.dto';

/** What an address says but for whose list it is, as the route has understood it. */
interface Asked {
  /** The pattern of its route. */
  readonly route: string;
  readonly query: RecommendationQuery;
}

/** A request and its answer, of which all is known that Express and Nest would find out. */
interface Early extends Asked {
  readonly userId: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly observed: Observed;
  readonly caller: Identity | null;
  /** See `senderOf`. */
  readonly sender: string;
  /** Headers that all answers have, and those that tell of limits: names and values in turn. */
  readonly headers: readonly string[];
}

/** Memory for what addresses say, in characters. */
const ADDRESSES_KEPT = 4 * 1024 * 1024;

/** About what one takes beside its text, in characters. */
const ADDRESS_OVERHEAD = 300;

/** A stored person's list. Of ids elsewhere the route knows whose they are. */
const listAddress = /^([^?]*\/)(\d+)(\/recomendacoes(?:\?.*)?)$/;

/** What an address says but for whose list it is, word by word, and whose; null for any other address. */
function partsOf(address: string): { readonly words: string; readonly userId: number } | null {
  const [, before, number, behind] = listAddress.exec(address) ?? ['', '', '', ''];
  const userId = parseNumber(number);
  return userId === null ? null : { words: before + behind, userId };
}

/**
 * Lists of stored people, answered without Express and the pipes, guards and interceptors that Nest takes a request through, wherever one was
 * asked for in the same words before: so it is known what they say. Whatever is not as it should be is left to the route.
 */
@Injectable()
export class EarlyLists {
  private readonly asked = new LRUCache<string, Asked>({
    maxSize: ADDRESSES_KEPT,
    sizeCalculation: (_, words) => ADDRESS_OVERHEAD + words.length,
  });

  private readonly arrivals = new Arrivals();

  constructor(
    private readonly access: EarlyAccess,
    private readonly heavy: HeavyWork,
    private readonly lists: PersonLists,
  ) {}

  /** Note that a list was answered by its route, and what the request says, so that the next one in the same words needs none. */
  note({ originalUrl, route }: Request, query: RecommendationQuery): void {
    const parts = partsOf(originalUrl);
    if (parts) this.asked.set(parts.words, { route: (route as { path: string }).path, query });
  }

  /** Answer a request as its route would; false, and nothing is done, where that is for the route. It does not reject. */
  answer(
    request: IncomingMessage,
    response: ServerResponse,
    observed: Observed,
    passage: Passage,
  ): Promise<boolean> | false {
    const parts = partsOf(addressOf(request));
    const asked = parts && this.asked.get(parts.words);
    if (!asked || !isPlain(request)) return false;
    return this.enter({ ...asked, userId: parts.userId, request, response, observed }, passage);
  }

  /** What Express's middleware and the guards do before the route. */
  private async enter(early: Omit<Early, 'caller' | 'sender' | 'headers'>, passage: Passage): Promise<boolean> {
    const { request, response } = early;
    await this.arrivals.all();
    const common = passage.headers(request);
    const caller = common && (await this.access.callerOf(request, 'person').catch(() => undefined));
    if (!common || caller === undefined) return false;
    const sender = passage.senderOf(request);
    const leave = passage.enter(sender);
    if (!leave) return false;
    const limits = this.access.admit(caller, sender);
    try {
      if (!limits) return false;
      response.once('close', leave);
      await this.send({ ...early, caller, sender, headers: [...common, ...limits] });
      return true;
    } catch {
      // What is wrong is told by the route, in its own order.
      this.access.dismiss(caller, sender);
      return false;
    } finally {
      if (!response.headersSent) leave();
    }
  }

  private async send({
    userId,
    route,
    query,
    request,
    response,
    observed,
    caller,
    sender,
    headers,
  }: Early): Promise<void> {
    const asking = { caller, language: languageOf(request), pace: this.heavy.paceFor(caller, sender, response) };
    const { answer, noteShown } = await this.lists.of(userId, query, asking, addressOf(request));
    const { status, headers: ofList, body } = await answer.forms.for(request);
    // Whoever hangs up is observed as that.
    if (response.destroyed) return;
    setRoute(request, route);
    observed.origin = answer.headers[ORIGIN_HEADER];
    const id = isShown(request) ? noteShown() : null;
    const ofNow = [REQUEST_ID_HEADER, observed.requestId, ...(id === null ? [] : [RECOMMENDATION_ID_HEADER, id])];
    response.writeHead(status, [...headers, ...ofList, ...ofNow]);
    if (status === 304 || !isShown(request)) response.end();
    else response.end(body);
  }
}

/** Whether nothing is to be said of a request before it is looked at whose it is. */
function isPlain({ method, headers, httpVersion }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && (headers.host !== undefined || httpVersion !== '1.1');
}
