import type { NumberedTable } from '../../database/dialect';
import { at } from '../../invariants';
import { freshIds } from '../../database/fresh-ids';
import type { Connection } from './connection';
import type { Accepted } from '../reading/rows';

/** Give ids to the rows that have none, as if they had been inserted one by one. */
export async function assignIds<Row extends { id?: number }>(
  connection: Connection,
  table: NumberedTable,
  rows: readonly Accepted<Row>[],
): Promise<Accepted<Row & { id: number }>[]> {
  const without = rows.filter(({ row }) => row.id === undefined).length;
  const given = rows.flatMap(({ row }) => row.id ?? []);
  const fresh = without === 0 ? [] : await freshIds(connection, connection.dialect, table, without, given);
  let next = 0;
  return rows.map((accepted) => ({
    ...accepted,
    row: { ...accepted.row, id: accepted.row.id ?? at(fresh, next++, 'fresh id') },
  }));
}
