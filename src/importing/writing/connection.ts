import type { EntityManager } from 'typeorm';
import type { Database } from '../../database/database';
import type { Columns, Dialect, NumberRow } from '../../database/dialect';
import { isOvertaken } from '../../database/database-errors';
import { insertRows } from '../../database/insert-rows';
import type { SqlValue } from '../../database/sql-value';
import { erasedIdentifiers } from '../../users/identified-users';
import { erasedUsers } from '../../users/erased-users';

/** Where one batch is looked up and, unless this is a dry run, written. */
export interface Connection {
  readonly dialect: Dialect;
  /** Whether writing is wanted; without, everything is looked up only. */
  readonly writes: boolean;
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** When users were erased, of those ids whose user was: known even where all else is taken to be empty. */
  erasedUsers(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** The same of ids elsewhere. */
  erasedIdentifiers(identifiers: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Insert rows that are not there yet. Only where it writes; fails as a duplicate where one is there. */
  insert(table: string, columns: Columns, rows: readonly NumberRow[]): Promise<void>;
}

/** How rows go into the database: loaded, many at a time; written, a few; only looked up; or it is taken to be empty. */
export type Access = 'load' | 'write' | 'look' | 'assume-empty';

/**
 * Run `work` on a connection: in a transaction of its own, if it writes. It is run anew, from its beginning, where others
 * were in its way or changed what it had looked up.
 */
export function onConnection<Result>(
  database: Database,
  access: Access,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const { dialect } = database;
  const readOnly = {
    dialect,
    writes: false,
    erasedUsers: (ids: readonly number[]) => erasedUsers(database, dialect, ids),
    erasedIdentifiers: (names: readonly string[]) => erasedIdentifiers(database, dialect, names),
    insert: () => Promise.reject(new Error('nothing is written here')),
  };
  if (access === 'assume-empty') return work({ ...readOnly, query: () => Promise.resolve([]) });
  if (access === 'look') return work({ ...readOnly, query: (sql, parameters) => database.query(sql, parameters) });
  // Whoever was faster than the first attempt is kept out of the next ones.
  let overtaken = false;
  const write = async (transaction: EntityManager): Promise<Result> => {
    await dialect.lock(transaction, 'imports');
    if (overtaken) await dialect.lock(transaction, 'uniques');
    if (access === 'load') await dialect.expectRows(transaction);
    return work(writingConnection(dialect, transaction, access));
  };
  return database.write(write, (error) => (overtaken = isOvertaken(error)));
}

/** A connection that writes in a transaction under way. */
export function writingConnection(
  dialect: Dialect,
  transaction: EntityManager,
  access: 'load' | 'write' = 'load',
): Connection {
  return {
    dialect,
    writes: true,
    query: <Row>(sql: string, parameters: readonly SqlValue[] = []) => transaction.query<Row[]>(sql, [...parameters]),
    erasedUsers: (ids) => erasedUsers(transaction, dialect, ids),
    erasedIdentifiers: (names) => erasedIdentifiers(transaction, dialect, names),
    insert: (table, columns, rows) =>
      access === 'load'
        ? dialect.load(transaction, table, columns, rows)
        : insertRows(transaction, dialect, table, columns, rows),
  };
}

/** After a SELECT of rows that are merged with: nobody changes them before the transaction ends. */
export function lockedIfWriting({ writes, dialect }: Connection): string {
  return writes ? dialect.inOrder('change') : '';
}
