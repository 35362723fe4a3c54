import { DataSource, type DataSourceOptions } from 'typeorm';
import type { SqlValue } from './database';

/** The database as it was at one moment, on a connection of its own; it may be read at leisure. */
export interface Snapshot {
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Give the connection back. */
  close(): Promise<void>;
}

/** SQLite in WAL mode: a reading transaction sees what was there when it began, and keeps nobody from writing. */
export async function sqliteSnapshot(options: DataSourceOptions): Promise<Snapshot> {
  const own = await new DataSource(options).initialize();
  await own.query('PRAGMA query_only = ON');
  await own.query('BEGIN');
  return {
    query: <Row>(sql: string, parameters: readonly SqlValue[] = []) => own.query<Row[]>(sql, [...parameters]),
    close: () => own.destroy(),
  };
}

export async function postgresSnapshot(pool: DataSource): Promise<Snapshot> {
  const own = pool.createQueryRunner();
  await own.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  // Its reader may be slow.
  await own.query('SET LOCAL statement_timeout = 0');
  return {
    query: <Row>(sql: string, parameters: readonly SqlValue[] = []) =>
      own.query(sql, [...parameters]) as Promise<Row[]>,
    close: async () => {
      try {
        await own.query('ROLLBACK');
      } finally {
        await own.release();
      }
    },
  };
}
