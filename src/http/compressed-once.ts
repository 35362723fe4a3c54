import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** The encodings that are kept, the one that is taken first where a client likes both. */
const preferred = ['br', 'gzip'] as const;
export type KeptEncoding = (typeof preferred)[number];

/** What the `compression` middleware, which compresses all else, can do. */
const offered = [...preferred, 'deflate', 'identity'];

/** Shorter bodies are sent as they are, as the middleware has it. In bytes. */
const WORTH_IT = 1024;

/** Of a body that is sent at once and kept, so between fast and small; the middleware's own. */
const BROTLI_QUALITY = 4;

const compress: Readonly<Record<KeptEncoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** There are few programs, and each says the same each time. */
const chosen = new LRUCache<string, string>({ max: 100 });

/** The bytes of an answer that is sent more than once: compressed when somebody first takes an encoding, and then no more. */
export class CompressedOnce {
  private readonly compressed = new Map<KeptEncoding, Promise<Buffer>>();

  constructor(private readonly bytes: Buffer) {}

  /** What this takes at most beside the bytes themselves: both encodings of what is made of text come to less. In bytes. */
  get most(): number {
    return isWorthIt(this.bytes) ? this.bytes.length : 0;
  }

  /** How a request is to be answered; null: as it is, or by the middleware. */
  encodingFor({ headers, method }: Pick<IncomingMessage, 'headers' | 'method'>): KeptEncoding | null {
    const accepted = headers['accept-encoding'];
    if (typeof accepted !== 'string' || method === 'HEAD' || !isWorthIt(this.bytes)) return null;
    let encoding = chosen.get(accepted);
    if (encoding === undefined) {
      encoding = new Negotiator({ headers }).encoding(offered, { preferred }) ?? 'identity';
      chosen.set(accepted, encoding);
    }
    return encoding === 'br' || encoding === 'gzip' ? encoding : null;
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

function isWorthIt(bytes: Buffer): boolean {
  return bytes.length >= WORTH_IT;
}
