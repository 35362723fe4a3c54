import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { Connections } from '../connections';
import { connect, dataSourceOptions } from '../data-source';
import { migrate } from '../migrate';
import type { Listening } from '../notices';
import { oneAtATime } from '../one-at-a-time';
import type { Snapshot } from '../snapshot';
import type { SqlValue } from '../sql-value';
import { CommitWatch } from './commit-watch';
import { OpenedFiles } from './opened-files';
import { PreparedStatements } from './prepared-statements';

/**
 * TypeORM keeps a single connection per SQLite data source, so two transactions on it would nest, and a rollback of one
 * would take the other's acknowledged writes with it. Here readers have a connection that cannot write, and all writing
 * goes through another, one transaction after the other.
 */
export class SqliteConnections implements Connections {
  readonly pool = null;
  private readonly inTurn = oneAtATime();
  private readonly prepared: PreparedStatements;
  /** While it is open. */
  private watch: CommitWatch | null;

  private constructor(
    readonly reader: DataSource,
    private readonly writer: DataSource,
    private readonly files: OpenedFiles,
    file: string,
  ) {
    this.prepared = new PreparedStatements(reader);
    this.watch = CommitWatch.of(file);
  }

  static async open(file: string, entities: DataSourceOptions['entities']): Promise<SqliteConnections> {
    const location = { dialect: 'sqlite', file } as const;
    const options = dataSourceOptions(location, entities);
    const writer = await connect(location, options);
    try {
      await migrate(writer);
      return new SqliteConnections(await connectToRead(options), writer, await OpenedFiles.of(file), file);
    } catch (error) {
      await writer.destroy();
      throw error;
    }
  }

  assertUsable(): void {
    this.files.assertThere();
  }

  queryStale<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    return this.reader.query<Row[]>(sql, [...parameters]);
  }

  queryPrepared<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    return this.prepared.all<Row>(sql, parameters);
  }

  commits(): number | null {
    return this.watch?.count() ?? null;
  }

  write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.inTurn(async () => {
      // IMMEDIATE: wait for other processes now; a transaction that turns to writing later is refused at once instead.
      await this.writer.query('BEGIN IMMEDIATE');
      try {
        const result = await work(this.writer.manager);
        await this.assertFindable();
        await this.writer.query('COMMIT');
        return result;
      } catch (error) {
        // SQLite has rolled back by itself after some errors (a full disk): the first error is the one to tell.
        await this.writer.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  writeOne<Result>(statement: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.inTurn(async () => {
      const result = await statement(this.writer.manager);
      await this.assertFindable();
      return result;
    });
  }

  /** In WAL mode, a reading transaction sees what was there when it began, and keeps nobody from writing. */
  async snapshot(): Promise<Snapshot> {
    // It only runs SQL: to learn what entities there are would take longer than to connect.
    const own = await connectToRead({ ...this.reader.options, entities: [] });
    await own.query('BEGIN');
    return {
      query: <Row>(sql: string, parameters: readonly SqlValue[] = []) => own.query<Row[]>(sql, [...parameters]),
      close: () => own.destroy(),
    };
  }

  /** Nothing is ever heard. */
  listen(): Listening {
    return { close: () => Promise.resolve() };
  }

  async close(): Promise<void> {
    this.watch = null;
    this.files.close();
    await this.prepared.close();
    await this.reader.destroy();
    if (this.writer.isInitialized) await this.writer.destroy();
  }

  /** What goes into a file that nobody will find again is not to be acknowledged. */
  private async assertFindable(): Promise<void> {
    await this.files.look();
    this.files.assertThere();
  }
}

async function connectToRead(options: DataSourceOptions): Promise<DataSource> {
  const reader = await new DataSource(options).initialize();
  await reader.query('PRAGMA query_only = ON');
  return reader;
}
