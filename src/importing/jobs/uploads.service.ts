import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { ScopeTooSmall } from '../../access/access-problems';
import { keyNameOf, scopeOf, type Identity } from '../../access/identity';
import { Database } from '../../database/database';
import { decodeCursor } from '../../http/cursor';
import { pageOf, type Page } from '../../http/page';
import type { PageQuery } from '../../http/page.query';
import type { Person } from '../writing/resolve-mentions';
import type { ReadingOptions } from '../reading/reading-options';
import type { Scale } from '../reading/scale';
import { holdsDemo } from '../writing/demo-mark';
import { ImportQueue, type ImportJob, type ImportJobOptions } from './import-queue';
import { ImportRunner } from './import-runner';
import { DemoInTheWay, FileMissing, ImportNotFound, NothingToForce, UnknownParts } from './upload-problems';

/** What the list of imports is sorted by, as its cursors have it. */
const ORDER = 'id';

/** What an upload leaves on the disk: a file of some random name. */
export interface Upload {
  readonly path: string;
  /** As the client calls it. */
  readonly originalname: string;
}

/** What is to be done with an upload; without `existing`, nothing may be in its way. */
export interface WantedImport {
  readonly dryRun: boolean;
  readonly existing: 'keep' | 'replace' | null;
  readonly scale: Scale | null;
  readonly reading: ReadingOptions;
  readonly person: Person;
  /** Replace though hardly anything would land. */
  readonly force: boolean;
}

/** Takes files in, to be imported in the background. */
@Injectable()
export class UploadsService {
  constructor(
    private readonly database: Database,
    private readonly queue: ImportQueue,
    private readonly runner: ImportRunner,
  ) {}

  /**
   * Have an upload wait for its turn. `otherParts`: names of what else was in the form. What is refused leaves no file
   * behind. Throws UnknownParts, FileMissing, NothingToForce, ScopeTooSmall, DemoInTheWay.
   */
  async submit(
    file: Upload | undefined,
    otherParts: readonly string[],
    wanted: WantedImport,
    caller: Identity | null,
  ): Promise<ImportJob> {
    const held = scopeOf(caller) ?? 'leitura';
    try {
      if (otherParts.length > 0) throw new UnknownParts(otherParts);
      if (!file) throw new FileMissing();
      if (wanted.force && wanted.existing !== 'replace') throw new NothingToForce();
      if (wanted.existing === 'replace' && held !== 'admin') throw new ScopeTooSmall(held, 'admin');
      if (wanted.existing === null && (await holdsDemo(this.database))) throw new DemoInTheWay();
      return await this.enqueue(file, { ...wanted, existing: wanted.existing ?? 'keep' }, keyNameOf(caller));
    } catch (error) {
      if (file) await rm(file.path, { force: true });
      throw error;
    }
  }

  /** One page of all imports, newest first. Throws InvalidFields on a cursor that is none. */
  async list({ limite: limit, cursor }: PageQuery): Promise<Page<ImportJob>> {
    const before = cursor === undefined ? null : decodeCursor(cursor, ORDER, 'integer').id;
    const jobs = await this.queue.list(limit + 1, before);
    const page = pageOf(jobs, limit, ({ id }) => ({ order: ORDER, value: id, id }));
    return { ...page, total: await this.queue.count() };
  }

  /** Throws ImportNotFound. */
  async get(id: number): Promise<ImportJob> {
    const job = await this.queue.get(id);
    if (!job) throw new ImportNotFound(id);
    return job;
  }

  private async enqueue(file: Upload, options: ImportJobOptions, keyName: string | null): Promise<ImportJob> {
    const name = nameOf(file);
    // Files are recognised by their names, so it gets its own back, in a folder where no other file is.
    const folder = await mkdtemp(join(dirname(file.path), 'importacao-'));
    const path = join(folder, name);
    await rename(file.path, path);
    const id = await this.queue
      .enqueue({ file: name, path, options }, this.runner.owner, keyName)
      .catch(async (error: unknown) => {
        await rm(folder, { recursive: true, force: true });
        throw error;
      });
    // The database lets any number of imports wait.
    if (id === null) throw new Error(`the import of ${name} was not let in`);
    const job = await this.get(id);
    void this.runner.look();
    return job;
  }
}

/** The name of an upload, without folders or anything that a file system could take amiss. */
export function nameOf({ originalname }: Upload): string {
  // Browsers send UTF-8; the parser takes it for Latin-1.
  const name = basename(Buffer.from(originalname, 'latin1').toString().replaceAll('\\', '/'));
  return (
    name
      .replace(/[^\p{L}\p{N}._ ()-]/gu, '_')
      .slice(-100)
      .replace(/^\.+/, '') || 'arquivo'
  );
}
