import { Injectable } from '@nestjs/common';
import type { Identity } from '../access/identity';
import { Permissions } from '../access/permissions';
import type { Rule } from '../access/required-scope';
import { Database } from '../database/database';
import { FilmIdPipe } from '../films/film-ref.pipe';
import type { Ref } from '../identifiers/identifier';
import { refInPath } from '../identifiers/ref-in-path';
import { UserIdPipe } from '../users/user-ref.pipe';
import type { GivenRef } from './fields';

/** The films and people that parameters name, and whether whoever asks may have to do with them. */
@Injectable()
export class Named {
  private readonly films: FilmIdPipe;
  private readonly users: UserIdPipe;

  constructor(
    private readonly permissions: Permissions,
    database: Database,
  ) {
    this.films = new FilmIdPipe(database);
    this.users = new UserIdPipe(database);
  }

  /** Our number of a film. Throws InvalidFields, FilmNotFound. */
  film(given: GivenRef, field = 'film'): Promise<number> {
    return this.films.transform(String(given), { type: 'custom', data: field });
  }

  /** A person, not looked up, whom the caller may do with what the rule says. Throws InvalidFields, and as Permissions. */
  person(given: GivenRef, rule: Rule, caller: Identity | null): Promise<Ref> {
    return this.permissions.checkFor(rule, caller, refInPath(String(given), 'person', 'usuarios'));
  }

  /** The same by our number. Throws UserNotFound as well. */
  async personNumber(given: GivenRef, rule: Rule, caller: Identity | null): Promise<number> {
    return this.users.transform(String(await this.person(given, rule, caller)), { type: 'custom', data: 'person' });
  }
}
