import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import type { Connections, PoolState } from '../connections';
import { connect, dataSourceOptions, unlimited, type PoolOptions } from '../data-source';
import { migrate } from '../migrate';
import type { Listening, Topic } from '../notices';
import type { Snapshot } from '../snapshot';
import type { SqlValue } from '../sql-value';
import { Pulse } from './pulse';
import { Replica } from './replica';

/** What the answer to a statement may take beyond the limit that PostgreSQL itself keeps, in milliseconds. */
const LATE_MS = 5_000;

/** One pool for reading and writing, and perhaps a read replica. */
export class PostgresConnections implements Connections {
  private constructor(
    private readonly pulse: Pulse,
    readonly reader: DataSource,
    private readonly replica: Replica | null,
  ) {}

  static async open(
    url: string,
    entities: DataSourceOptions['entities'],
    pool: PoolOptions,
    readUrl: string | null,
  ): Promise<PostgresConnections> {
    const pulse = new Pulse(url, ['modelo', 'trabalhos']);
    try {
      await migrateAt(url, entities, pulse);
      const options = watchedOptions(url, entities, pool, pulse);
      const primary = await new DataSource(options).initialize();
      return new PostgresConnections(pulse, primary, readUrl === null ? null : replicaAt(readUrl, entities, pool));
    } catch (error) {
      await pulse.close();
      throw error;
    }
  }

  get pool(): PoolState {
    const { master } = this.reader.driver as unknown as { master: Pool };
    const { totalCount, idleCount, waitingCount, options } = master;
    return { max: options.max, idle: idleCount, busy: totalCount - idleCount, waiting: waitingCount };
  }

  /** What is the matter with it shows in each statement. */
  assertUsable(): void {
    // Nothing to look at.
  }

  queryStale<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    const onPrimary = () => this.reader.query<Row[]>(sql, [...parameters]);
    return this.replica ? this.replica.query(sql, parameters, onPrimary) : onPrimary();
  }

  /** A pooler between may hand each statement to another connection, so none is kept prepared. */
  queryPrepared<Row>(sql: string, parameters: readonly SqlValue[]): Promise<Row[]> {
    return this.reader.query<Row[]>(sql, [...parameters]);
  }

  /** Only the server knows. */
  commits(): null {
    return null;
  }

  write<Result>(work: (transaction: EntityManager) => Promise<Result>): Promise<Result> {
    return this.reader.transaction(work);
  }

  writeOne<Result>(statement: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return statement(this.reader.manager);
  }

  async snapshot(): Promise<Snapshot> {
    const own = this.reader.createQueryRunner();
    await own.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Its reader may be slow.
    await own.query('SET LOCAL statement_timeout = 0');
    await own.query('SET LOCAL idle_in_transaction_session_timeout = 0');
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
    return this.pulse.listen(topic, onNotice);
  }

  async close(): Promise<void> {
    await this.replica?.close();
    await this.reader.destroy();
    // Last: until then it ends what waits in vain.
    await this.pulse.close();
  }
}

async function migrateAt(url: string, entities: DataSourceOptions['entities'], pulse: Pulse): Promise<void> {
  // Migrations take as long as they take, whatever the limit of the statements of requests.
  const migrator = await connect({ dialect: 'postgres', url }, watchedOptions(url, entities, unlimited, pulse));
  try {
    pulse.start();
    await migrate(migrator);
  } finally {
    await migrator.destroy();
  }
}

function replicaAt(url: string, entities: DataSourceOptions['entities'], pool: PoolOptions): Replica {
  const pulse = new Pulse(url);
  return new Replica(watchedOptions(url, entities, pool, pulse), pulse);
}

function watchedOptions(url: string, entities: DataSourceOptions['entities'], pool: PoolOptions, pulse: Pulse) {
  const limitMs = pool.statementTimeout === 0 ? 0 : pool.statementTimeout + LATE_MS;
  return dataSourceOptions({ dialect: 'postgres', url }, entities, pool, {
    stream: () => pulse.socket(),
    onConnect: async (client) => {
      pulse.watch(client, limitMs);
      // What PostgreSQL compiles of a statement over 32 partitions took it 25 s, to be executed in 30 ms.
      await client.query('SET jit = off');
    },
  });
}
