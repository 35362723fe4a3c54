import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { hasBody } from '../http/body-type.guard';
import { isPerson, type Identity } from './identity';
import { keyIn } from './key-text';
import { KeyUses } from './key-uses';
import { KeysService } from './keys.service';
import { Permissions } from './permissions';
import { looksLikeToken } from './person-tokens';
import { RequestLimit } from './request-limit';
import type { Rule } from './required-scope';

/**
 * What the guards do, for what is answered before them: only where they would let the request through. Nothing is refused here, and
 * nothing stays counted that is not answered, so that a request may still go on to them.
 */
@Injectable()
export class EarlyAccess {
  constructor(
    private readonly keys: KeysService,
    private readonly uses: KeyUses,
    private readonly permissions: Permissions,
    private readonly limit: RequestLimit,
  ) {}

  /** Who comes with a request, a key's holder or nobody (null); undefined where the guards have something to say, or a token to look at. */
  async callerOf(request: IncomingMessage, rule: Rule): Promise<Identity | null | undefined> {
    if (hasBody(request)) return undefined;
    const given = keyIn(request);
    if (given !== null && looksLikeToken(given)) return undefined;
    const identity = given === null ? null : await this.keys.identify(given);
    if (given !== null && !identity) return undefined;
    return this.permissions.refusal(rule, identity) ? undefined : identity;
  }

  /**
   * Count a request, and return the headers that tell of it, see `RequestLimit`; null: there are too many, and the guard is to say so.
   * sender: see `senderOf`.
   */
  admit(caller: Identity | null, sender: string): readonly string[] | null {
    const headers = this.limit.admit(caller, sender);
    if (headers && caller && !isPerson(caller)) this.uses.note(caller.keyId);
    return headers;
  }

  /** Count one no more that was let in: it goes on to the guards. */
  dismiss(caller: Identity | null, sender: string): void {
    this.limit.chargeTo(caller, sender, -1);
  }
}
