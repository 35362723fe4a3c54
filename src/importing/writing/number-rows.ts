import type { NumberedTable } from '../../database/dialect';
import { FIRST_UNCOUNTED_ID, freshIds } from '../../database/fresh-ids';
import type { Ref } from '../../identifiers/identifier';
import { addIdentifiers, resolveIdentifiers, type Given } from '../../identifiers/stored-identifiers';
import { at, known } from '../../invariants';
import { createIdentifiedUsers } from '../../users/identified-users';
import type { Accepted, Numbered, Refused } from '../reading/rows';
import type { Connection } from './connection';
import { lookUpFilms } from './referred';
import { refuse, type Memory } from './store';
import { refuseErased } from './store-users';

/** Rows whose films and people have our numbers, in the order in which they came; those that cannot be told are refused. */
export interface NumberedRows<Row> {
  readonly rows: Accepted<Row>[];
  readonly refused: Refused[];
}

interface Own {
  readonly id?: Ref;
  readonly identificadores?: readonly string[];
}

interface Referring {
  readonly usuario_id: Ref;
  readonly filme_id: Ref;
}

/** Rows of films or people, and the ids elsewhere that they are to have once they are stored. */
export interface OwnRows<Row> extends NumberedRows<Row> {
  readonly given: Given[];
}

/**
 * Give numbers to rows of films or people: their own, that of whoever has one of the ids elsewhere, or else a new one, as if
 * they came one by one.
 */
export async function numberOwn<Row extends Own>(
  connection: Connection,
  of: NumberedTable,
  rows: readonly Accepted<Row>[],
  memory: Memory,
): Promise<OwnRows<Numbered<Row> & { id: number }>> {
  const owners = await ownersOf(
    connection,
    of,
    rows.flatMap(({ row }) => namesIn(row)),
    memory,
  );
  const had = new Set(owners.keys());
  const unknown = of === 'usuarios' ? rows.flatMap(({ row }) => namesIn(row)).filter((name) => !owners.has(name)) : [];
  const erased = await connection.erasedIdentifiers(unknown);
  const numbers = rows.flatMap(({ row }) => (typeof row.id === 'number' ? row.id : []));
  noteNumbers(memory, of, numbers);
  const mixed = memory.numbers[of].came;
  const named = countNew(rows, owners, true);
  const next = await newNumbers(connection, of, countNew(rows, owners, false) + (mixed ? 0 : named), numbers, memory);
  const nextNamed = mixed ? await farNumbers(connection, of, memory) : next;
  const refused: Refused[] = [];
  const given: Given[] = [];
  const numbered = rows.flatMap((accepted) => {
    const { row } = accepted;
    const names = namesIn(row);
    const clash = typeof row.id === 'number' && memory.numbers[of].given.has(row.id);
    const id = numberOf(row, owners) ?? (names.length > 0 ? nextNamed() : next());
    if (names.length > 0 && !names.some((name) => owners.has(name)) && typeof row.id !== 'number')
      memory.numbers[of].given.add(id);
    const gone = names.find((name) => erased.has(name));
    const taken = names.find((name) => owners.has(name) && owners.get(name) !== id);
    if (clash) refused.push(refuseClash(accepted, of, id));
    else if (gone !== undefined) refused.push(refuseErased(accepted, gone, known(erased, gone)));
    else if (taken !== undefined) refused.push(refuseTaken(accepted, of, taken, known(owners, taken)));
    else {
      for (const name of names) {
        if (!owners.has(name)) given.push({ id, identifier: name });
        owners.set(name, id);
      }
      return [{ ...accepted, row: { ...row, id } as Numbered<Row> & { id: number } }];
    }
    return [];
  });
  return { rows: numbered, refused, given: given.filter(({ identifier }) => !had.has(identifier)) };
}

/** What rows of films or people were given is kept, for those that were stored. */
export async function keepIdentifiers(
  connection: Connection,
  of: NumberedTable,
  given: readonly Given[],
  memory: Memory,
): Promise<void> {
  if (connection.writes) await addIdentifiers(connection, connection.dialect, of, given);
  else for (const { id, identifier } of given) memory.planned[of].set(identifier, id);
}

/** Rows about people and films, who are there or, with `createsUsers`, are made by their ids elsewhere. */
export async function numberReferring<Row extends Referring>(
  connection: Connection,
  rows: readonly Accepted<Row>[],
  memory: Memory,
  createsUsers: boolean,
): Promise<NumberedRows<Numbered<Row>> & { readonly created: number }> {
  if (rows.some(({ row }) => typeof row.usuario_id === 'number')) memory.numbers.usuarios.came = true;
  const films = await ownersOf(
    connection,
    'filmes',
    rows.map(({ row }) => row.filme_id),
    memory,
  );
  const users = await ownersOf(
    connection,
    'usuarios',
    rows.map(({ row }) => row.usuario_id),
    memory,
  );
  const missing = await namesToMake(connection, rows, films, users, memory);
  const erased = await connection.erasedIdentifiers([...missing]);
  const toMake = createsUsers ? [...missing].filter((name) => !erased.has(name)) : [];
  for (const [name, id] of await makeUsers(connection, toMake, memory)) users.set(name, id);
  const refused: Refused[] = [];
  const numbered: Accepted<Numbered<Row>>[] = [];
  for (const accepted of rows) {
    const { filme_id: film, usuario_id: user } = accepted.row;
    const filmId = numberIn(films, film);
    const userId = numberIn(users, user);
    const gone = typeof user === 'string' ? erased.get(user) : undefined;
    if (typeof user === 'number' && memory.numbers.usuarios.given.has(user))
      refused.push(refuseClash(accepted, 'usuarios', user));
    // Whom nobody knows is made, but for a film that is not there.
    else if (filmId === undefined || (userId === undefined && createsUsers && gone === undefined))
      refused.push(refuse(accepted, `filme ${film} não existe`, `film ${film} does not exist`, 'filme_id'));
    else if (gone !== undefined) refused.push(refuseErased(accepted, user, gone));
    else if (userId === undefined)
      refused.push(refuse(accepted, `usuário ${user} não existe`, `user ${user} does not exist`, 'usuario_id'));
    // Most rows have numbers: nothing is made anew for them.
    else if (filmId === film && userId === user) numbered.push(accepted as Accepted<Numbered<Row>>);
    else
      numbered.push({ ...accepted, row: { ...accepted.row, filme_id: filmId, usuario_id: userId } as Numbered<Row> });
  }
  return { rows: numbered, refused, created: toMake.length };
}

/** People whom nobody has, of rows whose film is there: a row that is refused makes nobody. */
async function namesToMake(
  connection: Connection,
  rows: readonly Accepted<Referring>[],
  films: ReadonlyMap<string, number>,
  users: ReadonlyMap<string, number>,
  memory: Memory,
): Promise<Set<string>> {
  const candidates = rows.flatMap(({ row: { usuario_id: user, filme_id: film } }) => {
    const filmId = numberIn(films, film);
    return typeof user === 'string' && !users.has(user) && filmId !== undefined ? [{ user, filmId }] : [];
  });
  if (candidates.length > 0) await lookUpFilms(connection, memory, new Set(candidates.map(({ filmId }) => filmId)));
  return new Set(candidates.flatMap(({ user, filmId }) => (memory.films.has(filmId) ? user : [])));
}

/** Rows that complete a film. */
export async function numberFilms<Row extends { readonly id: Ref }>(
  connection: Connection,
  rows: readonly Accepted<Row>[],
  memory: Memory,
): Promise<NumberedRows<Numbered<Row>>> {
  const films = await ownersOf(
    connection,
    'filmes',
    rows.map(({ row }) => row.id),
    memory,
  );
  const refused: Refused[] = [];
  const numbered = rows.flatMap((accepted) => {
    const id = numberIn(films, accepted.row.id);
    if (id !== undefined) return [{ ...accepted, row: { ...accepted.row, id } as Numbered<Row> }];
    const { id: name } = accepted.row;
    refused.push(refuse(accepted, `filme ${name} não existe`, `film ${name} does not exist`));
    return [];
  });
  return { rows: numbered, refused };
}

/** All that a row says is called. */
function namesIn({ id, identificadores = [] }: Own): string[] {
  return [...new Set([...(typeof id === 'string' ? [id] : []), ...identificadores])];
}

function numberIn(owners: ReadonlyMap<string, number>, ref: Ref): number | undefined {
  return typeof ref === 'number' ? ref : owners.get(ref);
}

function numberOf(row: Own, owners: ReadonlyMap<string, number>): number | undefined {
  if (typeof row.id === 'number') return row.id;
  const name = namesIn(row).find((one) => owners.has(one));
  return name === undefined ? undefined : owners.get(name);
}

/** Of how many rows, with names or without, nobody knows the number, had they come one by one. */
function countNew(rows: readonly Accepted<Own>[], owners: ReadonlyMap<string, number>, named: boolean): number {
  const seen = new Map(owners);
  let count = 0;
  for (const { row } of rows) {
    const names = namesIn(row);
    if (numberOf(row, seen) === undefined && names.length > 0 === named) count++;
    for (const name of names) if (!seen.has(name)) seen.set(name, 0);
  }
  return count;
}

function noteNumbers(memory: Memory, of: NumberedTable, numbers: readonly number[]): void {
  if (numbers.length > 0) memory.numbers[of].came = true;
}

/**
 * Numbers for names where numbers come as well, some of them perhaps later: beyond those that are counted, so that none is
 * given twice.
 */
async function farNumbers(connection: Connection, of: NumberedTable, memory: Memory): Promise<() => number> {
  if (!connection.writes) return () => memory.plannedIds--;
  const erased = of === 'usuarios' ? ' UNION ALL SELECT id FROM usuarios_apagados' : '';
  const [{ last }] = await connection.query<{ last: number | null }>(
    `SELECT MAX(id) AS last FROM (SELECT id FROM ${of}${erased}) AS todos WHERE id >= ${FIRST_UNCOUNTED_ID}`,
  );
  let next = last ?? FIRST_UNCOUNTED_ID;
  return () => ++next;
}

function refuseClash(accepted: Accepted<unknown>, of: NumberedTable, id: number): Refused {
  const words = of === 'filmes' ? { pt: 'filme', en: 'film' } : { pt: 'usuário', en: 'user' };
  return refuse(
    accepted,
    `${words.pt} ${id}: o número já foi dado a um nome deste arquivo; use só nomes, ou os números antes`,
    `${words.en} ${id}: the number was given to a name of this file; use names only, or the numbers first`,
  );
}

async function ownersOf(
  connection: Connection,
  of: NumberedTable,
  refs: readonly Ref[],
  memory: Memory,
): Promise<Map<string, number>> {
  const names = new Set(refs.filter((ref) => typeof ref === 'string'));
  const owners = await resolveIdentifiers(connection, connection.dialect, of, names);
  for (const name of names) {
    const planned = memory.planned[of].get(name);
    if (planned !== undefined) owners.set(name, planned);
  }
  return owners;
}

/** Gives new numbers, one after the other; in a dry run such as nothing has. */
async function newNumbers(
  connection: Connection,
  of: NumberedTable,
  count: number,
  given: readonly number[],
  memory: Memory,
): Promise<() => number> {
  if (!connection.writes) return () => memory.plannedIds--;
  const fresh = count === 0 ? [] : await freshIds(connection, connection.dialect, of, count, given);
  let used = 0;
  return () => at(fresh, used++, 'fresh id');
}

async function makeUsers(
  connection: Connection,
  names: readonly string[],
  memory: Memory,
): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  const { came, given } = memory.numbers.usuarios;
  if (connection.writes && !came) {
    const made = await createIdentifiedUsers(connection, connection.dialect, names);
    for (const id of made.values()) given.add(id);
    return made;
  }
  const next = await farNumbers(connection, 'usuarios', memory);
  const ids = names.map(next);
  if (connection.writes) return createIdentifiedUsers(connection, connection.dialect, names, ids);
  const made = new Map(names.map((name, n) => [name, at(ids, n)]));
  for (const [name, id] of made) memory.planned.usuarios.set(name, id);
  memory.users.add(made.values());
  return made;
}

function refuseTaken(accepted: Accepted<unknown>, of: NumberedTable, name: string, owner: number): Refused {
  const words = of === 'filmes' ? { pt: 'filme', en: 'film' } : { pt: 'usuário', en: 'user' };
  return refuse(
    accepted,
    `identificador ${name} já é do ${words.pt} ${owner}`,
    `identifier ${name} already belongs to ${words.en} ${owner}`,
    'identificadores',
  );
}
