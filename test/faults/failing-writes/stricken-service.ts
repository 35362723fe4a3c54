import type { Dirent } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { KeysService } from '../../../src/access/keys.service';
import type { DatabaseLocation } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
import type { OwnPostgres } from '../../support/own-postgres';
import { databaseUrl, startProgram, startServerProgram, type ServerProgram } from '../../support/program';
import { train } from '../../support/training';
import { addTastes } from '../../support/two-tastes';
import { until } from '../../support/until';
import { FailingWrites } from './failing-writes';

/** What came of an operation. */
export interface Outcome {
  readonly acknowledged: boolean;
  /** What was answered, for whoever looks for the fault. */
  readonly told: string;
}

const KEPT_BESIDE = /-(wal|shm|journal)$|^antes-de-substituir-\w+\.db$/;

/** A server, and programs beside it, on a database whose writes fail when they are told to. */
export class StrickenService {
  private constructor(
    private readonly location: DatabaseLocation,
    /** Where the database is, if it is a file, and what the server keeps. */
    private readonly folder: string,
    readonly writes: FailingWrites,
    /** Looks on, without faults. */
    readonly database: Database,
    private readonly key: string,
    private readonly server: ServerProgram,
    /** Set the database up again, if it has fallen. */
    private readonly raise: () => Promise<void>,
  ) {}

  /** Our own processes write, to the database and beside it. To be closed. */
  static async onSqlite(location: DatabaseLocation): Promise<StrickenService> {
    if (location.dialect !== 'sqlite') throw new Error('on PostgreSQL another program writes');
    const folder = dirname(location.file);
    const writes = await FailingWrites.below(folder);
    return StrickenService.start(location, folder, writes, writes.environment, () => Promise.resolve());
  }

  /** The writes of PostgreSQL fail. To be closed; PostgreSQL stays. */
  static async onPostgres(postgres: OwnPostgres): Promise<StrickenService> {
    const folder = await mkdtemp(join(tmpdir(), 'centroide-stricken-'));
    const writes = await FailingWrites.below(postgres.data);
    const raise = () => postgres.start(writes.environment);
    await postgres.stop('fast');
    await raise();
    return StrickenService.start(postgres.location, folder, writes, {}, raise);
  }

  /** With a few people and films, and versions 1 and 2 of a model. */
  private static async start(
    location: DatabaseLocation,
    folder: string,
    writes: FailingWrites,
    environment: NodeJS.ProcessEnv,
    raise: () => Promise<void>,
  ): Promise<StrickenService> {
    const database = await Database.open(location, entities);
    await addTastes(database);
    for (let n = 0; n < 2; n++) await train(database, { origin: 'comando', tuning: 'nunca' });
    const { text } = await new KeysService(database, Date.now, () => performance.now()).create('teste', 'admin');
    await mkdir(join(folder, 'tmp'));
    const server = await startServerProgram(location, {
      ...{ TRAINER: 'embedded', TMPDIR: join(folder, 'tmp'), LOG_LEVEL: 'error' },
      ...environment,
    });
    return new StrickenService(location, folder, writes, database, text, server, raise);
  }

  get dialect(): DatabaseLocation['dialect'] {
    return this.location.dialect;
  }

  /** The file of the database. */
  get file(): string {
    if (this.location.dialect !== 'sqlite') throw new Error('PostgreSQL has many files');
    return this.location.file;
  }

  /** Until the database answers again, which may have to begin anew. */
  async recovered(): Promise<void> {
    await until('the database to answer again', async () => {
      await this.raise().catch(() => undefined);
      // PostgreSQL may be about to end itself, answering still: then this does not come to its end.
      return this.database.query(this.dialect === 'sqlite' ? 'SELECT 1' : 'CHECKPOINT').then(
        () => true,
        () => false,
      );
    });
    await until('the server to answer again', async () => (await this.send('GET', '/usuarios')).acknowledged);
  }

  /** A path beside the database. */
  beside(name: string): string {
    return join(this.folder, name);
  }

  /** The files that are there, but for what SQLite keeps beside a database, and whole copies of what was to be replaced. */
  async files(): Promise<string[]> {
    const entries = await this.entries();
    return entries.flatMap((entry) => (entry.isFile() && !KEPT_BESIDE.test(entry.name) ? entry.name : [])).sort();
  }

  /** Read again where a folder is removed while its parent is read. */
  private async entries(): Promise<Dirent[]> {
    try {
      return await readdir(this.folder, { recursive: true, withFileTypes: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      return this.entries();
    }
  }

  async send(method: string, path: string, body?: unknown): Promise<Outcome & { at: string }> {
    const isForm = body instanceof FormData;
    const response = await fetch(this.server.url + path, {
      method,
      headers: { Authorization: `Bearer ${this.key}`, ...(isForm ? {} : { 'Content-Type': 'application/json' }) },
      body: isForm ? body : JSON.stringify(body),
    });
    const told = `${response.status} ${await response.text()}`;
    return { acknowledged: response.ok, told, at: response.headers.get('location') ?? '' };
  }

  /** Ask for a job, and wait until it has ended. */
  async job(path: string, body: unknown): Promise<Outcome> {
    const asked = await this.send('POST', path, body);
    if (!asked.acknowledged) return asked;
    let told = '';
    await until('the end of the job', async () => {
      ({ told } = await this.send('GET', asked.at));
      return /"estado":"(conclu|falhou)/.test(told);
    });
    return { acknowledged: told.includes('"estado":"conclu'), told };
  }

  /** Run one of our programs to its end, on our database unless told otherwise. */
  async program(script: string, words: readonly string[], file = this.file): Promise<Outcome> {
    const environment = { ...this.writes.environment, DATABASE_URL: databaseUrl({ dialect: 'sqlite', file }) };
    const run = startProgram(script, words, environment, [], [0, 1]);
    const code = await run.ended;
    return { acknowledged: code === 0, told: `${code} ${run.output()}` };
  }

  async close(): Promise<void> {
    await this.server.kill('SIGTERM');
    await this.database.close();
    await this.writes.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
