import { NotPositiveDefinite } from '../errors';
import type { Matrix } from './matrix';
import { spdInverseWasm } from './spd-inverse.wasm';
import { growTo, instantiate, type WasmMemory } from './web-assembly';

/** See wasm/spd-inverse.ts. */
interface Kernel {
  readonly memory: WasmMemory;
  workBytes(n: number): number;
  /** Addresses in bytes; a number above 2^31 - 1 arrives as the unsigned address it is. */
  invert(a: number, n: number, work: number): number;
}

/** The kernel works on squares of four rows. */
const ROWS_AT_ONCE = 4;

/** Rows that fit in the 4 GiB of a WebAssembly memory beside the work space. */
const MOST_ROWS = 22_000;

/**
 * Inverts symmetric positive definite matrices, one after the other in the same memory, which grows to the largest of them
 * and is given back with the inverter. Every machine computes the same bytes.
 */
export class SpdInverter {
  private readonly kernel = instantiate(spdInverseWasm) as Kernel;

  /**
   * Replace A by (A + ridge I)^-1. A: n x n symmetric, of which the lower half is read; both halves are written. O(n^3):
   * n^3 multiplications and additions, about 20 a nanosecond on one core. Throws NotPositiveDefinite, and leaves A as it was.
   */
  invert(a: Matrix, ridge = 0): Matrix {
    const { rows: n, data } = a;
    if (n > MOST_ROWS) {
      throw new RangeError(`${n} rows; ${MOST_ROWS} at most`);
    }
    const stride = Math.ceil(n / ROWS_AT_ONCE) * ROWS_AT_ONCE;
    const lower = this.room(stride);
    for (let r = 0; r < n; r++) {
      lower.set(data.subarray(r * n, r * n + r + 1), r * stride);
      lower[r * stride + r] += ridge;
    }
    // Up to three rows of the identity, which make the size even and change nothing.
    for (let r = n; r < stride; r++) {
      lower.fill(0, r * stride, r * stride + r);
      lower[r * stride + r] = 1;
    }
    const pivot = this.kernel.invert(0, stride, 8 * lower.length);
    if (pivot >= 0) {
      throw new NotPositiveDefinite(`pivot ${pivot} of ${n} is not above zero`);
    }
    copyNegated(lower, stride, a);
    return a;
  }

  /** A view of memory for n x n numbers, with the work space behind it. */
  private room(n: number): Float64Array {
    const { memory } = this.kernel;
    growTo(memory, 8 * n * n + this.kernel.workBytes(n));
    return new Float64Array(memory.buffer, 0, n * n);
  }
}

/** (A + ridge I)^-1 in the place of A, see SpdInverter. */
export function spdInverse(a: Matrix, ridge = 0): Matrix {
  return new SpdInverter().invert(a, ridge);
}

/** Squares that are turned over while they are in the cache. */
const SQUARE = 32;

/** Both halves of A = minus the lower half of a matrix with rows of `stride`. */
function copyNegated(lower: Float64Array, stride: number, { rows: n, data }: Matrix): void {
  for (let rowFrom = 0; rowFrom < n; rowFrom += SQUARE) {
    for (let colFrom = 0; colFrom <= rowFrom; colFrom += SQUARE) {
      for (let r = rowFrom; r < Math.min(n, rowFrom + SQUARE); r++) {
        for (let c = colFrom; c <= Math.min(r, colFrom + SQUARE - 1); c++) {
          data[r * n + c] = data[c * n + r] = -lower[r * stride + c];
        }
      }
    }
  }
}
