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
import { senderOf } from '../http/sender';
import { SETTINGS, type Settings } from '../config/settings';
import { TooManyRequests } from './access-problems';
import { identityOf } from './identity';

export const MINUTE = 60_000;

/** Limits requests per key, or per address where no key comes; over all routes together. */
@Injectable()
export class RequestLimit extends ThrottlerGuard {
  constructor(
    @Inject(getOptionsToken()) options: ThrottlerModuleOptions,
    @Inject(ThrottlerStorage) storage: ThrottlerStorage,
    reflector: Reflector,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super(options, storage, reflector);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    // Before the throttler looks at its own decorators, of which there are none.
    return limitFor(this.settings, context) === 0 || super.canActivate(context);
  }

  protected override getTracker(request: Request): Promise<string> {
    const identity = identityOf(request);
    // Of a client that has hung up there is no address any more, and nobody to answer.
    return Promise.resolve(identity ? `chave ${identity.keyId}` : senderOf(request));
  }

  protected override generateKey(_context: ExecutionContext, tracker: string): string {
    return tracker;
  }

  protected override throwThrottlingException(_context: ExecutionContext, detail: ThrottlerLimitDetail): Promise<void> {
    throw new TooManyRequests(detail.limit, detail.timeToBlockExpire);
  }
}

/** Requests per minute that the sender of a request has; 0 is no limit. */
export function limitFor(settings: Settings, context: ExecutionContext): number {
  const identity = identityOf(context.switchToHttp().getRequest<Request>());
  return identity ? settings.rateLimitOfKeys : settings.rateLimit;
}
