import { Matrix, type Matrix32 } from './matrix';
import { LARGEST_BYTE, rounded } from './rounded-matrix';
import { roundedProductWasm } from './rounded-product.wasm';
import { growTo, instantiate, type WasmMemory } from './web-assembly';

/** See wasm/rounded-product.ts. */
interface Kernel {
  readonly memory: WasmMemory;
  multiply(
    products: number,
    rows: number,
    cols: number,
    matrix: number,
    vector: number,
    scales: number,
    scale: number,
  ): void;
}

/** Rows, and columns, that the kernel takes together. */
const ROWS = 4;
const COLS = 8;

/** The largest number of 16 bits that has its opposite. */
const LARGEST_16 = 32_767;

/** What a sum of 32 bits may grow to by the vector as it is, which leaves as much again for what its rounding adds. */
const LARGEST_SUM = 0x4000_0000;

/** The numbers of a matrix of 8 bits a number: element (r, c) is `rowScales[r] * colScales[c] * data[r * cols + c]`. */
export interface ScaledBytes {
  readonly rows: number;
  readonly cols: number;
  /** rows */
  readonly rowScales: Float32Array;
  /** cols */
  readonly colScales: Float32Array;
  readonly data: Int8Array;
}

/**
 * A matrix that is multiplied by vectors often: 8 bits a number, in the memory of a WebAssembly kernel. Columns are brought to one size
 * before rows are rounded, so that a small column is not lost beside a large one.
 */
export class MultipliableMatrix implements ScaledBytes {
  readonly rows: number;
  readonly cols: number;
  readonly rowScales: Float32Array;
  readonly colScales: Float32Array;
  readonly data: Int8Array;
  private readonly kernel: Kernel;
  private readonly products: Float32Array;
  private readonly vector: Int16Array;

  /** Keeps a copy. Throws RangeError when it does not fit in 4 GiB. */
  constructor({ rows, cols, rowScales, colScales, data }: ScaledBytes) {
    // Of rows behind the last one nothing is told.
    const allRows = Math.ceil(rows / ROWS) * ROWS;
    const allCols = Math.ceil(cols / COLS) * COLS;
    const scalesAt = 4 * allRows;
    const vectorAt = 2 * scalesAt;
    const dataAt = vectorAt + 2 * allCols;
    const end = dataAt + allRows * cols + COLS;
    this.kernel = instantiate(roundedProductWasm) as Kernel;
    growTo(this.kernel.memory, end);
    const { buffer } = this.kernel.memory;
    this.products = new Float32Array(buffer, 0, allRows);
    this.rowScales = new Float32Array(buffer, scalesAt, rows);
    this.vector = new Int16Array(buffer, vectorAt, allCols);
    this.data = new Int8Array(buffer, dataAt, rows * cols);
    this.rowScales.set(rowScales);
    this.data.set(data);
    this.rows = rows;
    this.cols = cols;
    this.colScales = colScales;
  }

  /** A in 8 bits: off by a 254th of the largest of its row at most, where the numbers of a column are of mean square 1. O(rows cols). */
  static of({ rows, cols, data }: Matrix32): MultipliableMatrix {
    const squares = new Float64Array(cols);
    for (let n = 0; n < data.length; n++) {
      squares[n % cols] += data[n] * data[n];
    }
    const colScales = Float32Array.from(squares, (sum) => Math.sqrt(sum / Math.max(1, rows)));
    const even = data.map((x, n) => (colScales[n % cols] === 0 ? 0 : x / colScales[n % cols]));
    const { scales, data: bytes } = rounded(new Matrix(rows, cols, even));
    return new MultipliableMatrix({ rows, cols, rowScales: scales, colScales, data: bytes });
  }

  /** Row r: cols. */
  row(r: number): Float32Array {
    return this.colScales.map((scale, c) => scale * this.rowScales[r] * this.data[r * this.cols + c]);
  }

  /** A v, in `into`: rows. v: cols, which is rounded to 16 bits, in the units of the columns. O(rows cols). */
  times(v: ArrayLike<number>, into: Float32Array = new Float32Array(this.rows)): Float32Array {
    let largest = 0;
    let sum = 0;
    for (let c = 0; c < this.cols; c++) {
      const size = Math.abs(v[c] * this.colScales[c]);
      largest = Math.max(largest, size);
      sum += size;
    }
    const scale = Math.max(largest / LARGEST_16, (LARGEST_BYTE * sum) / LARGEST_SUM);
    for (let c = 0; c < this.cols; c++) {
      this.vector[c] = Math.round((v[c] * this.colScales[c]) / scale);
    }
    const { kernel, products, data, vector, rowScales } = this;
    kernel.multiply(
      products.byteOffset,
      products.length,
      this.cols,
      data.byteOffset,
      vector.byteOffset,
      rowScales.byteOffset,
      scale,
    );
    into.set(products.subarray(0, this.rows));
    return into;
  }
}
