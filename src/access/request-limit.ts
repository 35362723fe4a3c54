import { Inject, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  ThrottlerGuard,
  ThrottlerStorage,
  getOptionsToken,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
} from '@nestjs/throttler';
import type { Request } from 'express';
import { LARGEST_BODY } from '../http/largest-body';
import { senderOf } from '../http/sender';
import { SETTINGS, type Settings } from '../config/settings';
import { TooManyRequests } from './access-problems';
import { identityOf, isPerson, type Identity } from './identity';
import { Weight } from './weight';
import type { WindowStorage } from './window-storage';

export const MINUTE = 60_000;

/** Where there is no limit. */
const UNTOLD: readonly string[] = [];

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
   * The same for a usual request without a body that no guard looks at: count it, and return the headers that tell what is left, names and
   * values in turn. Null, and nothing is counted, where there is no room for it: then the guard is to refuse it. sender: see `senderOf`.
   */
  admit(identity: Identity | null, sender: string): readonly string[] | null {
    const limit = limitOf(this.settings, identity);
    if (limit === 0) return UNTOLD;
    const tracker = trackerFor(identity, sender);
    const { isBlocked, totalHits, timeToExpire } = this.windows.count(tracker, MINUTE, limit);
    if (isBlocked) {
      this.windows.add(tracker, -1);
      return null;
    }
    return [
      ...[`${this.headerPrefix}-Limit`, String(limit)],
      ...[`${this.headerPrefix}-Remaining`, String(limit - totalHits)],
      ...[`${this.headerPrefix}-Reset`, String(timeToExpire)],
    ];
  }

  /** Count more for a request that has been let through: as many usual ones as it is like. */
  charge(request: Request, requests: number): void {
    this.chargeTo(identityOf(request), senderOf(request), requests);
  }

  /** The same of a request that no guard has looked at. Below zero: as many fewer. */
  chargeTo(identity: Identity | null, sender: string, requests: number): void {
    this.windows.add(trackerFor(identity, sender), requests);
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
  return trackerFor(identityOf(request), senderOf(request));
}

function trackerFor(identity: Identity | null, sender: string): string {
  if (isPerson(identity)) return `pessoa ${identity.userId}`;
  return identity ? `chave ${identity.keyId}` : sender;
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
