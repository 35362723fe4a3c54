import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  ThrottlerGuard,
  ThrottlerStorage,
  getOptionsToken,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
} from '@nestjs/throttler';
import type { Request, Response } from 'express';
import { LARGEST_BODY } from '../http/largest-body';
import { senderOf } from '../http/sender';
import { SETTINGS, type Settings } from '../config/settings';
import { TooManyRequests } from './access-problems';
import { identityOf, isPerson, type Identity } from './identity';
import { Weight } from './weight';
import type { WindowStorage } from './window-storage';

export const MINUTE = 60_000;

/** Limits requests per key, per person who comes with a token, or per address where neither comes; over all routes together. */
@Injectable()
export class RequestLimit extends ThrottlerGuard {
  constructor(
    @Inject(getOptionsToken()) options: ThrottlerModuleOptions,
    @Inject(ThrottlerStorage) private readonly windows: WindowStorage,
    reflector: Reflector,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super(options, windows, reflector);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    // Before the throttler looks at its own decorators, of which there are none.
    if (limitFor(this.settings, context) === 0) return true;
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<Request>();
    const weight = this.reflector.get<number | undefined>(Weight.KEY, context.getHandler()) ?? 1;
    this.charge(request, weight - 1 + bodyWeight(request));
    return true;
  }

  /**
   * The same for a usual request without a body that no guard looks at: count it, and tell the sender what is left. False, and
   * nothing is counted, where there is no room for it: then the guard is to refuse it.
   */
  admit(request: Request, response: Response): boolean {
    const limit = limitOf(this.settings, identityOf(request));
    if (limit === 0) return true;
    const tracker = trackerOf(request);
    const { isBlocked, totalHits, timeToExpire } = this.windows.count(tracker, MINUTE, limit);
    if (isBlocked) {
      this.windows.add(tracker, -1);
      return false;
    }
    response.setHeader(`${this.headerPrefix}-Limit`, limit);
    response.setHeader(`${this.headerPrefix}-Remaining`, limit - totalHits);
    response.setHeader(`${this.headerPrefix}-Reset`, timeToExpire);
    return true;
  }

  /** Count more for a request that has been let through: as many usual ones as it is like. */
  charge(request: Request, requests: number): void {
    this.windows.add(trackerOf(request), requests);
  }

  protected override getTracker(request: Request): Promise<string> {
    return Promise.resolve(trackerOf(request));
  }

  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    throw new TooManyRequests(detail.limit, detail.timeToBlockExpire);
  }
}

function trackerOf(request: Request): string {
  const identity = identityOf(request);
  if (isPerson(identity)) return `pessoa ${identity.userId}`;
  return identity ? `chave ${identity.keyId}` : senderOf(request);
}

/** A body that takes about as long to parse and check as a usual request takes in all, in bytes. */
const USUAL_BODY = 16 * 1024;

/** What the body of a request counts. Batches count as their rows are checked. */
function bodyWeight({ headers }: Request): number {
  const chunked = headers['transfer-encoding'] === undefined ? 0 : LARGEST_BODY;
  const length = Number(headers['content-length'] ?? chunked);
  return Math.floor(Math.min(length, LARGEST_BODY) / USUAL_BODY);
}

/** Requests per minute that the sender of a request has; 0 is no limit. */
export function limitFor(settings: Settings, context: ExecutionContext): number {
  return limitOf(settings, identityOf(context.switchToHttp().getRequest<Request>()));
}

function limitOf(settings: Settings, identity: Identity | null): number {
  // A token is in a browser, as whoever has none is.
  return identity && !isPerson(identity) ? settings.rateLimitOfKeys : settings.rateLimit;
}
