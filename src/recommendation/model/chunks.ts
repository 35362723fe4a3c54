import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import type { ModelNumbers, NamedArray } from '../../engine/model/model-arrays';

const arrayTypes = {
  float32: Float32Array,
  float64: Float64Array,
  int8: Int8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
};
type ArrayType = keyof typeof arrayTypes;

/** A piece of an array as it is stored; the keys are the columns of `modelo_blocos`. */
export interface Chunk {
  nome: string;
  parte: number;
  tipo: string;
  /** Rows and columns of the whole array. */
  linhas: number;
  colunas: number;
  dados: Buffer;
  sha256: string;
}

/** Small enough for every limit of packets and memory, large enough to be few. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** What was read is not what was written. */
export class DamagedModel extends Error {}

/** Cut arrays into chunks with checksums. */
export function* toChunks(arrays: readonly NamedArray[]): Generator<Chunk> {
  if (endianness() !== 'LE') throw new Error('Models are stored little-endian; this machine is not.');
  for (const { name, rows, cols, data } of arrays) {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    const tipo = typeOf(data);
    for (let start = 0, parte = 0; parte === 0 || start < bytes.length; start += CHUNK_BYTES, parte += 1) {
      const dados = bytes.subarray(start, start + CHUNK_BYTES);
      yield { nome: name, parte, tipo, linhas: rows, colunas: cols, dados, sha256: sha256(dados) };
    }
  }
}

/** Put arrays together again. Chunks come sorted by name and part. Throws DamagedModel. */
export function fromChunks(chunks: readonly Chunk[]): NamedArray[] {
  const parts = new Map<string, Chunk[]>();
  for (const chunk of chunks) {
    if (sha256(chunk.dados) !== chunk.sha256)
      throw new DamagedModel(`chunk ${chunk.parte} of ${chunk.nome} does not match its checksum`);
    const list = parts.get(chunk.nome) ?? [];
    if (chunk.parte !== list.length) throw new DamagedModel(`chunk ${list.length} of ${chunk.nome} is missing`);
    list.push(chunk);
    parts.set(chunk.nome, list);
  }
  return [...parts].map(([name, list]) => join(name, list));
}

/** One checksum over all chunks of a version, whatever the order in which they were read. */
export function checksumOf(chunks: Iterable<Pick<Chunk, 'nome' | 'parte' | 'sha256'>>): string {
  const lines = Array.from(chunks, ({ nome, parte, sha256 }) => `${nome} ${parte} ${sha256}`);
  return sha256(lines.sort().join('\n'));
}

function join(name: string, chunks: Chunk[]): NamedArray {
  const [{ tipo, linhas, colunas }] = chunks as [Chunk];
  if (!(tipo in arrayTypes)) throw new DamagedModel(`${name} is an array of ${tipo}, which is unknown`);
  const constructor = arrayTypes[tipo as ArrayType];
  // A copy of its own: the view needs an aligned start, and the rows it came from can be freed.
  const data = new constructor(linhas * colunas);
  const length = chunks.reduce((sum, { dados }) => sum + dados.length, 0);
  if (length !== data.byteLength)
    throw new DamagedModel(`${name} has ${length} bytes instead of the ${data.byteLength} of ${linhas} x ${colunas}`);
  const bytes = new Uint8Array(data.buffer);
  let at = 0;
  for (const { dados } of chunks) {
    bytes.set(dados, at);
    at += dados.length;
  }
  return { name, rows: linhas, cols: colunas, data };
}

function typeOf(data: ModelNumbers): ArrayType {
  // Float32Array -> float32. Not instanceof: the arrays come from the engine's thread.
  return data[Symbol.toStringTag].replace('Array', '').toLowerCase() as ArrayType;
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
