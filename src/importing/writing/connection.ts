import type { Database } from '../../database/database';
import type { Columns, Dialect, NumberedTable, RowSource } from '../../database/dialect';
import type { SqlValue } from '../../database/sql-value';

/** Where one batch is looked up and, unless this is a dry run, written. */
export interface Connection {
  readonly dialect: Dialect;
  /** Whether writing is wanted; without, everything is looked up only. */
  readonly writes: boolean;
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Bring rows of numbers, for columns of the table `like`, to where one statement finds them. Only where it writes. */
  bring(like: string, columns: Columns, rows: readonly (readonly (number | null)[])[]): Promise<RowSource>;
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
  const readOnly = { dialect, writes: false, bring: () => Promise.reject(new Error('nothing is written here')) };
  if (access === 'assume-empty') return work({ ...readOnly, query: () => Promise.resolve([]) });
  if (access === 'look') return work({ ...readOnly, query: (sql, parameters) => database.query(sql, parameters) });
  return database.write(async (transaction) => {
    // Two imports never wait for each other's rows in a circle.
    await dialect.lock(transaction, 'imports');
    return work({
      dialect,
      writes: true,
      query: <Row>(sql: string, parameters: readonly SqlValue[] = []) => transaction.query<Row[]>(sql, [...parameters]),
      bring: (like, columns, rows) =>
        access === 'load'
          ? dialect.load(transaction, like, columns, rows)
          : Promise.resolve({ from: dialect.rowsIn(columns), parameters: [JSON.stringify(rows)] }),
    });
  });
}

/** Ids that came with their rows must not be given out again. */
export function advanceIds(connection: Connection, table: NumberedTable, ids: Iterable<number>): Promise<void> {
  return connection.dialect.advanceIds(connection, table, highestOf(ids));
}

/** The highest of some ids; 0 of none. */
export function highestOf(ids: Iterable<number>): number {
  let highest = 0;
  for (const id of ids) highest = Math.max(highest, id);
  return highest;
}
