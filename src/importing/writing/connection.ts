import type { EntityManager } from 'typeorm';
import type { Database, SqlValue } from '../../database/database';
import { locks } from '../../database/locks';
import { copyRows, type NumberRow } from './copy-rows';

/** Where one batch is looked up and, unless this is a dry run, written. */
export interface Connection {
  readonly dialect: Database['dialect'];
  /** Whether writing is wanted; without, everything is looked up only. */
  readonly writes: boolean;
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Bring many rows into a temporary table, and tell its name. Only while loading, and only PostgreSQL has it. */
  readonly copy?: (like: string, names: readonly string[], rows: readonly NumberRow[]) => Promise<string>;
}

/** How rows go into the database: loaded, many at a time; written, a few; only looked up; or it is taken to be empty. */
export type Access = 'load' | 'write' | 'look' | 'assume-empty';

/** Run `work` on a connection: in a transaction of its own, if it writes. */
export function onConnection<Result>(
  database: Database,
  access: Access,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const { dialect } = database;
  if (access === 'assume-empty') return work({ dialect, writes: false, query: () => Promise.resolve([]) });
  if (access === 'look')
    return work({ dialect, writes: false, query: (sql, parameters) => database.query(sql, parameters) });
  return database.write(async (transaction: EntityManager) => {
    if (dialect === 'postgres') await transaction.query('SELECT pg_advisory_xact_lock($1)', [locks.imports.number]);
    // Only the transactions of PostgreSQL have a connection, and so a queryRunner, of their own.
    const runner = access === 'load' ? transaction.queryRunner : undefined;
    return work({
      dialect,
      writes: true,
      query: <Row>(sql: string, parameters: readonly SqlValue[] = []) => transaction.query<Row[]>(sql, [...parameters]),
      copy: runner && ((like, names, rows) => copyRows(runner, like, names, rows)),
    });
  });
}

type ColumnType = 'integer' | 'real' | 'text';

const postgresTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'bigint',
  real: 'double precision',
  text: 'text',
};

/**
 * A table expression for many rows in one parameter: a JSON array of arrays, one value for each column. It needs no
 * thousands of placeholders, and SQLite takes it in two thirds of the time of a multi-row VALUES.
 */
export function rowsFrom(dialect: Database['dialect'], columns: Readonly<Record<string, ColumnType>>, place = '$1') {
  const values = Object.entries(columns).map(([name, type], n) =>
    dialect === 'sqlite' ? `value->>${n} AS ${name}` : `(value->>${n})::${postgresTypes[type]} AS ${name}`,
  );
  const array = dialect === 'sqlite' ? `json_each(${place})` : `json_array_elements(${place}::json) AS lista (value)`;
  return `(SELECT ${values.join(', ')} FROM ${array}) AS novas`;
}

/** An id that was given explicitly must not be given out again. SQLite sees to it by itself. */
export async function advanceSequence(
  connection: Connection,
  table: 'filmes' | 'usuarios',
  ids: Iterable<number>,
): Promise<void> {
  if (connection.dialect === 'sqlite') return;
  let highest = 0;
  for (const id of ids) highest = Math.max(highest, id);
  // The name that PostgreSQL gives the sequence of an identity column.
  const sequence = `${table}_id_seq`;
  await connection.query(`SELECT setval($1, $2) FROM ${sequence} WHERE last_value <= $2`, [sequence, highest]);
}
