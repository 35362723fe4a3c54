import { stat } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import { say, ToldError } from '../../config/language';
import { FILE_GONE } from '../database-errors';

/** Pause between two looks, in milliseconds. */
const LOOK_MS = 1_000;

/** What the system says of a path that leads nowhere, or to a disk that is not there any more. */
const GONE = ['ENOENT', 'ENOTDIR', 'EIO', 'ENXIO', 'ENODEV', 'ESTALE', 'ENOTCONN'];

/** A file of the database was deleted, moved or replaced while it was open: what is written to it nobody will find again. */
class FileGone extends ToldError {
  readonly code = FILE_GONE;

  constructor(path: string) {
    super({
      pt:
        `${path} foi apagado, movido ou trocado com o servidor em funcionamento. Nada mais é lido nem gravado. ` +
        'Se foi movido, ponha-o de volta; se não, pare o servidor, ponha uma cópia no lugar (centroide restaurar) e inicie-o',
      en:
        `${path} was deleted, moved or replaced while the server was running. Nothing is read or written any more. ` +
        'If it was moved, put it back; if not, stop the server, put a copy in its place (centroide restore) and start it',
    });
  }
}

/**
 * The files that a SQLite database was opened with. On most systems an open file that is deleted can be read and written
 * on, and SQLite says nothing; so it is looked again and again whether they are still where they were.
 */
export class OpenedFiles {
  private readonly logger = new Logger(say('Banco', 'Database'));
  /** Device and number of each file, as it was when it was first seen. */
  private readonly known = new Map<string, string>();
  private readonly timer: NodeJS.Timeout;
  private gone: FileGone | null = null;

  private constructor(private readonly paths: readonly string[]) {
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  /** To be called as soon as the database is open. The log of what was written last belongs to it: it comes later. */
  static async of(file: string): Promise<OpenedFiles> {
    const files = new OpenedFiles([file, `${file}-wal`]);
    await files.look();
    return files;
  }

  /** Throws what `look` has found. */
  assertThere(): void {
    if (this.gone) throw this.gone;
  }

  /** Look now. A file that is back where it was is as good as before. */
  async look(): Promise<void> {
    const missing = await Promise.all(this.paths.map((path) => this.isGone(path)));
    const path = this.paths.find((_, n) => missing[n]);
    if (path === undefined) {
      if (this.gone)
        this.logger.warn(
          say('Os arquivos do banco estão de volta no lugar', 'The files of the database are back in their place'),
        );
      this.gone = null;
    } else if (!this.gone) {
      this.gone = new FileGone(path);
      this.logger.error(this.gone.message);
    }
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async isGone(path: string): Promise<boolean> {
    const before = this.known.get(path);
    try {
      const { dev, ino } = await stat(path, { bigint: true });
      const found = `${dev} ${ino}`;
      this.known.set(path, before ?? found);
      return before !== undefined && before !== found;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      return before !== undefined && GONE.includes(code);
    }
  }
}
