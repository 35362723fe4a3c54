import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config/settings';
import { Database } from '../../src/database/database';
import { partition } from '../../src/database/postgres/partition';
import { oncePerRun, runFolder, runId } from './once-per-run';
import { describeWith, postgres } from './requirements';

/** What several test files want a database to hold from the start: made once in a run, and copied for each test. */
export interface Contents {
  /** Lower-case letters, digits and `_`. */
  readonly name: string;
  /** What it holds before it is filled; nothing if left out. */
  readonly upon?: Contents;
  /** Fill the database, and leave it closed. */
  readonly fill: (location: DatabaseLocation) => Promise<void>;
}

/** Tables with nothing in them. To bring each test's database up to date anew costs a tenth of a second of a processor. */
const upToDate: Contents = {
  name: 'up_to_date',
  fill: async (location) => (await Database.open(location)).close(),
};

/** Make a database, empty unless told otherwise, and say where it is: for a test that starts a process on it or opens it twice. */
export type CreateDatabase = (contents?: Contents) => Promise<DatabaseLocation>;

/** Make an empty database and open it, its schema up to date. Each call makes another one. */
export type OpenDatabase = () => Promise<Database>;

/** Into how many partitions ratings and events of the databases are divided that are described now; null: not at all. */
let partitions: number | null = null;

/**
 * Run the tests of whole files once more, on PostgreSQL alone, with ratings and events in so many partitions.
 *
 * ```ts
 * onPartitions(32, () => jest.requireActual('../http/ratings.spec'));
 * ```
 */
export function onPartitions(count: number, load: () => void): void {
  partitions = count;
  try {
    describe(`in ${count} partitions`, load);
  } finally {
    partitions = null;
  }
}

/** The same contents in partitions; of nothing, which a server would bring up to date, the tables. */
function divided(contents: Contents = upToDate, count: number): Contents {
  return {
    name: `${contents.name}_in_${count}`,
    upon: contents,
    fill: async (location) => {
      const database = await Database.open(location);
      try {
        await partition(database, count);
      } finally {
        await database.close();
      }
    },
  };
}

/**
 * Run a describe block on SQLite and, where TEST_POSTGRES_URL names a server, on PostgreSQL. What the block opens is
 * closed, and what it creates is removed, when the block has ended.
 *
 * ```ts
 * eachDatabase('a film', (open) => {
 *   let database: Database;
 *   beforeEach(async () => (database = await open()));
 *   it('is stored', () => ...);
 * });
 * ```
 */
export function eachDatabase(title: string, body: (open: OpenDatabase, create: CreateDatabase) => void): void {
  if (partitions === null) describe(`${title} (SQLite)`, () => within(body, sqliteFiles()));
  withPostgres(`${title} (PostgreSQL)`, body);
}

/** A describe block on PostgreSQL only: what a file cannot do, such as being away. */
export function withPostgres(title: string, body: (open: OpenDatabase, create: CreateDatabase) => void): void {
  describeWith(postgres, title, () => within(body, postgresDatabases(postgres.url)));
}

/** A describe block on temporary SQLite files only. */
export function withSqlite(title: string, body: (open: OpenDatabase, create: CreateDatabase) => void): void {
  if (partitions === null) describe(title, () => within(body, sqliteFiles()));
}

interface Maker {
  create: CreateDatabase;
  removeAll: () => Promise<void>;
}

function within(body: (open: OpenDatabase, create: CreateDatabase) => void, maker: Maker): void {
  const opened: Database[] = [];
  const open = async (): Promise<Database> => {
    const database = await Database.open(await maker.create(upToDate));
    opened.push(database);
    return database;
  };
  body(open, maker.create);
  // After what the block itself does at its end: a server must be closed before its database goes.
  afterAll(async () => {
    // A test may have closed its database itself.
    for (const database of opened) await database.close().catch(() => undefined);
    await maker.removeAll();
  });
}

function sqliteFiles(): Maker {
  const folders: string[] = [];
  return {
    create: async (contents) => {
      const folder = await mkdtemp(join(tmpdir(), 'centroide-test-'));
      folders.push(folder);
      const file = join(folder, 'centroide.db');
      if (contents) await copyFile(await sqliteTemplate(contents), file);
      return { dialect: 'sqlite', file };
    },
    removeAll: async () => {
      for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Databases of a PostgreSQL server, for tests of that alone. */
export function postgresDatabases(serverUrl: string): Maker {
  const names: string[] = [];
  const count = partitions;
  return {
    create: async (given) => {
      const name = `centroide_test_${randomBytes(6).toString('hex')}`;
      const contents = count === null ? given : divided(given, count);
      const template = contents ? await postgresTemplate(serverUrl, contents) : 'template1';
      await onServer(serverUrl, [`CREATE DATABASE ${name} TEMPLATE ${template}`]);
      names.push(name);
      return locationOf(serverUrl, name);
    },
    removeAll: () =>
      onServer(
        serverUrl,
        names.splice(0).map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      ),
  };
}

/** A file that holds the contents. */
async function sqliteTemplate({ name, upon, fill }: Contents): Promise<string> {
  const file = join(runFolder(), `${name}.db`);
  const below = upon && (await sqliteTemplate(upon));
  await oncePerRun(`sqlite_${name}`, async () => {
    if (below) await copyFile(below, file);
    await fill({ dialect: 'sqlite', file });
  });
  return file;
}

const templatePrefix = (): string => `centroide_run_${runId()}_`;

/** The name of a database that holds the contents. */
async function postgresTemplate(serverUrl: string, { name, upon, fill }: Contents): Promise<string> {
  const template = templatePrefix() + name;
  const below = upon ? await postgresTemplate(serverUrl, upon) : 'template1';
  await oncePerRun(`postgres_${name}`, async () => {
    await onServer(serverUrl, [`CREATE DATABASE ${template} TEMPLATE ${below}`]);
    await fill(locationOf(serverUrl, template));
  });
  return template;
}

/** Remove the databases that this run has copied from. */
export async function removeTemplates(): Promise<void> {
  if (!postgres.available) return;
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE starts_with(datname, '${templatePrefix()}')`,
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await client.end();
}

function locationOf(serverUrl: string, database: string): DatabaseLocation {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return { dialect: 'postgres', url: url.href };
}

async function onServer(url: string, statements: string[]): Promise<void> {
  if (statements.length === 0) return;
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
