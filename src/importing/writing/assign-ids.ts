import type { NumberedTable } from '../../database/dialect';
import { at } from '../../invariants';
import { highestOf, type Connection } from './connection';
import type { Accepted } from '../reading/rows';

/** Give ids to the rows that have none, as if they had been inserted one by one. */
export async function assignIds<Row extends { id?: number }>(
  connection: Connection,
  table: NumberedTable,
  rows: readonly Accepted<Row>[],
): Promise<Accepted<Row & { id: number }>[]> {
  const without = rows.filter(({ row }) => row.id === undefined).length;
  const given = rows.flatMap(({ row }) => row.id ?? []);
  // Past the ids that came with the batch, so that none of them is given out.
  const fresh = without === 0 ? [] : await connection.dialect.freshIds(connection, table, without, highestOf(given));
  let next = 0;
  return rows.map((accepted) => ({
    ...accepted,
    row: { ...accepted.row, id: accepted.row.id ?? at(fresh, next++, 'fresh id') },
  }));
}
