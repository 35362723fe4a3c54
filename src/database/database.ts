import type { OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { DatabaseLocation } from '../config/settings';
import { dataSourceOptions, migrate } from './data-source';
import { DatabaseUnusable } from './database-unusable';
import { listen, notify, type Listening, type Topic } from './notices';
import { oneAtATime } from './one-at-a-time';
import { postgresSnapshot, sqliteSnapshot, type Snapshot } from './snapshot';

export type SqlValue = string | number | null | Buffer;

/**
 * The database, with one door for reading and one for writing.
 *
 * TypeORM keeps a single connection per SQLite data source, so two transactions on it would nest, and a rollback of
 * one would take the other's acknowledged writes with it. Here readers have a connection that cannot write, and all
 * writing goes through {@link write}, one transaction after the other. On PostgreSQL both doors lead to the pool.
 *
 * SQL is written once for both dialects: parameters are `$1`, `$2`, … and appear in that order.
 */
export class Database implements OnApplicationShutdown {
  private readonly inTurn = oneAtATime();

  private constructor(
    readonly dialect: 'sqlite' | 'postgres',
    private readonly reader: DataSource,
    private readonly writer: DataSource,
  ) {}

  /** Connect, bring the schema up to date, and be ready. */
  static async open(location: DatabaseLocation, entities: DataSourceOptions['entities'] = []): Promise<Database> {
    const options = dataSourceOptions(location, entities);
    const writer = await new DataSource(options).initialize().catch((error: unknown) => {
      throw new DatabaseUnusable(location, error);
    });
    try {
      await migrate(writer);
      if (location.dialect === 'postgres') return new Database('postgres', writer, writer);
      const reader = await new DataSource(options).initialize();
      await reader.query('PRAGMA query_only = ON');
      return new Database('sqlite', reader, writer);
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  /** TypeORM's manager for reading; writing through it fails on SQLite. */
  get manager(): EntityManager {
    return this.reader.manager;
  }

  /** Run one reading statement and return its rows. */
  query<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return this.reader.query<Row[]>(sql, [...parameters]);
  }

  /**
   * Run `work` in one transaction that is committed when it resolves and rolled back when it throws.
   * Inside, use `insert`, `update`, `upsert`, `delete` or SQL: `save` and `remove` open transactions of their own.
   */
  write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    if (this.dialect === 'postgres') return this.writer.transaction(work);
    return this.inTurn(async () => {
      // IMMEDIATE: wait for other processes now; a transaction that turns to writing later is refused at once instead.
      await this.writer.query('BEGIN IMMEDIATE');
      try {
        const result = await work(this.writer.manager);
        await this.writer.query('COMMIT');
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after some errors (a full disk): the first error is the one to tell.
        await this.writer.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  /** The database as it is now, for reading at length. To be closed. */
  snapshot(): Promise<Snapshot> {
    return this.dialect === 'sqlite' ? sqliteSnapshot(this.reader.options) : postgresSnapshot(this.reader);
  }

  /** The moment, in milliseconds since 1970, as an SQL expression: one clock for the processes of all machines. */
  get clock(): string {
    return this.dialect === 'postgres'
      ? 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)'
      : "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
  }

  /** Tell other processes, once the transaction is committed. On SQLite nobody hears it: whoever waits looks as well. */
  async notify(transaction: EntityManager, topic: Topic): Promise<void> {
    if (this.dialect === 'postgres') await notify(transaction, topic);
  }

  /** Hear what other processes tell. On SQLite nothing is ever heard. */
  listen(topic: Topic, onNotice: () => void): Listening {
    const { options } = this.writer;
    if (options.type !== 'postgres' || options.url === undefined) return { close: () => Promise.resolve() };
    return listen(options.url, topic, onNotice);
  }

  /** A connection of its own, for work that must hold one (an advisory lock). PostgreSQL only. */
  connection() {
    return this.writer.createQueryRunner();
  }

  async close(): Promise<void> {
    await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
