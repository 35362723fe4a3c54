import type { Columns, Dialect, NumberRow } from './dialect';
import type { Statements } from './sql-value';

/** Insert rows that are not there yet, by one statement. Fails as a duplicate where one is. */
export async function insertRows(
  transaction: Statements,
  dialect: Dialect,
  table: string,
  columns: Columns,
  rows: readonly NumberRow[],
): Promise<void> {
  const names = Object.keys(columns).join(', ');
  await transaction.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${dialect.rowsIn(columns)}`, [
    JSON.stringify(rows),
  ]);
}
