import { Logger } from '@nestjs/common';
import { readFile, stat } from 'node:fs/promises';
import { say } from '../config/language';

interface Cover {
  /** Media type, as the content says. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** In bytes: a cover of 1,000 by 1,500 points has a quarter of a megabyte. */
const LARGEST = 5 * 1024 * 1024;

/** A picture as it is stored; null, and a warning, for what is none, or too large; null as well for what is gone. */
export async function readCover(file: string): Promise<Cover | null> {
  const bytes = await stat(file).then(
    async ({ size }) => (size <= LARGEST ? await readFile(file) : null),
    () => undefined,
  );
  if (bytes === undefined) return null;
  const type = bytes && typeOf(bytes);
  if (bytes && type) return { type, bytes };
  const most = `${LARGEST / 1024 / 1024} MB`;
  new Logger(say('Capas', 'Covers')).warn(
    say(`${file} não é JPEG nem WebP de até ${most}`, `${file} is no JPEG or WebP of up to ${most}`),
  );
  return null;
}

function typeOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  const isWebp = bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  return isWebp ? 'image/webp' : null;
}
