import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { Connections, PoolState } from '../connections';
import { connect, dataSourceOptions, type PoolOptions } from '../data-source';
import { migrate } from '../migrate';
import type { Listening, Topic } from '../notices';
import type { Snapshot } from '../snapshot';
import type { SqlValue } from '../sql-value';
import { listen } from './listen';
import { Replica } from './replica';

/** One pool for reading and writing, and perhaps a read replica. */
export class PostgresConnections implements Connections {
  private constructor(
    private readonly url: string,
    readonly reader: DataSource,
    private readonly replica: Replica | null,
  ) {}

  static async open(
    url: string,
    entities: DataSourceOptions['entities'],
    pool: PoolOptions,
    readUrl: string | null,
  ): Promise<PostgresConnections> {
    const location = { dialect: 'postgres', url } as const;
    // Migrations take as long as they take, whatever the limit of the statements of requests.
    const migrator = await connect(location, dataSourceOptions(location, entities));
    try {
      await migrate(migrator);
    } finally {
      await migrator.destroy();
    }
    const primary = await new DataSource(dataSourceOptions(location, entities, pool)).initialize();
    const replica =
      readUrl === null ? null : new Replica(dataSourceOptions({ dialect: 'postgres', url: readUrl }, entities, pool));
    return new PostgresConnections(url, primary, replica);
  }

  get pool(): PoolState {
    const { master } = this.reader.driver as unknown as { master: Pool };
    const { totalCount, idleCount, waitingCount, options } = master;
    return { max: options.max, idle: idleCount, busy: totalCount - idleCount, waiting: waitingCount };
  }

  queryStale<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    const onPrimary = () => this.reader.query<Row[]>(sql, [...parameters]);
    return this.replica ? this.replica.query(sql, parameters, onPrimary) : onPrimary();
  }

  /** A pooler between may hand each statement to another connection, so none is kept prepared. */
  queryPrepared<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    return this.reader.query<Row[]>(sql, [...parameters]);
  }

  write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.reader.transaction(work);
  }

  async snapshot(): Promise<Snapshot> {
    const own = this.reader.createQueryRunner();
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

  listen(topic: Topic, onNotice: () => void): Listening {
    return listen(this.url, topic, onNotice);
  }

  async close(): Promise<void> {
    await this.replica?.close();
    await this.reader.destroy();
  }
}
