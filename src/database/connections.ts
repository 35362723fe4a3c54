import type { DataSource, EntityManager } from 'typeorm';
import type { Listening, Topic } from './notices';
import type { Snapshot } from './snapshot';
import type { SqlValue } from './sql-value';

/** Connections to PostgreSQL at one moment. */
export interface PoolState {
  readonly max: number;
  readonly idle: number;
  readonly busy: number;
  /** How many wait for one. */
  readonly waiting: number;
}

/** How one database is connected to: what {@link Database} promises, as the one dialect or the other keeps it. */
export interface Connections {
  /** For reading. */
  readonly reader: DataSource;
  /** Null where there is no pool. */
  readonly pool: PoolState | null;
  /** Throws when it is known that nothing can be read or written any more, though statements would seem to succeed. */
  assertUsable(): void;
  queryStale<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]>;
  queryPrepared<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]>;
  /** See `Database.commits`. */
  commits(): number | null;
  write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result>;
  /** See `Database.writeOne`. */
  writeOne<Result>(statement: (manager: EntityManager) => Promise<Result>): Promise<Result>;
  snapshot(): Promise<Snapshot>;
  listen(topic: Topic, onNotice: () => void): Listening;
  close(): Promise<void>;
}
