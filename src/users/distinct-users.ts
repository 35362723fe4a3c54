import type { Database } from '../database/database';
import { InvalidFields } from '../http/problem';
import type { Ref } from '../identifiers/identifier';
import { resolveIdentifiers } from '../identifiers/stored-identifiers';
import { at } from '../invariants';
import { UserNotFound } from './user-not-found';

/**
 * Our numbers of the people that `usuarios` of a request names; whether somebody has such a number is not looked up. Throws UserNotFound,
 * and InvalidFields where one is there twice.
 */
export async function distinctUsers(database: Database, refs: readonly Ref[]): Promise<number[]> {
  const found = await resolveIdentifiers(database, database.dialect, 'usuarios', refs);
  const ids = refs.map((ref) => {
    const id = typeof ref === 'number' ? ref : found.get(ref);
    if (id === undefined) throw new UserNotFound(ref);
    return id;
  });
  const twice = ids.findIndex((id, n) => ids.indexOf(id) < n);
  if (twice >= 0) throw sameTwice(twice, ids.indexOf(at(ids, twice)));
  return ids;
}

function sameTwice(place: number, before: number): InvalidFields {
  const message = { pt: `é a mesma pessoa que usuarios.${before}`, en: `is the same person as usuarios.${before}` };
  return new InvalidFields([{ field: `usuarios.${place}`, message }]);
}
