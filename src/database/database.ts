import type { OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { DatabaseLocation } from '../config/settings';
import { dataSourceOptions, migrate, unlimited, type PoolOptions } from './data-source';
import { DatabaseUnusable } from './database-unusable';
import { locks, type HeldLock, type LockName } from './locks';
import { listen, notify, type Listening, type Topic } from './notices';
import { oneAtATime } from './one-at-a-time';
import { PreparedStatements } from './prepared';
import { Replica } from './replica';
import { tryRowLock } from './row-lock';
import { postgresSnapshot, sqliteSnapshot, type Snapshot } from './snapshot';

export type SqlValue = string | number | null | Buffer;

/** How PostgreSQL is used; what is left out is as for work that nobody waits for. */
export interface DatabaseUse extends PoolOptions {
  /** Address of a read replica; null for none. */
  readonly readUrl: string | null;
}

/** Connections to PostgreSQL at one moment. */
export interface PoolState {
  readonly max: number;
  readonly idle: number;
  readonly busy: number;
  /** How many wait for one. */
  readonly waiting: number;
}

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
  private readonly prepared: PreparedStatements | null;

  private constructor(
    readonly dialect: 'sqlite' | 'postgres',
    private readonly reader: DataSource,
    private readonly writer: DataSource,
    private readonly replica: Replica | null = null,
  ) {
    this.prepared = dialect === 'sqlite' ? new PreparedStatements(reader) : null;
  }

  /** Connect, bring the schema up to date, and be ready. */
  static async open(
    location: DatabaseLocation,
    entities: DataSourceOptions['entities'] = [],
    use: Partial<DatabaseUse> = {},
  ): Promise<Database> {
    // Migrations take as long as they take, whatever the limit of the statements of requests.
    const migrator = await new DataSource(dataSourceOptions(location, entities))
      .initialize()
      .catch((error: unknown) => {
        throw new DatabaseUnusable(location, error);
      });
    try {
      await migrate(migrator);
    } catch (error) {
      await migrator.destroy();
      throw error;
    }
    if (location.dialect === 'postgres') {
      await migrator.destroy();
      return Database.openPostgres(location.url, entities, { ...unlimited, ...use });
    }
    const reader = await new DataSource(dataSourceOptions(location, entities)).initialize();
    await reader.query('PRAGMA query_only = ON');
    return new Database('sqlite', reader, migrator);
  }

  private static async openPostgres(
    url: string,
    entities: DataSourceOptions['entities'],
    { readUrl, ...pool }: PoolOptions & Partial<DatabaseUse>,
  ): Promise<Database> {
    const at = (address: string) => dataSourceOptions({ dialect: 'postgres', url: address }, entities, pool);
    const primary = await new DataSource(at(url)).initialize();
    return new Database('postgres', primary, primary, readUrl ? new Replica(at(readUrl)) : null);
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
   * Run one reading statement whose answer may be a moment old: on the read replica, where there is one. Not for what
   * somebody has just written and asks for again.
   */
  queryStale<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    const onPrimary = () => this.query<Row>(sql, parameters);
    return this.replica ? this.replica.query(sql, parameters, onPrimary) : onPrimary();
  }

  /** The connections to PostgreSQL; null on SQLite. */
  get pool(): PoolState | null {
    if (this.dialect === 'sqlite') return null;
    const { master } = this.writer.driver as unknown as { master: Pool };
    const { totalCount, idleCount, waitingCount, options } = master;
    return { max: options.max, idle: idleCount, busy: totalCount - idleCount, waiting: waitingCount };
  }

  /**
   * The same as `query` for a statement that requests wait for: on SQLite it is prepared once and kept, which takes a
   * third of the time. Only for texts that are written in the code, so that there are few. (On PostgreSQL a pooler between
   * may hand each statement to another connection, so none is kept there.)
   */
  frequent<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return this.prepared ? this.prepared.all<Row>(sql, parameters) : this.query<Row>(sql, parameters);
  }

  /** A table expression of the integers in a parameter that is a JSON array, in a column named `value`. */
  integersIn(place = '$1'): string {
    return this.dialect === 'sqlite'
      ? `json_each(${place})`
      : `(SELECT texto::bigint AS value FROM json_array_elements_text(${place}::json) AS lista (texto)) AS numeros`;
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

  /** Take a lock and hold it, across transactions, until it is released; null while another process holds it. */
  tryLock(name: LockName): Promise<HeldLock | null> {
    return this.dialect === 'postgres' ? this.tryAdvisoryLock(locks[name].number) : tryRowLock(this, name);
  }

  /** PostgreSQL lets go of it by itself when the connection of a dead holder closes. */
  private async tryAdvisoryLock(lock: number): Promise<HeldLock | null> {
    const holder = this.writer.createQueryRunner();
    let taken = false;
    try {
      [{ taken }] = (await holder.query('SELECT pg_try_advisory_lock($1) AS taken', [lock])) as { taken: boolean }[];
    } finally {
      if (!taken) await holder.release();
    }
    if (!taken) return null;
    return {
      release: async () => {
        try {
          await holder.query('SELECT pg_advisory_unlock($1)', [lock]);
        } finally {
          await holder.release();
        }
      },
    };
  }

  async close(): Promise<void> {
    await this.replica?.close();
    await this.prepared?.close();
    await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}
