import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import proxyAddr from 'proxy-addr';
import type { Leave, Room } from './room';
import { networkOf } from './sender';

/** Origins of which the headers are remembered, and how long one may be, in characters. */
const MOST_ORIGINS = 100;
const LONGEST_ORIGIN = 200;

/** Of one answer only, or told by whoever makes it. */
const ofOne: readonly string[] = ['x-request-id', 'connection', 'vary'];

/** Whether a proxy is believed: so many hops away. */
type Trust = Parameters<typeof proxyAddr>[1];

/**
 * What every request passes before its route, for whoever answers one before Express has it: the headers that all answers have, and the
 * room that there is.
 */
export class Passage {
  /** As requests found them that came by way of Express, so that nobody needs to know what stands there. */
  private readonly headersByOrigin = new LRUCache<string, readonly string[]>({ max: MOST_ORIGINS });
  private readonly isTrusted: Trust;

  /** room: what requests under way take. */
  constructor(
    app: NestExpressApplication,
    private readonly room: Room,
  ) {
    const express = app.getHttpAdapter().getInstance() as unknown as { get(name: 'trust proxy fn'): Trust };
    this.isTrusted = express.get('trust proxy fn');
  }

  /** Names and values in turn; undefined where no request of the same origin has come by way of Express yet. */
  headers({ headers: { origin = '' } }: IncomingMessage): readonly string[] | undefined {
    return this.headersByOrigin.get(origin);
  }

  /** What Express and `senderOf` make of it. */
  senderOf(request: IncomingMessage): string {
    return networkOf(proxyAddr(request, this.isTrusted));
  }

  /** Take room for a request at once; null where it has to wait. sender: see above. */
  enter(sender: string): Leave | null {
    return this.room.tryEnter(sender);
  }

  /** Note the headers of all answers; to be used when those are set, before any route. */
  readonly noteHeaders = (
    { method, headers: { origin = '' } }: Request,
    response: Response,
    next: NextFunction,
  ): void => {
    if (method === 'GET' && origin.length <= LONGEST_ORIGIN && !this.headersByOrigin.has(origin)) {
      const headers = Object.entries(response.getHeaders()).filter(([name]) => !ofOne.includes(name));
      this.headersByOrigin.set(origin, headers.flat().map(String));
    }
    next();
  };
}
