import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { say } from '../config/language';

/** Why a copy was not made or not taken back; nothing has changed. */
export class BackupRefused extends Error {}

/** Have a file made under another name in the same folder; only what is complete gets the name `target`. */
export async function wholeFile(target: string, make: (part: string) => Promise<void>): Promise<void> {
  const part = `${target}.parte`;
  try {
    await rm(part, { force: true });
    await make(part);
    await flush(part);
    await rename(part, target);
    await flush(dirname(target));
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    // A folder that is not there, a disk that is full, a place where nobody may write.
    throw new BackupRefused(
      `${target} ${say('não pôde ser gravado', 'could not be written')}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  } finally {
    for (const rest of ['', '-wal', '-shm', '-journal']) await rm(part + rest, { force: true }).catch(() => undefined);
  }
}

/** Written to the disk, not only on its way there. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}
