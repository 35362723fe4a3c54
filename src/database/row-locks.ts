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
  const rows = (await transaction.query(
    `SELECT id FROM ${table} WHERE id IN (SELECT value FROM ${dialect.integersIn()}) ${dialect.inOrder(lock, when)}`,
    [JSON.stringify([...ids])],
  )) as { id: number }[];
  return new Set(rows.map(({ id }) => id));
}
