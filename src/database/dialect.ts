import type { EntityManager } from 'typeorm';
import type { LockName } from './locks';
import type { Topic } from './notices';
import type { Statements } from './sql-value';

/** What a column of rows from a parameter holds. */
export type ColumnType = 'integer' | 'real' | 'text';

/** The columns of rows from a parameter, in order. */
export type Columns = Readonly<Record<string, ColumnType>>;

/** A row of numbers, one value for each column. */
export type NumberRow = readonly (number | null)[];

/** The tables that give numbers to their rows and take rows that bring theirs. */
export type NumberedTable = 'filmes' | 'usuarios';

/**
 * What becomes of a row that is locked: others may no longer delete it (`refer`: something new refers to it), change or
 * delete it (`change`), or refer to it either (`delete`).
 */
export type RowLock = 'refer' | 'change' | 'delete';

/** Whether rows that somebody else holds are waited for, or left out. */
export type LockWhen = 'in turn' | 'at once';

/**
 * What is said to SQLite in one way and to PostgreSQL in another. All other SQL is written once, for both: parameters are
 * `$1`, `$2`, … and appear in that order.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';

  /** The moment, in milliseconds since 1970, as an SQL expression: one clock for the processes of all machines. */
  readonly clock: string;

  /**
   * After a SELECT in a transaction: its rows by id, and locked in that order until the transaction ends. Everybody locks
   * rows so (see locks.ts).
   */
  inOrder(lock: RowLock, when?: LockWhen): string;

  /** A table expression of the integers in a parameter that is a JSON array, in a column named `value`. */
  integersIn(place?: string): string;

  /**
   * A table expression, named `novas`, of many rows in one parameter: a JSON array of arrays, one value for each column.
   * It needs no thousands of placeholders, and SQLite takes it in two thirds of the time of a multi-row VALUES.
   */
  rowsIn(columns: Columns, place?: string): string;

  /** Thousands of rows follow in this transaction: to be said before the first. */
  expectRows(transaction: Statements): Promise<void>;

  /** Insert thousands of rows that are not there yet. Fails as a duplicate where one is. */
  load(transaction: EntityManager, table: string, columns: Columns, rows: readonly NumberRow[]): Promise<void>;

  /** Nobody else writes to these tables, or takes rows of theirs, before the transaction ends; they are read as they were. */
  keepWritersOut(transaction: Statements, tables: readonly string[]): Promise<void>;

  /** Wait for a lock, and hold it until the transaction ends: alone, or together with others who share it. */
  lock(transaction: Statements, lock: LockName, how?: 'alone' | 'shared'): Promise<void>;

  /** Take a lock of one thing out of many, by its name, until the transaction ends; false, at once, where somebody has it. */
  tryLock(transaction: Statements, lock: LockName, name: string): Promise<boolean>;

  /** Count `count` ids on from the last; nobody else is given them. Rows that brought theirs may have some: see freshIds. */
  nextIds(transaction: Statements, table: NumberedTable, count: number): Promise<number[]>;

  /** Count on from `highest`, if the last id is below it. */
  advanceIds(transaction: Statements, table: NumberedTable, highest: number): Promise<void>;

  /** Insert rows that bring their ids: counting goes on from the highest that counts, see highestCounted. */
  insertWithIds(
    transaction: Statements,
    table: NumberedTable,
    ids: readonly number[],
    insert: () => Promise<unknown>,
  ): Promise<void>;

  /** About how many rows a table has; null where the database keeps no such estimate. */
  estimatedRows(statements: Statements, table: string): Promise<number | null>;

  /** Tell other processes, once the transaction is committed. */
  notify(transaction: Statements, topic: Topic): Promise<void>;
}
