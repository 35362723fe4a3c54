import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { endianness } from 'node:os';
import { say } from '../../config/language';
import { wholeFile } from '../../database/whole-file';
import { Matrix } from '../../engine/linear-algebra/matrix';
import type { TrainingParameters } from '../../engine/model/parameters';
import type { ModelStructure, NextCandidates } from '../../engine/training/model-structure';
import { type ModelSums, noSums } from '../../engine/training/model-sums';
import type { SumUnits } from '../../engine/training/sum-units';
import { ENGINE_VERSION } from '../model/model-codec';

/** A file of sums that cannot be used; the message names it, and says why. */
export class UnusableSums extends Error {}

/** The films or all data have been replaced since the sums were made. */
export class SumsOutdated extends UnusableSums {
  constructor() {
    super(
      say(
        'desde que as somas foram feitas, filmes foram apagados ou os dados foram substituídos: faça as somas de novo',
        'since the sums were made, films were deleted or the data were replaced: make the sums anew',
      ),
    );
  }
}

/** What sums are made of, wherever that is done: the same for all files that are added up. */
export interface SumsBasis {
  readonly structure: ModelStructure;
  readonly candidates: NextCandidates;
  /** Film id of each column. */
  readonly filmIds: readonly number[];
  /** Of the data that the structure was found in. */
  readonly generation: number;
}

/** Whose sums a file holds: those of the users of one part, 1 .. of; 0: of nobody, it is there for the structure. */
export interface PartOfSums {
  readonly number: number;
  readonly of: number;
}

export interface SumsFile {
  readonly basis: SumsBasis;
  readonly part: PartOfSums;
  readonly sums: ModelSums;
}

/** What can be said of a file without its numbers. */
export interface SumsHeader {
  readonly engine: string;
  readonly part: PartOfSums;
  /** Of all that the basis is. */
  readonly basis: string;
  readonly generation: number;
  readonly filmIds: readonly number[];
  readonly parameters: TrainingParameters;
  readonly filmCount: number;
  readonly top: number;
  readonly timed: boolean;
  readonly units: SumUnits;
  readonly blockRidge: number;
  readonly dimensions: number;
  readonly tasteCount: number;
  /** Of each block: its films, and how many of them are its own. */
  readonly blocks: readonly (readonly [films: number, own: number])[];
  readonly candidates: number;
}

type Numbers = Float32Array | Float64Array | Uint32Array;

const MAGIC = 'centroide somas\n';

/** Grows with every change of what structure and sums mean, beside the engine's own version. */
const ENGINE = `${ENGINE_VERSION}.3`;

const SHA256_BYTES = 32;

/** Of the length of the header, and a header that is longer is none. */
const LENGTH_DIGITS = 9;

/** Bytes that are read or written at once. */
const AT_ONCE = 1 << 26;

/** Write it whole or not at all: the header as JSON, with its length before it, the numbers, little-endian, and the SHA-256 of all that. */
export async function writeSums(path: string, { basis, part, sums }: SumsFile): Promise<void> {
  if (endianness() !== 'LE') throw new Error('Sums are kept little-endian; this machine is not.');
  await wholeFile(path, (unfinished) => {
    const file = openSync(unfinished, 'w');
    try {
      const hash = createHash('sha256');
      const put = (bytes: Uint8Array): void => {
        hash.update(bytes);
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, Math.min(AT_ONCE, bytes.length - at));
      };
      const header = Buffer.from(JSON.stringify(headerOf(basis, part)));
      put(Buffer.from(`${MAGIC}${String(header.length).padStart(LENGTH_DIGITS)}\n`));
      put(header);
      for (const numbers of [...basisArrays(basis), ...sumArrays(sums)]) put(bytesOf(numbers));
      writeSync(file, hash.digest());
    } finally {
      closeSync(file);
    }
    return Promise.resolve();
  });
}

/** Read it and check it. Throws UnusableSums. */
export function readSums(path: string): SumsFile {
  return reading(path, (source) => {
    const header = source.header();
    const floats = (rows: number, cols: number): Matrix<Float32Array> =>
      new Matrix(rows, cols, source.fill(new Float32Array(rows * cols)));
    const { filmCount, dimensions: d, tasteCount: k, parameters, top, timed, units, blockRidge } = header;
    const { filmIds, generation } = header;
    const loadings = floats(filmCount, d);
    const singularValues = source.fill(new Float64Array(d));
    const filmMeans = source.fill(new Float32Array(filmCount));
    const filmVectors = new Matrix(filmCount, d, source.fill(new Float64Array(filmCount * d)));
    const tasteCentroids = floats(k, d);
    const tasks = header.blocks.map(([films, own]) => ({ films: source.fill(new Uint32Array(films)), own }));
    const candidates = {
      rowStart: source.fill(new Uint32Array(filmCount + 1)),
      film: source.fill(new Uint32Array(header.candidates)),
    };
    const shape = { parameters, filmCount, top, timed, units, blockRidge };
    const structure = { ...shape, loadings, singularValues, filmMeans, filmVectors, tasteCentroids, tasks };
    const sums = noSums(structure, candidates);
    for (const numbers of sumArrays(sums)) source.fill(numbers);
    source.end();
    const basis = { structure, candidates, filmIds, generation };
    if (digestOf(basis) !== header.basis) throw damaged(path);
    return { basis, part: header.part, sums };
  });
}

/** The header of a file; its numbers are not looked at. Throws UnusableSums. */
function readSumsHeader(path: string): SumsHeader {
  return reading(path, (source) => source.header());
}

/**
 * What files that are to be added up have in common. Throws UnusableSums when one is of another structure than the first, or when
 * they are not all parts of one whole, each once.
 */
export function commonHeader(paths: readonly string[]): SumsHeader {
  const headers = paths.map(readSumsHeader);
  const [first] = headers;
  const { of } = first.part;
  const seen = new Map<number, string>();
  headers.forEach(({ basis, part }, n) => {
    const path = paths[n];
    if (basis !== first.basis)
      throw new UnusableSums(
        say(
          `${path} foi feito com outra estrutura que a de ${paths[0]}: faça as partes com a mesma (--estrutura)`,
          `${path} was made with another structure than that of ${paths[0]}: make the parts with the same (--structure)`,
        ),
      );
    const twice = seen.get(part.number);
    if (part.of !== of || part.number < 1 || twice !== undefined)
      throw new UnusableSums(
        say(
          `${path} é a parte ${part.number}/${part.of}; aceita cada parte de 1/${of} a ${of}/${of} uma vez`,
          `${path} is part ${part.number}/${part.of}; each part from 1/${of} to ${of}/${of} is taken once`,
        ) + (twice === undefined ? '' : ` (${twice})`),
      );
    seen.set(part.number, path);
  });
  const missing = Array.from({ length: of }, (_, n) => n + 1).filter((number) => !seen.has(number));
  if (missing.length > 0) {
    const named = missing.map((number) => `${number}/${of}`).join(', ');
    throw new UnusableSums(
      say(`falta nos arquivos dados: parte ${named}`, `missing from the files that were given: part ${named}`),
    );
  }
  return first;
}

function headerOf(basis: SumsBasis, part: PartOfSums): SumsHeader {
  return { engine: ENGINE, part, basis: digestOf(basis), ...shapeOf(basis) };
}

function shapeOf({
  structure,
  candidates,
  filmIds,
  generation,
}: SumsBasis): Omit<SumsHeader, 'engine' | 'part' | 'basis'> {
  const { parameters, filmCount, top, timed, units, blockRidge, tasks, tasteCentroids } = structure;
  return {
    generation,
    filmIds,
    parameters,
    filmCount,
    top,
    timed,
    units,
    blockRidge,
    dimensions: tasteCentroids.cols,
    tasteCount: tasteCentroids.rows,
    blocks: tasks.map(({ films, own }) => [films.length, own]),
    candidates: candidates.film.length,
  };
}

function digestOf(basis: SumsBasis): string {
  const hash = createHash('sha256').update(JSON.stringify(shapeOf(basis)));
  for (const numbers of basisArrays(basis)) hash.update(bytesOf(numbers));
  return hash.digest('hex');
}

/** In the order in which they are read. */
function basisArrays({ structure, candidates }: SumsBasis): Numbers[] {
  const { loadings, singularValues, filmMeans, filmVectors, tasteCentroids, tasks } = structure;
  const before = [loadings.data, singularValues, filmMeans, filmVectors.data, tasteCentroids.data];
  return [...before, ...tasks.map(({ films }) => films), candidates.rowStart, candidates.film];
}

/** In one order, whoever made them. */
function sumArrays(sums: ModelSums): Float64Array[] {
  return (Object.keys(sums) as (keyof ModelSums)[]).sort().map((name) => sums[name]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function reading<Read>(path: string, read: (source: Source) => Read): Read {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UnusableSums(say(`${path} não pôde ser lido: ${why}`, `${path} could not be read: ${why}`));
  }
  try {
    return read(new Source(path, file, createHash('sha256')));
  } finally {
    closeSync(file);
  }
}

/** A file that is read from its beginning to its end. */
class Source {
  constructor(
    private readonly path: string,
    private readonly file: number,
    private readonly hash: Hash,
  ) {}

  header(): SumsHeader {
    const magic = Buffer.alloc(MAGIC.length + LENGTH_DIGITS + 1);
    const length = readSync(this.file, magic) < magic.length ? NaN : Number(magic.subarray(MAGIC.length).toString());
    if (!(magic.toString().startsWith(MAGIC) && length > 0))
      throw new UnusableSums(
        say(
          `${this.path} não é um arquivo de somas, como "centroide somas" os faz`,
          `${this.path} is not a file of sums, as "centroide sums" makes them`,
        ),
      );
    this.hash.update(magic);
    const text = Buffer.alloc(length);
    this.read(text);
    this.hash.update(text);
    let header: SumsHeader;
    try {
      header = JSON.parse(text.toString()) as SumsHeader;
    } catch {
      throw damaged(this.path);
    }
    if (header.engine !== ENGINE)
      throw new UnusableSums(
        say(
          `${this.path} foi feito pelo motor ${header.engine}, este é o ${ENGINE}: faça as somas de novo`,
          `${this.path} was made by engine ${header.engine}, this is ${ENGINE}: make the sums anew`,
        ),
      );
    return header;
  }

  /** Fill these numbers with the next of the file. */
  fill<T extends Numbers>(numbers: T): T {
    const bytes = bytesOf(numbers);
    this.read(bytes);
    this.hash.update(bytes);
    return numbers;
  }

  /** Whether the checksum holds, and nothing comes after it. */
  end(): void {
    const kept = Buffer.alloc(SHA256_BYTES);
    this.read(kept);
    if (!kept.equals(this.hash.digest()) || readSync(this.file, Buffer.alloc(1)) > 0) throw damaged(this.path);
  }

  private read(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const count = readSync(this.file, bytes, at, Math.min(AT_ONCE, bytes.length - at), null);
      if (count === 0) throw damaged(this.path);
      at += count;
    }
  }
}

function damaged(path: string): UnusableSums {
  return new UnusableSums(
    say(`${path} está danificado ou incompleto: faça-o de novo`, `${path} is damaged or not whole: make it anew`),
  );
}
