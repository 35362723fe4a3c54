import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, deflate, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** Those that are taken first, in this order, where a client likes more than one: as the `compression` middleware, which compresses all else, has it. */
const preferred = ['br', 'gzip'];

/** Shorter bodies are sent as they are, as the middleware has it. In bytes. */
const WORTH_IT = 1024;

/** Of a body that is sent at once and kept, so between fast and small; the middleware's own. */
const BROTLI_QUALITY = 4;

const compress = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
  deflate: (bytes: Buffer) => promisify(deflate)(bytes),
};
export type KeptEncoding = keyof typeof compress;

const offered = [...Object.keys(compress), 'identity'];

/** There are few programs, and each says the same each time. */
const chosen = new LRUCache<string, string>({ max: 100 });

/** The bytes of an answer that is sent more than once: compressed when somebody first takes an encoding, and then no more. */
export class CompressedOnce {
  private readonly compressed = new Map<KeptEncoding, Promise<Buffer>>();

  constructor(private readonly bytes: Buffer) {}

  /** What this takes at most beside the bytes themselves: what is made of text comes to less in all encodings together. In bytes. */
  get most(): number {
    return isWorthIt(this.bytes) ? this.bytes.length : 0;
  }

  /** How a request is to be answered; null: as it is. */
  encodingFor({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): KeptEncoding | null {
    const accepted = headers['accept-encoding'];
    if (typeof accepted !== 'string' || method === 'HEAD' || !isWorthIt(this.bytes)) return null;
    let encoding = chosen.get(accepted);
    if (encoding === undefined) {
      encoding = new Negotiator({ headers }).encoding(offered, { preferred }) ?? 'identity';
      chosen.set(accepted, encoding);
    }
    return isKept(encoding) ? encoding : null;
  }

  /** The bytes in an encoding. */
  in(encoding: KeptEncoding): Promise<Buffer> {
    let bytes = this.compressed.get(encoding);
    if (!bytes) {
      bytes = compress[encoding](this.bytes);
      this.compressed.set(encoding, bytes);
    }
    return bytes;
  }
}

function isKept(encoding: string): encoding is KeptEncoding {
  return Object.hasOwn(compress, encoding);
}

function isWorthIt(bytes: Buffer): boolean {
  return bytes.length >= WORTH_IT;
}
