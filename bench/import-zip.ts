import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive to be made, as pieces: it need not fit into memory. */
export interface ZipEntry {
  readonly name: string;
  readonly pieces: Iterable<string | Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly sizes: Buffer;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DEFLATED = 8;

/** Write a zip archive, one entry after the other. For measuring and for tests: the program only reads archives. */
export async function writeZip(path: string, entries: Iterable<ZipEntry>): Promise<void> {
  const file = await open(path, 'w');
  try {
    const written: Written[] = [];
    let offset = 0;
    for (const entry of entries) {
      const { end, ...rest } = await writeEntry(file, entry, offset);
      written.push({ ...rest, offset });
      offset = end;
    }
    const directory = Buffer.concat(written.map(directoryRecord));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(written.length, 8);
    end.writeUInt16LE(written.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    await writeAt(file, Buffer.concat([directory, end]), offset);
  } finally {
    await file.close();
  }
}

async function writeEntry(file: FileHandle, entry: ZipEntry, offset: number) {
  const name = Buffer.from(entry.name);
  const start = offset + 30 + name.length;
  let checksum = 0;
  let size = 0;
  let compressed = 0;
  function* measured(): Generator<Buffer> {
    for (const piece of entry.pieces) {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      checksum = crc32(bytes, checksum);
      size += bytes.length;
      yield bytes;
    }
  }
  const deflated = Readable.from(measured()).pipe(createDeflateRaw({ level: constants.Z_BEST_SPEED }));
  for await (const chunk of deflated as AsyncIterable<Buffer>) {
    await writeAt(file, chunk, start + compressed);
    compressed += chunk.length;
  }
  const sizes = Buffer.alloc(12);
  [checksum, compressed, size].forEach((value, n) => sizes.writeUInt32LE(value, n * 4));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(UTF8_NAMES, 6);
  head.writeUInt16LE(DEFLATED, 8);
  sizes.copy(head, 14);
  head.writeUInt16LE(name.length, 26);
  await writeAt(file, Buffer.concat([head, name]), offset);
  return { name, sizes, end: start + compressed };
}

function directoryRecord({ name, sizes, offset }: Written): Buffer {
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(VERSION, 6);
  record.writeUInt16LE(UTF8_NAMES, 8);
  record.writeUInt16LE(DEFLATED, 10);
  sizes.copy(record, 16);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

async function writeAt(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  await file.write(bytes, 0, bytes.length, position);
}
