import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import type { PublicRead } from '../config/settings';
import { refInPath } from '../identifiers/ref-in-path';
import { KeyInvalid, KeyMissing, NotOfPerson, ScopeTooSmall, TokenInvalid } from './access-problems';
import { isPerson, setIdentity, type Identity, type KeyIdentity, type PersonIdentity } from './identity';
import { KeysService } from './keys.service';
import { PERSON_PLACE, type PersonPlace } from './open-to-token';
import { looksLikeToken, PersonTokens } from './person-tokens';
import { PUBLIC_READING } from './public-reading';
import { RULE, type Rule } from './required-scope';
import { RequestLimit } from './request-limit';
import { includesScope } from './scope';

/** Lets a request through: who comes, by a key or a token, are there too many of them, and may they do this. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(PUBLIC_READING) private readonly publicRead: PublicRead,
    private readonly reflector: Reflector,
    private readonly keys: KeysService,
    private readonly tokens: PersonTokens,
    private readonly limit: RequestLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const rule = this.ruleOf(context, request.method);
    if (rule === 'open') return true;
    // Of people, keys or the inside: nobody on the way keeps it, nor what is said when it is refused.
    if (rule !== 'read') context.switchToHttp().getResponse<Response>().set('Cache-Control', 'no-store');
    const given = givenIn(request);
    const identity = given === null ? null : await this.identify(given);
    if (identity) setIdentity(request, identity);
    // Before anything is refused: guessing keys is limited as well.
    await this.limit.canActivate(context);
    if (given !== null && !identity) throw looksLikeToken(given) ? new TokenInvalid() : new KeyInvalid();
    if (isPerson(identity)) await this.checkPerson(rule, identity, context);
    else this.check(rule, identity);
    return true;
  }

  private identify(given: string): Promise<Identity | null> {
    return looksLikeToken(given) ? this.tokens.identify(given) : this.keys.identify(given);
  }

  private ruleOf(context: ExecutionContext, method: string): Rule {
    const rule = this.reflector.getAllAndOverride<Rule | undefined>(RULE, [context.getHandler(), context.getClass()]);
    // A route that somebody forgot to decorate is closed, not open.
    return rule ?? (method === 'GET' || method === 'HEAD' ? 'read' : 'admin');
  }

  /** What anybody may read, and what is of the person. Throws NotOfPerson. */
  private async checkPerson(rule: Rule, person: PersonIdentity, context: ExecutionContext): Promise<void> {
    if (rule === 'read' && this.publicRead !== 'false') return;
    const place = this.reflector.get<PersonPlace | undefined>(PERSON_PLACE, context.getHandler());
    if (place === 'body') return;
    if (!place) throw new NotOfPerson();
    const { params } = context.switchToHttp().getRequest<Request>();
    const ref = refInPath(String(params[place.path]), place.path, 'usuarios');
    if (!(await this.tokens.isSelf(person, ref))) throw new NotOfPerson();
    // An id elsewhere may become somebody else's before the handler looks it up.
    params[place.path] = String(person.userId);
  }

  private check(rule: Exclude<Rule, 'open'>, identity: KeyIdentity | null): void {
    if (rule === 'read' && this.publicRead !== 'false') return;
    if (rule === 'person' && this.publicRead === 'true') return;
    const needed = rule === 'read' || rule === 'person' ? 'leitura' : rule;
    if (!identity) throw new KeyMissing();
    if (!includesScope(identity.scope, needed)) throw new ScopeTooSmall(identity.scope, needed);
  }
}

/** What came as a key or a token; null when there is no Authorization header. */
function givenIn(request: Request): string | null {
  const header = request.headers.authorization;
  return header === undefined ? null : header.replace(/^Bearer +/i, '').trim();
}
