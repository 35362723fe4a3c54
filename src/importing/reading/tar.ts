import type { Readable } from 'node:stream';
import { UnusableSource } from './unusable-source';

/** Where a tar archive says that it is one. */
const MARK = { at: 257, text: 'ustar' };

/** Whether this is the content of a tar archive. The stream is of no use afterwards. */
export async function isTar(content: Readable): Promise<boolean> {
  const end = MARK.at + MARK.text.length;
  let beginning = Buffer.alloc(0);
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      beginning = Buffer.concat([beginning, chunk.subarray(0, end)]);
      if (beginning.length >= end) break;
    }
  } catch {
    // What cannot be read is told by whoever reads it as something else.
  }
  return beginning.toString('latin1', MARK.at, end) === MARK.text;
}

export function tarRefused(name: string): UnusableSource {
  return new UnusableSource({
    pt: `${name} é um tar, que aqui não se lê: descompacte-o e importe a pasta, ou um zip dela`,
    en: `${name} is a tar archive, which is not read here: unpack it and import the folder, or a zip of it`,
  });
}
