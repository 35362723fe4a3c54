import { Injectable } from '@nestjs/common';
import { KeyMissing } from '../../access/access-problems';
import type { Pace } from '../../access/heavy-work';
import type { Identity } from '../../access/identity';
import { PersonTokens } from '../../access/person-tokens';
import { Database } from '../../database/database';
import { FilmsService } from '../../films/films.service';
import { checkedObject } from '../../http/checked-object';
import { InvalidFields, type FieldError } from '../../http/problem';
import type { Ref } from '../../identifiers/identifier';
import { at } from '../../invariants';
import { distinctUsers } from '../../users/distinct-users';
import { visitorProfile } from '../serving/visitor-profile';
import { checkRatings } from '../serving/visitor-ratings';
import { FEWEST_PEOPLE, MOST_PEOPLE, TogetherVisitor } from './together.dto';
import type { Person } from './together.service';

/** Finds out who the people of a group are, and that whoever asks may hear of them. */
@Injectable()
export class GroupReader {
  constructor(
    private readonly database: Database,
    private readonly tokens: PersonTokens,
    private readonly films: FilmsService,
  ) {}

  /** First the users, then the visitors, as they came. Throws KeyMissing, NotOfPerson, UserNotFound, InvalidFields. */
  async read(
    users: readonly Ref[],
    visitors: readonly unknown[],
    caller: Identity | null,
    pace: Pace,
  ): Promise<Person[]> {
    const count = users.length + visitors.length;
    if (count < FEWEST_PEOPLE || count > MOST_PEOPLE) throw notSoMany(count);
    if (users.length > 0 && !caller) throw new KeyMissing();
    const known = await distinctUsers(this.database, await this.tokens.allowed(caller, users));
    const others = await this.visitors(visitors, pace);
    return [...known.map((userId) => ({ userId })), ...others];
  }

  private async visitors(given: readonly unknown[], pace: Pace): Promise<Person[]> {
    const errors: FieldError[] = [];
    const checked = given.map((value, n) => checkedObject(TogetherVisitor, value, `visitantes.${n}`, errors));
    if (errors.length > 0) throw new InvalidFields(errors);
    const people: Person[] = [];
    for (const [visitor, one] of checked.entries()) {
      const field = `visitantes.${visitor}.avaliacoes`;
      const rated = await checkRatings(one.avaliacoes, pace, field);
      const refs = rated.map(({ filme_id }) => filme_id);
      const numbers = await this.films.numbersOf(refs, (n) => `${field}.${n}.filme_id`);
      const ratings = rated.map((rating, n) => ({ ...rating, filme_id: at(numbers, n) }));
      people.push({ visitor, ratingsAmong: (films) => visitorProfile(ratings, films, field) });
    }
    return people;
  }
}

function notSoMany(count: number): InvalidFields {
  const message = {
    pt: `recebeu ${count} pessoas, com as de visitantes; aceita de ${FEWEST_PEOPLE} a ${MOST_PEOPLE}`,
    en: `got ${count} people, with those of visitantes; takes ${FEWEST_PEOPLE} to ${MOST_PEOPLE}`,
  };
  return new InvalidFields([{ field: 'usuarios', message }]);
}
