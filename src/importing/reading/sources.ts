import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { crc32, createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { openPromise, type ZipFile } from 'yauzl';
import { inBoth, type Text } from '../../http/language';
import { refuseSpreadsheet, refuseUnread } from './unread-formats';
import { UnusableSource } from './unusable-source';

/** A file to import, wherever it lies. It can be read more than once. */
export interface Source {
  /** File name without folders. */
  readonly name: string;
  /** With the folders inside of the archive or the folder that it lies in; left out when there are none. */
  readonly path?: string;
  /** Where it lies on the disk, if it does so by itself. */
  readonly location?: string;
  /** Size of its content in bytes. */
  readonly size: number;
  open(): Promise<Readable>;
  /** Throws when the content is damaged in a way that reading it might not show. */
  check?(): Promise<void>;
}

/** The files that a path leads to. */
export interface SourceSet {
  readonly sources: readonly Source[];
  /** The path is a file of its own, not a folder or an archive: all that there is must be usable. */
  readonly single: boolean;
  close(): Promise<void>;
}

const CHUNK = 256 * 1024;

const LIKED = join('likes', 'films.csv');

/** Of an entry that cannot be inflated; it is told after its name. */
export const UNREAD_COMPRESSION = {
  pt: 'está comprimido por um método que aqui não se lê. Enviar de novo só ajuda com um zip comum (deflate).',
  en: 'is compressed by a method that is not read here. Sending it again only helps with an ordinary zip (deflate).',
};

/** The methods of compression that are read, by their numbers in the format: none, and deflate. */
const READ_METHODS = [0, 8];

/** More entries than this and the archive is something else. */
const MOST_ENTRIES = 10_000;

/** An archive that inflates to more than this, and to more than so many times its size, is made to do harm. In bytes. */
const MOST_INFLATED = 4_000_000_000;
const MOST_TIMES = 100;

/** About how much text a gzip file holds, in its size: for the progress. */
const GZIP_TIMES = 4;

/** Open a file, a folder (its files, not its folders) or a zip archive. Throws UnusableSource. */
export async function openSources(path: string): Promise<SourceSet> {
  const info = await stat(path).catch((error: unknown) => {
    throw unusable(path, error);
  });
  if (info.isDirectory()) return openFolder(path);
  if (info.size === 0)
    throw new UnusableSource({ pt: `${basename(path)} está vazio`, en: `${basename(path)} is empty` });
  try {
    if (await startsLike(path, ZIP)) return await openZip(path);
    const isGzip = await startsLike(path, GZIP);
    const source = isGzip ? gunzipped(fileSource(path, info.size)) : fileSource(path, info.size);
    await refuseUnread(basename(path), await source.open());
    if (isGzip) return { sources: [source], single: true, close: () => Promise.resolve() };
  } catch (error) {
    throw unusable(path, error);
  }
  if (/\.zip$/i.test(path))
    throw new UnusableSource({
      pt: `${basename(path)} não é um arquivo zip`,
      en: `${basename(path)} is not a zip archive`,
    });
  return { sources: [fileSource(path, info.size)], single: true, close: () => Promise.resolve() };
}

async function openFolder(folder: string): Promise<SourceSet> {
  const sources: Source[] = [];
  // Letterboxd keeps what somebody liked in a folder of its own.
  const inside = await stat(join(folder, LIKED)).then(
    () => [LIKED],
    () => [],
  );
  for (const name of [...(await readdir(folder)).sort(), ...inside]) {
    const info = await stat(join(folder, name));
    if (!info.isFile() || name.startsWith('.')) continue;
    const source = { ...fileSource(join(folder, name), info.size), path: name };
    sources.push(/\.gz$/i.test(name) && (await startsLike(join(folder, name), GZIP)) ? gunzipped(source) : source);
  }
  return { sources, single: false, close: () => Promise.resolve() };
}

function fileSource(path: string, size: number): Source {
  return {
    name: basename(path),
    location: path,
    size,
    open: () => Promise.resolve(createReadStream(path, { highWaterMark: CHUNK })),
  };
}

/** How archives begin. */
const ZIP = ['504b0304', '504b0506'];
const GZIP = ['1f8b08'];

/** The content of a gzip file, inflated as fast as it is taken. */
function gunzipped(source: Source): Source {
  const inflate = async (): Promise<Readable> =>
    // Whoever reads is told of an error by the stream itself.
    pipeline(await source.open(), createGunzip({ chunkSize: CHUNK }), () => undefined);
  const check = async (): Promise<void> => {
    await source.check?.();
    let size = 0;
    for await (const chunk of (await inflate()) as AsyncIterable<Buffer>) {
      size += chunk.length;
      refuseBomb(size, source.size);
    }
  };
  return {
    name: source.name.replace(/\.gz$/i, ''),
    path: source.path?.replace(/\.gz$/i, ''),
    size: source.size * GZIP_TIMES,
    open: inflate,
    check,
  };
}

async function startsLike(path: string, beginnings: readonly string[]): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return beginnings.some((beginning) => buffer.toString('hex').startsWith(beginning));
  } finally {
    await file.close();
  }
}

/** The archive is read through, never unpacked: one entry is inflated at a time, as fast as it is taken. */
async function openZip(path: string): Promise<SourceSet> {
  const zip = await openPromise(path, { autoClose: false, lazyEntries: true });
  try {
    const sources = await entriesOf(zip);
    refuseSpreadsheet(
      basename(path),
      sources.map((source) => source.path ?? source.name),
    );
    refuseBomb(
      sources.reduce((sum, { size }) => sum + size, 0),
      zip.fileSize,
    );
    return { sources, single: false, close: () => closed(zip) };
  } catch (error) {
    await closed(zip);
    throw error;
  }
}

async function entriesOf(zip: ZipFile): Promise<Source[]> {
  const sources: Source[] = [];
  if (zip.entryCount > MOST_ENTRIES)
    throw new Unreadable({ pt: `tem mais de ${MOST_ENTRIES} arquivos`, en: `it has more than ${MOST_ENTRIES} files` });
  for await (const entry of zip.eachEntry()) {
    const name = basename(entry.fileName);
    // Folders, hidden files, and what macOS adds.
    if (entry.fileName.endsWith('/') || name.startsWith('.') || entry.fileName.startsWith('__MACOSX/')) continue;
    if (entry.isEncrypted())
      throw new Unreadable({ pt: 'está protegido por senha', en: 'it is protected by a password' });
    const open = async (): Promise<Readable> => {
      if (!READ_METHODS.includes(entry.compressionMethod))
        throw new UnusableSource(inBoth((language) => `${name} ${UNREAD_COMPRESSION[language]}`));
      return zip.openReadStreamPromise(entry);
    };
    const source = {
      name,
      path: entry.fileName,
      size: entry.uncompressedSize,
      open,
      check: async () => check(await open(), entry.crc32),
    };
    sources.push(/\.gz$/i.test(name) ? gunzipped(source) : source);
  }
  return sources;
}

/** Sizes are as the archive has them; reading an entry fails as soon as it turns out larger than it says. */
function refuseBomb(inflated: number, archiveSize: number): void {
  if (inflated > MOST_INFLATED && inflated > MOST_TIMES * archiveSize)
    throw new Unreadable({
      pt: `o conteúdo teria ${inflated} bytes, mais de ${MOST_TIMES} vezes o tamanho do arquivo`,
      en: `its content would have ${inflated} bytes, more than ${MOST_TIMES} times the size of the file`,
    });
}

/**
 * Compare the content with its checksum, which yauzl leaves to us. It is done before any row is used: damaged bytes
 * may well inflate to numbers that look right.
 */
async function check(stream: Readable, expected: number): Promise<void> {
  let checksum = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) checksum = crc32(chunk, checksum);
  if (checksum !== expected)
    throw new Unreadable({ pt: 'a soma de verificação não confere', en: 'its checksum does not fit' });
}

function closed(zip: ZipFile): Promise<void> {
  zip.close();
  return Promise.resolve();
}

const missing = { pt: 'não existe', en: 'does not exist' };
const systemReasons: Readonly<Record<string, Text | undefined>> = {
  ENOENT: missing,
  ENOTDIR: missing,
  EACCES: { pt: 'não pode ser lido: falta permissão', en: 'cannot be read: permission denied' },
};

/** What keeps an archive from being read, where it is we who say so. */
class Unreadable extends Error {
  constructor(readonly text: Text) {
    super(text.pt);
  }
}

/** The words of an error, in both languages where there are two. */
export function whatIsWrong(error: unknown): Text {
  if (error instanceof Unreadable) return error.text;
  const message = error instanceof Error ? error.message : String(error);
  return { pt: message, en: message };
}

function unusable(path: string, error: unknown): UnusableSource {
  if (error instanceof UnusableSource) return error;
  const { code } = error as NodeJS.ErrnoException;
  const told = whatIsWrong(error);
  const damaged = {
    pt: `não pode ser lido (zip truncado ou danificado?): ${told.pt}`,
    en: `cannot be read (a zip that is cut off or damaged?): ${told.en}`,
  };
  const reason = (code === undefined ? undefined : systemReasons[code]) ?? damaged;
  return new UnusableSource(inBoth((language) => `${path} ${reason[language]}`));
}
