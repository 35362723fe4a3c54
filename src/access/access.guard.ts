import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { PublicRead } from '../config/settings';
import { KeyInvalid, KeyMissing, ScopeTooSmall } from './access-problems';
import { setIdentity } from './identity';
import { KeysService, type Identity } from './keys.service';
import { PUBLIC_READING } from './public-reading';
import { RULE, type Rule } from './required-scope';
import { RequestLimit } from './request-limit';
import { includesScope } from './scope';

/** Lets a request through: whose key is it, are there too many of them, and may the key do this. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(PUBLIC_READING) private readonly publicRead: PublicRead,
    private readonly reflector: Reflector,
    private readonly keys: KeysService,
    private readonly limit: RequestLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const rule = this.ruleOf(context, request.method);
    if (rule === 'open') return true;
    // Of people, keys or the inside: nobody on the way keeps it, nor what is said when it is refused.
    if (rule !== 'read') context.switchToHttp().getResponse<Response>().set('Cache-Control', 'no-store');
    const key = keyIn(request);
    const identity = key === null ? null : await this.keys.identify(key);
    if (identity) setIdentity(request, identity);
    // Before anything is refused: guessing keys is limited as well.
    await this.limit.canActivate(context);
    if (key !== null && !identity) throw new KeyInvalid();
    this.check(rule, identity);
    return true;
  }

  private ruleOf(context: ExecutionContext, method: string): Rule {
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(RULE, [context.getHandler(), context.getClass()]);
    // A route that somebody forgot to decorate is closed, not open.
    return rule ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'admin');
  }

  private check(rule: Exclude<Rule, 'open'>, identity: Identity | null): void {
    if (rule === 'read' && this.publicRead !== 'false') return;
    if (rule === 'person' && this.publicRead === 'true') return;
    const needed = rule === 'read' || rule === 'person' ? 'leitura' : rule;
    if (!identity) throw new KeyMissing();
    if (!includesScope(identity.scope, needed)) throw new ScopeTooSmall(identity.scope, needed);
  }
}

/** What came as a key; null when there is no Authorization header. */
function keyIn(request: Request): string | null {
  const header = request.headers.authorization;
  return header === undefined ? null : header.replace(/^Bearer +/i, '').trim();
}
