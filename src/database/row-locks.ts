import type { Dialect, LockWhen, NumberedTable, RowLock } from './dialect';
import type { SqlValue } from './sql-value';

/** A transaction that locks rows. */
interface Locking {
  query(sql: string, parameters?: SqlValue[]): Promise<unknown>;
}

/**
 * Keep rows as they are until the transaction ends: by id, as everybody does. Resolves to the ids of those that exist, or, of
 * what is held `at once`, of those that exist and that nobody else holds. In which order tables are locked stands in locks.ts.
 */
export async function lockRows(
  transaction: Locking,
  dialect: Dialect,
  table: NumberedTable,
  ids: Iterable<number>,
  lock: RowLock,
  when: LockWhen = 'in turn',
): Promise<ReadonlySet<number>> {
  // One row, not thousands: what the drivers make of a row costs more than what the database does for it.
  const [{ held }] = (await transaction.query(
    `SELECT string_agg(CAST(id AS TEXT), ',') AS held FROM (
       SELECT id FROM ${table} WHERE id IN (SELECT value FROM ${dialect.integersIn()}) ${dialect.inOrder(lock, when)}
     ) AS presas`,
    [JSON.stringify([...ids])],
  )) as { held: string | null }[];
  return new Set(held?.split(',').map(Number));
}
