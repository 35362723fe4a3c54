import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import sqlite3 from 'sqlite3';
import type { ClientBase } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { DatabaseLocation } from '../config/settings';
import { DatabaseUnusable } from './database-unusable';
import { makeFolder } from './make-folder';
import { migrations } from './migrations/migrations';
import { say } from '../config/language';

/** How long a statement waits for another process that is writing the SQLite file, in milliseconds. */
const BUSY_TIMEOUT = 15_000;

/** How a pool of PostgreSQL connections is used. */
export interface PoolOptions {
  /** Most connections at a time. */
  readonly poolSize: number;
  /** Longest that a statement may run, in milliseconds; 0 is no limit. */
  readonly statementTimeout: number;
}

/**
 * How long a transaction may stand still before PostgreSQL ends it, in milliseconds: its client may be gone for good, and
 * others wait for what it has locked. Of requests, and of work that computes in between.
 */
const IDLE_IN_TRANSACTION_MS = { requests: 20_000, work: 120_000 };

/** For work that nobody waits for. */
export const unlimited: PoolOptions = { poolSize: 10, statementTimeout: 0 };

/** What is asked when a connection to PostgreSQL is made … */
interface ConnectionHooks {
  /** … before: what it goes over; … */
  readonly stream?: () => Socket;
  /** … and after. */
  readonly onConnect?: (client: ClientBase) => Promise<void>;
}

/** TypeORM turns on long stack traces, for which the driver makes an error of every call, though it succeed. */
const quietSqlite = { verbose: () => sqlite3 };

/**
 * TypeORM options for one database. The only file that names the drivers: see docs/decisions for the way out of
 * `sqlite3`, should it ever be needed.
 */
export function dataSourceOptions(
  location: DatabaseLocation,
  entities: DataSourceOptions['entities'],
  { poolSize, statementTimeout }: PoolOptions = unlimited,
  hooks: ConnectionHooks = {},
): DataSourceOptions {
  const common = { entities, synchronize: false, migrations, migrationsTableName: 'migracoes' };
  return location.dialect === 'sqlite'
    ? {
        ...common,
        type: 'sqlite',
        database: location.file,
        driver: quietSqlite,
        enableWAL: true,
        busyTimeout: BUSY_TIMEOUT,
      }
    : {
        ...common,
        type: 'postgres',
        url: location.url,
        // Identifiers and times are BIGINT and fit a double: numbers, not strings.
        parseInt8: true,
        connectTimeoutMS: 10_000,
        poolSize,
        extra: {
          statement_timeout: statementTimeout,
          idle_in_transaction_session_timeout:
            statementTimeout === 0 ? IDLE_IN_TRANSACTION_MS.work : IDLE_IN_TRANSACTION_MS.requests,
          idleTimeoutMillis: 10_000,
          keepAlive: true,
          keepAliveInitialDelayMillis: 10_000,
          ...hooks,
        },
        applicationName: 'centroide',
      };
}

/** How long the first connection may take, in milliseconds: a disk or a network that is stuck is told, not waited for. */
const CONNECT_MS = 18_000;

/** Connect for the first time. Throws DatabaseUnusable. */
export async function connect(location: DatabaseLocation, options: DataSourceOptions): Promise<DataSource> {
  let patience: NodeJS.Timeout | undefined;
  const stuck = new Promise<never>((_, reject) => {
    patience = setTimeout(
      () => reject(new Error(say(`não respondeu em ${CONNECT_MS / 1000} s`, `no answer in ${CONNECT_MS / 1000} s`))),
      CONNECT_MS,
    );
  });
  try {
    return await Promise.race([open(location, options), stuck]);
  } catch (error) {
    throw new DatabaseUnusable(location, error);
  } finally {
    clearTimeout(patience);
  }
}

async function open(location: DatabaseLocation, options: DataSourceOptions): Promise<DataSource> {
  if (location.dialect === 'sqlite') await makeFolder(dirname(location.file));
  return new DataSource(options).initialize();
}
