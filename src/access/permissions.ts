import { Inject, Injectable } from '@nestjs/common';
import type { PublicRead } from '../config/settings';
import type { Problem } from '../http/problem';
import type { Ref } from '../identifiers/identifier';
import { KeyMissing, NotOfPerson, ScopeTooSmall } from './access-problems';
import { isPerson, type Identity } from './identity';
import { PersonTokens } from './person-tokens';
import { PUBLIC_READING } from './public-reading';
import type { Rule } from './required-scope';
import { includesScope } from './scope';

/** What somebody may do: asked by the guard for each route, and by what is no route of its own, such as the tools of MCP. */
@Injectable()
export class Permissions {
  constructor(
    @Inject(PUBLIC_READING) private readonly publicRead: PublicRead,
    private readonly tokens: PersonTokens,
  ) {}

  /** What is of nobody in particular, which tokens open only where anybody may read it. Throws KeyMissing, ScopeTooSmall, NotOfPerson. */
  check(rule: Rule, caller: Identity | null): void {
    const refusal = this.refusal(rule, caller);
    if (refusal) throw refusal;
  }

  /** What `check` throws; null where somebody may. */
  refusal(rule: Rule, caller: Identity | null): Problem | null {
    if (rule === 'open' || (rule === 'read' && this.publicRead !== 'false')) return null;
    if (isPerson(caller)) return new NotOfPerson();
    if (rule === 'person' && this.publicRead === 'true') return null;
    const needed = rule === 'read' || rule === 'person' ? 'leitura' : rule;
    if (!caller) return new KeyMissing();
    return includesScope(caller.scope, needed) ? null : new ScopeTooSmall(caller.scope, needed);
  }

  /**
   * What is of one person. Resolves to how they are to be looked up: with a token by number, since an id elsewhere may become
   * somebody else's before that. Throws as `check` does.
   */
  async checkFor(rule: Rule, caller: Identity | null, person: Ref): Promise<Ref> {
    if (!isPerson(caller)) {
      this.check(rule, caller);
      return person;
    }
    if (!(await this.tokens.isSelf(caller, person))) throw new NotOfPerson();
    return caller.userId;
  }
}
