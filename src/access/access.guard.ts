import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { Problem } from '../http/problem';
import { refInPath } from '../identifiers/ref-in-path';
import { KeyExpired, KeyInvalid, TokenInvalid } from './access-problems';
import { isPerson, setIdentity, type Identity } from './identity';
import { keyIn } from './key-text';
import { KeyUses } from './key-uses';
import { KeysService } from './keys.service';
import { PERSON_PLACE, type PersonPlace } from './open-to-token';
import { Permissions } from './permissions';
import { looksLikeToken, PersonTokens } from './person-tokens';
import { RULE, type Rule } from './required-scope';
import { RequestLimit } from './request-limit';

/** Lets a request through: who comes, by a key or a token, are there too many of them, and may they do this. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly permissions: Permissions,
    private readonly reflector: Reflector,
    private readonly keys: KeysService,
    private readonly uses: KeyUses,
    private readonly tokens: PersonTokens,
    private readonly limit: RequestLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const rule = this.ruleOf(context, request.method);
    if (rule === 'open') return true;
    // Of people, keys or the inside: nobody on the way keeps it, nor what is said when it is refused.
    if (rule !== 'read') context.switchToHttp().getResponse<Response>().set('Cache-Control', 'no-store');
    const given = keyIn(request);
    const identity = given === null ? null : await this.identify(given);
    if (identity) setIdentity(request, identity);
    if (identity && !isPerson(identity)) this.uses.note(identity.keyId);
    // Before anything is refused: guessing keys is limited as well.
    await this.limit.canActivate(context);
    if (given !== null && !identity) throw await this.refusalOf(given);
    await this.check(rule, identity, context);
    return true;
  }

  private identify(given: string): Promise<Identity | null> {
    return looksLikeToken(given) ? this.tokens.identify(given) : this.keys.identify(given);
  }

  /** What is said of a key or a token that opens nothing: only whoever has the whole key hears that it has expired. */
  private async refusalOf(given: string): Promise<Problem> {
    if (looksLikeToken(given)) return new TokenInvalid();
    const expiredAt = await this.keys.expiryOf(given);
    return expiredAt === null ? new KeyInvalid() : new KeyExpired(expiredAt);
  }

  private ruleOf(context: ExecutionContext, method: string): Rule {
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(RULE, [context.getHandler(), context.getClass()]);
    // A route that somebody forgot to decorate is closed, not open.
    return rule ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'admin');
  }

  private async check(rule: Rule, identity: Identity | null, context: ExecutionContext): Promise<void> {
    const place = isPerson(identity)
      ? this.reflector.get<PersonPlace | undefined>(PERSON_PLACE, context.getHandler())
      : undefined;
    if (place === 'body') return;
    if (!place) {
      this.permissions.check(rule, identity);
      return;
    }
    const { params } = context.switchToHttp().getRequest<Request>();
    const ref = refInPath(String(params[place.path]), place.path, 'usuarios');
    params[place.path] = String(await this.permissions.checkFor(rule, identity, ref));
  }
}
