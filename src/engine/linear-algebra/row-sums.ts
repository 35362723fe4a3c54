import { rowSumsWasm } from './row-sums.wasm';
import { growTo, instantiate, type WasmMemory } from './web-assembly';

/** See wasm/row-sums.ts. Addresses in bytes; one above 2^31 - 1 arrives as the unsigned address it is. */
interface Kernel {
  readonly memory: WasmMemory;
  addRows: AddRows;
  addByteRows: AddRows;
}

type AddRows = (sums: number, cols: number, rows: number, values: number, count: number) => void;

/** Rows that the kernel is given at a time. */
const ROWS_AT_ONCE = 256;

/** Bytes of a number, and of the vectors that the kernel works with. */
const ONE = 4;
const VECTOR = 16;

/**
 * Numbers that stay in the memory of a WebAssembly kernel, which adds up rows of them, four or eight numbers at a time: what scoring
 * a user comes down to. Every machine computes the same bytes.
 */
export class SummableRows {
  /** The numbers of 32 and of 8 bits, zero at first. The memory never grows, so that these views stay good. */
  readonly data: Float32Array;
  readonly bytes: Int8Array;
  /** The last sums, zero at first. */
  readonly sums: Float32Array;
  private readonly kernel: Kernel;
  private readonly addresses: Uint32Array;
  private readonly values: Float32Array;

  /** length, bytes: how many numbers of each kind; sums: room for so many sums. Throws RangeError when they do not fit in 4 GiB. */
  constructor(length: number, sums: number, bytes = 0) {
    const sumsAt = 2 * ONE * ROWS_AT_ONCE;
    const dataAt = Math.ceil((sumsAt + ONE * sums) / VECTOR) * VECTOR;
    const bytesAt = dataAt + ONE * length;
    const end = bytesAt + bytes;
    this.kernel = instantiate(rowSumsWasm) as Kernel;
    growTo(this.kernel.memory, end);
    const { buffer } = this.kernel.memory;
    this.addresses = new Uint32Array(buffer, 0, ROWS_AT_ONCE);
    this.values = new Float32Array(buffer, this.addresses.byteLength, ROWS_AT_ONCE);
    this.sums = new Float32Array(buffer, sumsAt, sums);
    this.data = new Float32Array(buffer, dataAt, length);
    this.bytes = new Int8Array(buffer, bytesAt, bytes);
  }

  /**
   * sums[at .. at + cols] = sum of value times row. matrix: a view of `data` or of `bytes`, row-major; rows: which of its rows;
   * values: as many; cols: numbers of a row. O(rows cols).
   */
  sum(
    matrix: Float32Array | Int8Array,
    rows: ArrayLike<number>,
    values: ArrayLike<number>,
    cols: number,
    at = 0,
  ): void {
    const { byteOffset, BYTES_PER_ELEMENT } = matrix;
    const into = this.sums.byteOffset + ONE * at;
    this.sums.fill(0, at, at + cols);
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, rows.length - from);
      for (let n = 0; n < count; n++) {
        this.addresses[n] = byteOffset + BYTES_PER_ELEMENT * rows[from + n] * cols;
        this.values[n] = values[from + n];
      }
      const [addresses, factors] = [this.addresses.byteOffset, this.values.byteOffset];
      if (BYTES_PER_ELEMENT === 1) {
        this.kernel.addByteRows(into, cols, addresses, factors, count);
      } else {
        this.kernel.addRows(into, cols, addresses, factors, count);
      }
    }
  }
}
