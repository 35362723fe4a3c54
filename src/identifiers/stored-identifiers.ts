import type { Dialect, NumberedTable } from '../database/dialect';
import type { Statements } from '../database/sql-value';
import { IdentifierTaken } from './identifier-taken';
import { partsOf, type Identifier, type Ref } from './identifier';

/** Where ids elsewhere are kept, and the column that says whose they are. */
const identifierTables = {
  filmes: { table: 'identificadores_de_filmes', owner: 'filme_id' },
  usuarios: { table: 'identificadores_de_usuarios', owner: 'usuario_id' },
} as const satisfies Record<NumberedTable, object>;

/** Our numbers of those of the ids elsewhere that somebody has, in one statement; numbers among them need none. */
export async function resolveIdentifiers(
  statements: Statements,
  dialect: Dialect,
  of: NumberedTable,
  refs: Iterable<Ref>,
): Promise<Map<string, number>> {
  const identifiers = new Set<string>();
  for (const ref of refs) if (typeof ref === 'string') identifiers.add(ref);
  if (identifiers.size === 0) return new Map();
  const { table, owner } = identifierTables[of];
  // CROSS JOIN makes SQLite look each of them up, instead of going through all that there are.
  const rows = (await statements.query(
    `SELECT guardados.fonte, guardados.codigo, ${owner} AS id
     FROM ${dialect.rowsIn({ fonte: 'text', codigo: 'text' })} CROSS JOIN ${table} AS guardados
     WHERE guardados.fonte = novas.fonte AND guardados.codigo = novas.codigo`,
    [JSON.stringify(Array.from(identifiers, pairOf))],
  )) as (Identifier & { id: number })[];
  return new Map(rows.map(({ fonte, codigo, id }) => [`${fonte}:${codigo}`, id]));
}

/** Ids elsewhere of these films or people; who has none is not among them. In the order of their texts. */
export async function identifiersOf(
  statements: Statements,
  dialect: Dialect,
  of: NumberedTable,
  ids: readonly number[],
): Promise<Map<number, string[]>> {
  if (ids.length === 0) return new Map();
  const { table, owner } = identifierTables[of];
  return byOwner(
    await statements.query(
      `SELECT ${owner} AS id, fonte, codigo FROM ${table}
       WHERE ${owner} IN (SELECT value FROM ${dialect.integersIn()})`,
      [JSON.stringify(ids)],
    ),
  );
}

function byOwner(rows: unknown): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const { id, fonte, codigo } of rows as (Identifier & { id: number })[]) {
    const own = found.get(id);
    if (own) own.push(`${fonte}:${codigo}`);
    else found.set(id, [`${fonte}:${codigo}`]);
  }
  for (const own of found.values()) own.sort();
  return found;
}

/** An id elsewhere, and whose it becomes. */
export interface Given {
  readonly id: number;
  readonly identifier: string;
}

/**
 * Give ids elsewhere in a transaction that holds their owners' rows. Those that the same owner has stay; fails as a duplicate
 * where another has one: look them up by {@link resolveIdentifiers} before, and run the transaction anew.
 */
export async function addIdentifiers(
  transaction: Statements,
  dialect: Dialect,
  of: NumberedTable,
  given: readonly Given[],
): Promise<void> {
  if (given.length === 0) return;
  const { table, owner } = identifierTables[of];
  // In one order, so that two who give the same ones do not wait in a circle.
  const rows = given
    .map(({ id, identifier }) => [id, ...pairOf(identifier)])
    .sort(([, ...a], [, ...b]) => (a < b ? -1 : 1));
  await transaction.query(
    `INSERT INTO ${table} (${owner}, fonte, codigo)
     SELECT id, fonte, codigo FROM ${dialect.rowsIn({ id: 'integer', fonte: 'text', codigo: 'text' })}`,
    [JSON.stringify(rows)],
  );
}

/** Take all ids elsewhere from some of their owners. */
async function removeIdentifiers(
  transaction: Statements,
  dialect: Dialect,
  of: NumberedTable,
  ids: readonly number[],
): Promise<void> {
  const { table, owner } = identifierTables[of];
  await transaction.query(`DELETE FROM ${table} WHERE ${owner} IN (SELECT value FROM ${dialect.integersIn()})`, [
    JSON.stringify(ids),
  ]);
}

/** Give all ids elsewhere of the second to the first, in a transaction that holds both; resolves to them. */
export async function moveIdentifiers(
  transaction: Statements,
  dialect: Dialect,
  of: NumberedTable,
  first: number,
  second: number,
): Promise<string[]> {
  const { table, owner } = identifierTables[of];
  const moved = (await identifiersOf(transaction, dialect, of, [second])).get(second) ?? [];
  await transaction.query(`UPDATE ${table} SET ${owner} = $1 WHERE ${owner} = $2`, [first, second]);
  return moved;
}

/** Let an owner have these ids elsewhere and no others. Throws IdentifierTaken. */
export async function replaceIdentifiers(
  transaction: Statements,
  dialect: Dialect,
  of: NumberedTable,
  id: number,
  identifiers: readonly string[],
): Promise<string[]> {
  const owners = await resolveIdentifiers(transaction, dialect, of, identifiers);
  for (const [identifier, owner] of owners) if (owner !== id) throw new IdentifierTaken(of, identifier, owner);
  const own = [...new Set(identifiers)].sort();
  await removeIdentifiers(transaction, dialect, of, [id]);
  await addIdentifiers(
    transaction,
    dialect,
    of,
    own.map((identifier) => ({ id, identifier })),
  );
  return own;
}

/** A condition on owners: who has an id elsewhere; with its values. */
export function whoHas(of: NumberedTable, identifier: string): [condition: string, ...values: string[]] {
  const { table, owner } = identifierTables[of];
  return [`id IN (SELECT ${owner} FROM ${table} WHERE fonte = ? AND codigo = ?)`, ...pairOf(identifier)];
}

/** In a SELECT of owners: their ids elsewhere, as one text for {@link listed}. */
export function identifiersColumn(of: NumberedTable): string {
  const { table, owner } = identifierTables[of];
  // A line each: no code has a line break.
  return `(SELECT string_agg(fonte || ':' || codigo, '\n') FROM ${table} WHERE ${owner} = ${of}.id) AS identificadores`;
}

/** Who has ids elsewhere is answered with them. */
export interface Identified {
  identificadores?: string[];
}

/** Something with its ids elsewhere, if there are any. */
export function identified<Row extends object>(row: Row, identificadores: string[] = []): Row & Identified {
  return identificadores.length > 0 ? { ...row, identificadores } : row;
}

/** Rows of a SELECT with {@link identifiersColumn}, as answers have them. */
export function listed<Row extends object>(
  rows: readonly (Row & { identificadores: string | null })[],
): (Omit<Row, 'identificadores'> & Identified)[] {
  return rows.map(({ identificadores, ...row }) => identified(row, identificadores?.split('\n').sort()));
}

function pairOf(identifier: string): [string, string] {
  const { fonte, codigo } = partsOf(identifier);
  return [fonte, codigo];
}
