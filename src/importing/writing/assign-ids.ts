import { advanceSequence, type Connection } from './connection';
import type { Accepted } from '../reading/rows';

/** Give ids to the rows that have none, as if they had been inserted one by one. */
export async function assignIds<Row extends { id?: number }>(
  connection: Connection,
  table: 'filmes' | 'usuarios',
  rows: readonly Accepted<Row>[],
): Promise<Accepted<Row & { id: number }>[]> {
  const without = rows.filter(({ row }) => row.id === undefined).length;
  const given = rows.flatMap(({ row }) => row.id ?? []);
  const fresh = without === 0 ? [] : await freshIds(connection, table, without, given);
  let next = 0;
  return rows.map((accepted) => ({
    ...accepted,
    row: { ...accepted.row, id: accepted.row.id ?? fresh[next++] },
  }));
}

async function freshIds(
  connection: Connection,
  table: 'filmes' | 'usuarios',
  count: number,
  given: readonly number[],
): Promise<number[]> {
  if (connection.dialect === 'postgres') {
    // Past the ids that came with the batch, so that none of them is given out.
    await advanceSequence(connection, table, given);
    const rows = await connection.query<{ id: number }>(
      'SELECT nextval($1::regclass) AS id FROM generate_series(1, $2::int)',
      [`${table}_id_seq`, count],
    );
    return rows.map(({ id }) => id);
  }
  const rows = await connection.query<{ seq: number }>('SELECT seq FROM sqlite_sequence WHERE name = $1', [table]);
  const last = given.reduce((highest, id) => Math.max(highest, id), rows.at(0)?.seq ?? 0);
  return Array.from({ length: count }, (_, n) => last + n + 1);
}
