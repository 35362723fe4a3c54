import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Request } from 'express';
import { bodyTextOf, readsItself } from '../http/body-rows';

/** What a form brought beside its fields, where it was put on the disk. */
interface StoredFile {
  readonly path: string;
  readonly originalname: string;
}

/**
 * What a request asks for, as a text that is the same when it is sent again: method, address, and the SHA-256 of its body. JSON counts
 * as it was read, whatever its spaces; rows as they came; of a form its fields, and name and bytes of its file, whatever the
 * boundary between them, which is another one each time. Throws what reading rows does.
 */
export async function contentOf(request: Request): Promise<string> {
  const hash = createHash('sha256');
  if (readsItself(request)) hash.update(await bodyTextOf(request));
  else hash.update(JSON.stringify(request.body ?? null));
  const { file } = request as unknown as { readonly file?: StoredFile };
  if (file) {
    hash.update(JSON.stringify(file.originalname));
    for await (const chunk of createReadStream(file.path)) hash.update(chunk as Buffer);
  }
  return `${request.method} ${request.url} ${hash.digest('base64url')}`;
}
