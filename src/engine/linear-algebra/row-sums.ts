import { type Floats, Matrix } from './matrix';
import { rowSumsWasm } from './row-sums.wasm';
import { growTo, instantiate, MOST_BYTES, type WasmMemory } from './web-assembly';

/** See wasm/row-sums.ts. Addresses in bytes; one above 2^31 - 1 arrives as the unsigned address it is. */
interface Kernel {
  readonly memory: WasmMemory;
  addRows(sums: number, cols: number, rows: number, values: number, count: number): void;
}

/** Rows that the kernel is given at a time. */
const ROWS_AT_ONCE = 256;

/** Bytes of a number, and of the vectors that the kernel works with. */
const ONE = 4;
const VECTOR = 16;

/**
 * Numbers that stay in the memory of a WebAssembly kernel, which adds up rows of them four numbers at a time: what scoring
 * a user comes down to. Every machine computes the same bytes.
 */
export class SummableRows {
  /** The numbers, zero at first. The memory never grows, so that this view stays good. */
  readonly data: Float32Array;
  /** The last sums, zero at first. */
  readonly sums: Float32Array;
  private readonly kernel: Kernel;
  private readonly addresses: Uint32Array;
  private readonly values: Float32Array;

  /** length: how many numbers; sums: room for so many sums. Throws RangeError when they do not fit in 4 GiB. */
  constructor(length: number, sums: number) {
    const sumsAt = 2 * ONE * ROWS_AT_ONCE;
    const dataAt = Math.ceil((sumsAt + ONE * sums) / VECTOR) * VECTOR;
    const bytes = dataAt + ONE * length;
    if (bytes > MOST_BYTES) {
      throw new RangeError(`${length} numbers; ${MOST_BYTES / ONE} fit in a WebAssembly memory`);
    }
    this.kernel = instantiate(rowSumsWasm) as Kernel;
    growTo(this.kernel.memory, bytes);
    const { buffer } = this.kernel.memory;
    this.addresses = new Uint32Array(buffer, 0, ROWS_AT_ONCE);
    this.values = new Float32Array(buffer, this.addresses.byteLength, ROWS_AT_ONCE);
    this.sums = new Float32Array(buffer, sumsAt, sums);
    this.data = new Float32Array(buffer, dataAt, length);
  }

  /**
   * sums[at .. at + cols] = sum of value times row. starts: where in `data` each row begins; values: as many; cols: numbers
   * of a row. O(rows cols).
   */
  sum(starts: ArrayLike<number>, values: ArrayLike<number>, cols: number, at = 0): void {
    const into = this.sums.byteOffset + ONE * at;
    this.sums.fill(0, at, at + cols);
    for (let from = 0; from < starts.length; from += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, starts.length - from);
      for (let n = 0; n < count; n++) {
        this.addresses[n] = this.data.byteOffset + ONE * starts[from + n];
        this.values[n] = values[from + n];
      }
      this.kernel.addRows(into, cols, this.addresses.byteOffset, this.values.byteOffset, count);
    }
  }
}

/** A matrix whose rows can be summed. */
export class SummableMatrix extends Matrix<Float32Array> {
  private readonly starts: Uint32Array;

  private constructor(
    rows: number,
    cols: number,
    private readonly store: SummableRows,
  ) {
    super(rows, cols, store.data);
    this.starts = Uint32Array.from({ length: rows }, (_, r) => r * cols);
  }

  /** In single precision. */
  static copyOf({ rows, cols, data }: Matrix<Floats>): SummableMatrix {
    const store = new SummableRows(data.length, cols);
    store.data.set(data);
    return new SummableMatrix(rows, cols, store);
  }

  /** v' A: cols. v: rows. O(rows cols). */
  sumOfRows(v: ArrayLike<number>): Float32Array {
    this.store.sum(this.starts, v, this.cols);
    return this.store.sums.slice();
  }
}
