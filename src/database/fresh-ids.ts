import type { Dialect, NumberedTable } from './dialect';
import type { SqlValue, Statements } from './sql-value';

/**
 * Ids from here on that come with their rows do not count: the next id given out would be larger still, and in the end
 * larger than what an import takes. There is room for as many ids between this and the largest that may be chosen.
 */
export const FIRST_UNCOUNTED_ID = 2 ** 51;

/** The highest of some ids that came with their rows from which ids given out go on; 0 when there is none. */
export function highestCounted(ids: Iterable<number>): number {
  let highest = 0;
  for (const id of ids) if (id < FIRST_UNCOUNTED_ID) highest = Math.max(highest, id);
  return highest;
}

/** The ids between two that are taken. Whoever was erased keeps theirs, so that it never becomes somebody else's. */
const takenBetween: Readonly<Record<NumberedTable, string>> = {
  filmes: 'SELECT id FROM filmes WHERE id BETWEEN $1 AND $2',
  usuarios: `SELECT id FROM (SELECT id FROM usuarios UNION ALL SELECT id FROM usuarios_apagados) AS tomados
             WHERE id BETWEEN $1 AND $2`,
};

/** The most ids that are looked at in one statement. */
const MOST_AT_ONCE = 100_000;

/**
 * Ids for `count` new rows, ascending, that nothing has or ever had by counting: past `given`, ids that come with other
 * rows of the transaction, and without those that are taken.
 */
export async function freshIds(
  transaction: Statements,
  dialect: Dialect,
  table: NumberedTable,
  count: number,
  given: readonly number[] = [],
): Promise<number[]> {
  const highest = highestCounted(given);
  if (highest > 0) await dialect.advanceIds(transaction, table, highest);
  const taken = new Set(given);
  const fresh: number[] = [];
  // Twice as many each time: however long a run of taken ids is, it is soon passed.
  for (let tried = count; fresh.length < count; tried = Math.min(2 * tried, MOST_AT_ONCE)) {
    const ids = await dialect.nextIds(transaction, table, tried);
    const range: SqlValue[] = [ids[0], ids[ids.length - 1]];
    const rows = (await transaction.query(takenBetween[table], range)) as { id: number }[];
    for (const { id } of rows) taken.add(id);
    for (const id of ids) if (!taken.has(id)) fresh.push(id);
  }
  return fresh.slice(0, count);
}
