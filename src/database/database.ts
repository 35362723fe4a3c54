import type { OnApplicationShutdown } from '@nestjs/common';
import type { DataSourceOptions, EntityManager } from 'typeorm';
import type { DatabaseLocation } from '../config/settings';
import { BrokenInvariant } from '../invariants';
import { Accompanied, accompaniedWork, type Companion } from './accompanied';
import { untilNobodyIsInTheWay } from './again';
import type { Connections, PoolState } from './connections';
import { unlimited, type PoolOptions } from './data-source';
import type { Dialect } from './dialect';
import type { Listening, Topic } from './notices';
import { PostgresConnections } from './postgres/postgres-connections';
import { postgresDialect } from './postgres/postgres-dialect';
import type { Snapshot } from './snapshot';
import type { SqlValue } from './sql-value';
import { SqliteConnections } from './sqlite/sqlite-connections';
import { sqliteDialect } from './sqlite/sqlite-dialect';

/** How PostgreSQL is used; what is left out is as for work that nobody waits for. */
export interface DatabaseUse extends PoolOptions {
  /** Address of a read replica; null for none. */
  readonly readUrl: string | null;
}

/**
 * The database, with one door for reading and one for writing. SQL is written once for both dialects, parameters as
 * `$1`, `$2`, … in the order in which they appear; what must be said to each in its own way is in {@link dialect}.
 */
export class Database implements OnApplicationShutdown {
  private constructor(
    readonly dialect: Dialect,
    private readonly connections: Connections,
  ) {}

  /** Connect, bring the schema up to date, and be ready. Throws DatabaseUnusable when there is no connection. */
  static async open(
    location: DatabaseLocation,
    entities: DataSourceOptions['entities'] = [],
    use: Partial<DatabaseUse> = {},
  ): Promise<Database> {
    if (location.dialect === 'sqlite')
      return new Database(sqliteDialect, await SqliteConnections.open(location.file, entities));
    const { readUrl = null, ...pool } = use;
    const connections = await PostgresConnections.open(location.url, entities, { ...unlimited, ...pool }, readUrl);
    return new Database(postgresDialect, connections);
  }

  /** TypeORM's manager for reading; writing through it fails on SQLite. In accompanied work, `committed` comes before. */
  get manager(): EntityManager {
    if (accompaniedWork()?.isHolding) throw new BrokenInvariant('what was just written is not committed yet');
    return this.usable.reader.manager;
  }

  /** Run one reading statement and return its rows. */
  async query<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    await this.committed();
    return this.usable.reader.query<Row[]>(sql, [...parameters]);
  }

  /**
   * Run one reading statement whose answer may be a moment old: on the read replica, where there is one. Not for what
   * somebody has just written and asks for again.
   */
  async queryStale<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    await this.committed();
    return this.usable.queryStale<Row>(sql, parameters);
  }

  /**
   * The same as `query` for a statement that requests wait for: on SQLite it is prepared once and kept, which takes a
   * third of the time. Only for texts that are written in the code, so that there are few.
   */
  async queryPrepared<Row>(sql: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    await this.committed();
    return this.usable.queryPrepared<Row>(sql, parameters);
  }

  /**
   * A number that is another one after each commit, whoever made it, and costs next to nothing to ask for: what was read after it was
   * told holds for as long as the same is told. Null where that is not known: on PostgreSQL, and where the system does not tell.
   */
  commits(): number | null {
    return this.usable.commits();
  }

  /**
   * Run `work` in one transaction that is committed when it resolves and rolled back when it throws. Where others were in
   * the way, or `again` says so of the error, it is run anew, some times: it keeps nothing of an attempt that failed.
   * Inside, use `insert`, `update`, `upsert`, `delete` or SQL: `save` and `remove` open transactions of their own.
   */
  write<Result>(
    work: (transaction: EntityManager) => Promise<Result>,
    again?: (error: unknown) => boolean,
  ): Promise<Result> {
    const run = <Each>(one: (transaction: EntityManager) => Promise<Each>) =>
      untilNobodyIsInTheWay(async () => this.usable.write(one), again);
    return accompaniedWork()?.write(run, work) ?? run(work);
  }

  /**
   * Run one writing statement that nothing else goes with. It has no transaction around it, in which this process could be
   * stopped, by whoever freezes a machine, with what it locks in hand: others would wait for as long.
   */
  async writeOne<Result>(statement: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    await this.committed();
    return untilNobodyIsInTheWay(async () => this.usable.writeOne(statement));
  }

  /** Do a piece of work, and have `companion` stand in the transaction of what it writes: see {@link Accompanied}. */
  accompany<Result>(companion: Companion, work: () => Promise<Result>): Promise<Result> {
    return new Accompanied(companion).carryOut(work, (one) => this.write(one));
  }

  /** What accompanied work has written so far is there for everybody to see; of all other work it is anyway. */
  committed(): Promise<void> | undefined {
    return accompaniedWork()?.settle();
  }

  /** The database as it is now, for reading at length. To be closed. */
  async snapshot(): Promise<Snapshot> {
    await this.committed();
    return this.usable.snapshot();
  }

  /** Tell other processes, once the transaction is committed. On SQLite nobody hears it: whoever waits looks as well. */
  notify(transaction: EntityManager, topic: Topic): Promise<void> {
    return this.dialect.notify(transaction, topic);
  }

  /** Hear what other processes tell. On SQLite nothing is ever heard. */
  listen(topic: Topic, onNotice: () => void): Listening {
    return this.connections.listen(topic, onNotice);
  }

  /** The connections to PostgreSQL; null on SQLite. */
  get pool(): PoolState | null {
    return this.connections.pool;
  }

  close(): Promise<void> {
    return this.connections.close();
  }

  onApplicationShutdown(): Promise<void> {
    return this.close();
  }

  private get usable(): Connections {
    this.connections.assertUsable();
    return this.connections;
  }
}
