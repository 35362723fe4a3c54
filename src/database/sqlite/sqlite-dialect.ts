import type { Dialect, NumberedTable } from '../dialect';
import { highestCounted } from '../fresh-ids';
import { insertRows } from '../insert-rows';
import type { Statements } from '../sql-value';

/**
 * Pages that the connection keeps in memory once thousands of rows are loaded through it. Each row may fall into another
 * page of each index: these must have room until they are written, or each is written and read again many times.
 */
const LOADING_CACHE_KB = 64_000;

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  clock: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",

  // Transactions that write pass one after the other anyway.
  inOrder: () => 'ORDER BY id',
  lock: () => Promise.resolve(),
  tryLock: () => Promise.resolve(true),
  keepWritersOut: () => Promise.resolve(),

  integersIn: (place = '$1') => `json_each(${place})`,

  rowsIn(columns, place = '$1') {
    const values = Object.keys(columns).map((name, n) => `value->>${n} AS ${name}`);
    return `(SELECT ${values.join(', ')} FROM jsonb_each(${place})) AS novas`;
  },

  async expectRows(transaction) {
    await transaction.query(`PRAGMA cache_size = -${LOADING_CACHE_KB}`);
  },

  load: (transaction, table, columns, rows) => insertRows(transaction, sqliteDialect, table, columns, rows),

  async nextIds(transaction, table, count) {
    const last = await lastId(transaction, table);
    await setLastId(transaction, table, last + count);
    return Array.from({ length: count }, (_, n) => last + n + 1);
  },

  async advanceIds(transaction, table, highest) {
    if (highest > (await lastId(transaction, table))) await setLastId(transaction, table, highest);
  },

  async insertWithIds(transaction, table, ids, insert) {
    const last = await lastId(transaction, table);
    await insert();
    // SQLite counts on from whatever was inserted.
    const next = Math.max(last, highestCounted(ids));
    if (next < (await lastId(transaction, table))) await setLastId(transaction, table, next);
  },

  estimatedRows: () => Promise.resolve(null),

  // Nobody would hear it: whoever waits looks as well.
  notify: () => Promise.resolve(),
};

/** 0 when no row was ever inserted. */
async function lastId(transaction: Statements, table: NumberedTable): Promise<number> {
  const rows = (await transaction.query('SELECT seq FROM sqlite_sequence WHERE name = $1', [table])) as {
    seq: number;
  }[];
  return rows.at(0)?.seq ?? 0;
}

async function setLastId(transaction: Statements, table: NumberedTable, id: number): Promise<void> {
  // The table of sequences has no key.
  await transaction.query('DELETE FROM sqlite_sequence WHERE name = $1', [table]);
  await transaction.query('INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)', [table, id]);
}
