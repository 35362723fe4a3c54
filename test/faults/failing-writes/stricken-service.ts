import type { Dirent } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KeysService } from '../../../src/access/keys.service';
import type { DatabaseLocation } from '../../../src/config/settings';
import { Database } from '../../../src/database/database';
import { entities } from '../../../src/entities';
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

/** A server on SQLite, and programs beside it, whose writes fail when they are told to. */
export class StrickenService {
  private constructor(
    readonly file: string,
    readonly writes: FailingWrites,
    /** Looks on, without faults. */
    readonly database: Database,
    private readonly key: string,
    private readonly server: ServerProgram,
  ) {}

  /** With a few people and films, and versions 1 and 2 of a model. To be closed. */
  static async start(location: DatabaseLocation): Promise<StrickenService> {
    if (location.dialect !== 'sqlite') throw new Error('on PostgreSQL another program writes');
    const folder = dirname(location.file);
    const database = await Database.open(location, entities);
    await addTastes(database);
    for (let n = 0; n < 2; n++) await train(database, { origin: 'comando', tuning: 'nunca' });
    const { text } = await new KeysService(database, Date.now, () => performance.now()).create('teste', 'admin');
    await mkdir(join(folder, 'tmp'));
    const writes = await FailingWrites.below(folder);
    const server = await startServerProgram(location, {
      ...{ TRAINER: 'embedded', TMPDIR: join(folder, 'tmp'), LOG_LEVEL: 'error' },
      ...writes.environment,
    });
    return new StrickenService(location.file, writes, database, text, server);
  }

  /** A path beside the database. */
  beside(name: string): string {
    return join(dirname(this.file), name);
  }

  /** The files that are there, but for what SQLite keeps beside a database, and whole copies of what was to be replaced. */
  async files(): Promise<string[]> {
    const entries = await this.entries();
    return entries.flatMap((entry) => (entry.isFile() && !KEPT_BESIDE.test(entry.name) ? entry.name : [])).sort();
  }

  /** Read again where a folder is removed while its parent is read. */
  private async entries(): Promise<Dirent[]> {
    try {
      return await readdir(dirname(this.file), { recursive: true, withFileTypes: true });
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
    const environment = {
      ...this.writes.environment,
      DATABASE_URL: databaseUrl({ dialect: 'sqlite', file }),
    };
    const run = startProgram(script, words, environment, [], [0, 1]);
    const code = await run.ended;
    return { acknowledged: code === 0, told: `${code} ${run.output()}` };
  }

  async close(): Promise<void> {
    await this.server.kill('SIGTERM');
    await this.database.close();
    await this.writes.close();
  }
}
