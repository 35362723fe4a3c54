import type { SqlValue } from './sql-value';

/** The database as it was at one moment, on a connection of its own; it may be read at leisure. */
export interface Snapshot {
  query<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row[]>;
  /** Give the connection back. */
  close(): Promise<void>;
}
