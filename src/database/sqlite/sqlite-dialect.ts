import type { Dialect } from '../dialect';

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  clock: "CAST(unixepoch('subsec') * 1000 AS INTEGER)",

  // Transactions that write pass one after the other anyway.
  forUpdate: '',
  lock: () => Promise.resolve(),

  integersIn: (place = '$1') => `json_each(${place})`,

  rowsIn(columns, place = '$1') {
    const values = Object.keys(columns).map((name, n) => `value->>${n} AS ${name}`);
    return `(SELECT ${values.join(', ')} FROM json_each(${place})) AS novas`;
  },

  load: (_transaction, _like, columns, rows) =>
    Promise.resolve({ from: sqliteDialect.rowsIn(columns), parameters: [JSON.stringify(rows)] }),

  async freshIds(transaction, table, count, past) {
    const rows = (await transaction.query('SELECT seq FROM sqlite_sequence WHERE name = $1', [table])) as {
      seq: number;
    }[];
    // A table that never had a row has no sequence.
    const last = Math.max(past, rows.at(0)?.seq ?? 0);
    return Array.from({ length: count }, (_, n) => last + n + 1);
  },

  // It sees to this by itself, whenever a row is inserted.
  advanceIds: () => Promise.resolve(),

  estimatedRows: () => Promise.resolve(null),

  // Nobody would hear it: whoever waits looks as well.
  notify: () => Promise.resolve(),
};
