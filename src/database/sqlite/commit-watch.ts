import { readdirSync, readlinkSync, readSync, realpathSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where a process of Linux sees which files it has open. */
const OPEN_FILES = '/proc/self/fd';

/**
 * Local file systems of Linux on which reading a file and mapping it into memory show the same bytes: ext4, XFS, Btrfs, F2FS, tmpfs,
 * and overlayfs over them. Of others, such as what virtual machines share with their hosts, nobody promises it.
 */
const coherent: readonly number[] = [0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994, 0x794c7630];

/** The header of the index of the write-ahead log, in bytes. */
const HEADER = 48;

/**
 * Tells without asking SQLite whether anybody, in whatever process, has committed. All connections to a file share the index of its
 * write-ahead log in memory; its header has a counter, a checksum and the place of the last commit, and it is by this header that
 * SQLite itself tells whether what it has cached of the file still holds (https://www.sqlite.org/walformat.html, 2.1). It is
 * written before a commit is acknowledged, so that whoever looks afterwards sees another one.
 */
export class CommitWatch {
  private readonly last = Buffer.alloc(HEADER);
  private readonly now = Buffer.alloc(HEADER);
  private seen = 0;

  private constructor(private readonly descriptor: number) {}

  /** For a file that this process has open, until it closes it; null where it cannot be told: then each time is another one. */
  static of(file: string): CommitWatch | null {
    if (process.platform !== 'linux') return null;
    try {
      const path = realpathSync(file);
      if (!coherent.includes(statfsSync(dirname(path)).type)) return null;
      // SQLite's own descriptor: closing another one of this file would take SQLite's locks off it, whoever has them in this process.
      const descriptor = readdirSync(OPEN_FILES).find((name) => leadsTo(name) === `${path}-shm`);
      return descriptor === undefined ? null : new CommitWatch(Number(descriptor));
    } catch {
      return null;
    }
  }

  /** The same number for as long as nobody has committed. */
  count(): number {
    const { now, last } = this;
    // Torn, or cut short, it is another one: nothing worse than asking once more.
    const length = readSync(this.descriptor, now, 0, HEADER, 0);
    if (length !== HEADER || !now.equals(last)) {
      now.copy(last);
      this.seen++;
    }
    return this.seen;
  }
}

function leadsTo(name: string): string | null {
  try {
    return readlinkSync(`${OPEN_FILES}/${name}`);
  } catch {
    // The one by which the folder is read is gone by now.
    return null;
  }
}
