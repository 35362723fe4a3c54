import { readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request } from 'express';
import { makeFolder } from '../../database/make-folder';
import { say } from '../../config/language';

const ALL = 'centroide';

/** Uploads have no place to wait. The message is for people. */
export class UploadFolderUnusable extends Error {
  constructor(folder: string, error: unknown) {
    const reason = error instanceof Error ? error.message : String(error);
    super(
      say(
        `A pasta temporária ${folder} não pode ser usada: ${reason}. Dê outra em TMPDIR`,
        `The temporary folder ${folder} cannot be used: ${reason}. Give another in TMPDIR`,
      ),
    );
  }
}

/** `host pid start`: a process that is gone may leave its number to another one, but not when it began. */
const folderName = [hostname(), process.pid, Math.round(performance.timeOrigin)].join(' ');

/**
 * The folder of this process where uploads wait for their turn. What processes of this machine that were killed have left
 * in theirs is removed. Throws UploadFolderUnusable.
 */
export async function prepareUploadFolder(): Promise<string> {
  const all = join(tmpdir(), ALL);
  const own = join(all, folderName);
  try {
    await makeFolder(own);
    for (const name of await readdir(all))
      if (isAbandoned(name)) await rm(join(all, name), { recursive: true, force: true });
  } catch (error) {
    throw new UploadFolderUnusable(all, error);
  }
  return own;
}

/**
 * Take every file, as a filter of uploads. Where it still lies once its request is answered, nobody has moved it to where it
 * waits, and nobody will: multer leaves behind what it could not write to the end.
 */
export function removeOnceAnswered(
  request: Request,
  file: { readonly path?: string },
  done: (error: null, accepted: true) => void,
): void {
  request.res?.once('close', () => {
    if (file.path) void rm(file.path, { force: true }).catch(() => undefined);
  });
  done(null, true);
}

function isAbandoned(name: string): boolean {
  if (name === folderName) return false;
  const [host, pid, start] = name.split(' ') as (string | undefined)[];
  if (host !== hostname() || !/^\d+$/.test(start ?? '')) return false;
  return Number(pid) === process.pid || !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
