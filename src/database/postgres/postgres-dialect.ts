import { present } from '../../invariants';
import type { ColumnType, Dialect, NumberedTable, RowLock } from '../dialect';
import { highestCounted } from '../fresh-ids';
import { locks } from '../locks';
import { copyRows } from './copy-rows';
import { channelOf } from './pulse';

const columnTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'bigint',
  real: 'double precision',
  text: 'text',
};

const rowLocks: Readonly<Record<RowLock, string>> = {
  refer: 'FOR KEY SHARE',
  change: 'FOR NO KEY UPDATE',
  delete: 'FOR UPDATE',
};

/** The name that PostgreSQL gives the sequence of an identity column. */
const sequenceOf = (table: NumberedTable): string => `${table}_id_seq`;

export const postgresDialect: Dialect = {
  name: 'postgres',
  clock: 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)',
  inOrder: (lock, when = 'in turn') => `ORDER BY id ${rowLocks[lock]}${when === 'at once' ? ' SKIP LOCKED' : ''}`,

  async lock(transaction, lock, how = 'alone') {
    const name = how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
    await transaction.query(`SELECT ${name}($1)`, [locks[lock]]);
  },

  async tryLock(transaction, lock, name) {
    // Of two names with one number the second waits for nothing either: it is told that somebody has it.
    const [{ taken }] = (await transaction.query(
      'SELECT pg_try_advisory_xact_lock($1::integer, hashtext($2)) AS taken',
      [locks[lock], name],
    )) as { taken: boolean }[];
    return taken;
  },

  async keepWritersOut(transaction, tables) {
    // It keeps out those as well who only take a row first: what they waited for would be gone, and what came in its place unseen.
    await transaction.query(`LOCK TABLE ${tables.join(', ')} IN EXCLUSIVE MODE`);
  },

  integersIn: (place = '$1') =>
    `(SELECT texto::bigint AS value FROM json_array_elements_text(${place}::json) AS lista (texto)) AS numeros`,

  rowsIn(columns, place = '$1') {
    const values = Object.entries(columns).map(([name, type], n) => `(value->>${n})::${columnTypes[type]} AS ${name}`);
    return `(SELECT ${values.join(', ')} FROM json_array_elements(${place}::json) AS lista (value)) AS novas`;
  },

  async expectRows(transaction) {
    // How a reference is checked is planned with the first row, and the plan is kept. Of a table that is small then, reading all of it
    // would be as good as looking the row up, and no more so when the transaction has filled it.
    await transaction.query('SET LOCAL enable_seqscan = off');
  },

  load(transaction, table, columns, rows) {
    const runner = present(transaction.queryRunner, 'the connection of the transaction');
    return copyRows(runner, table, Object.keys(columns), rows);
  },

  async nextIds(transaction, table, count) {
    const rows = (await transaction.query('SELECT nextval($1::regclass) AS id FROM generate_series(1, $2::int)', [
      sequenceOf(table),
      count,
    ])) as { id: number }[];
    return rows.map(({ id }) => id);
  },

  async advanceIds(transaction, table, highest) {
    const sequence = sequenceOf(table);
    await transaction.query(`SELECT setval($1, $2) FROM ${sequence} WHERE last_value <= $2`, [sequence, highest]);
  },

  async insertWithIds(transaction, table, ids, insert) {
    await insert();
    await postgresDialect.advanceIds(transaction, table, highestCounted(ids));
  },

  async estimatedRows(statements, table) {
    const [{ total }] = (await statements.query(
      // Of a table in partitions these are counted, not the whole; -1 is not yet.
      `SELECT CAST(SUM(GREATEST(reltuples, 0)) AS BIGINT) AS total FROM pg_class
       WHERE relkind = 'r' AND oid IN (SELECT $1::regclass UNION ALL SELECT inhrelid FROM pg_inherits WHERE inhparent = $1::regclass)`,
      [table],
    )) as { total: number }[];
    return total;
  },

  async notify(transaction, topic) {
    await transaction.query(`SELECT pg_notify($1, '')`, [channelOf(topic)]);
  },
};
