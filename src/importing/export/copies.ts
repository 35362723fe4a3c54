import { createWriteStream } from 'node:fs';
import { access, constants, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Settings } from '../../config/settings';
import type { Database } from '../../database/database';
import { makeFolder } from '../../database/make-folder';
import { backUp } from '../../database/sqlite/backup';
import { wholeFile } from '../../database/whole-file';
import type { Copied } from '../writing/replacement';
import { exportLines } from './export-lines';

/** How many copies are kept, the newest. */
const KEPT = 3;

/** What a copy is called, and what is left of one whose process was killed. */
const NAME = /^antes-de-substituir-\d{8}T\d{9}Z\.(db|ndjson)$/;
const REST = /^antes-de-substituir-.*\.parte/;

/** Copies of what is about to be replaced, in a folder that only this user may read: the last three. */
export class Copies {
  private readonly folder: string;

  constructor(
    private readonly settings: Pick<Settings, 'database' | 'copiesFolder'>,
    private readonly database: Database,
  ) {
    this.folder = settings.copiesFolder;
  }

  /**
   * Copy the database as it is: of SQLite the file, as `centroide backup` does; of PostgreSQL an export, which is all but
   * keys and models. None is made of a PostgreSQL where the program may not write: there `pg_dump` is. Only the newest stay,
   * whatever becomes of the replacement: those that fail, one after the other, must not fill the disk. Throws BackupRefused.
   */
  async make(): Promise<Copied> {
    try {
      return await this.copy();
    } finally {
      await this.keepNewest();
    }
  }

  private async copy(): Promise<Copied> {
    const unwritable = await this.prepare();
    if (unwritable && this.settings.database.dialect === 'postgres')
      return { none: { pt: unwritable, en: unwritable } };
    const path = join(this.folder, this.nameAt(new Date()));
    if (this.settings.database.dialect === 'sqlite') await backUp(this.settings.database.file, path);
    else await wholeFile(path, (part) => this.exportTo(part));
    return { path };
  }

  /** Remove all but the newest, and what is left of those that came to nothing. */
  private async keepNewest(): Promise<void> {
    const names = (await readdir(this.folder).catch(() => [])).sort();
    const copies = names.filter((name) => NAME.test(name));
    for (const name of [...names.filter((one) => REST.test(one)), ...copies.slice(0, -KEPT)])
      // One too many does no harm.
      await rm(join(this.folder, name), { force: true }).catch(() => undefined);
  }

  private nameAt(now: Date): string {
    const ending = this.settings.database.dialect === 'sqlite' ? 'db' : 'ndjson';
    return `antes-de-substituir-${now.toISOString().replace(/[-:.]/g, '')}.${ending}`;
  }

  /** Null when the folder can be written to; else why not. */
  private async prepare(): Promise<string | null> {
    try {
      await makeFolder(this.folder, 0o700);
      await access(this.folder, constants.W_OK);
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private async exportTo(file: string): Promise<void> {
    const snapshot = await this.database.snapshot();
    try {
      await pipeline(Readable.from(exportLines(snapshot)), createWriteStream(file, { mode: 0o600 }));
    } finally {
      await snapshot.close();
    }
  }
}
