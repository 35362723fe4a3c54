import type { Matrix32 } from './matrix';

/** The largest magnitude of a number of 8 bits that has its opposite. */
export const LARGEST_BYTE = 127;

/**
 * A matrix of 8 bits a number, row-major: element (r, c) is `scales[r] * data[r * cols + c]`, which is off by no more than a 254th of
 * the largest of its row.
 */
export interface RoundedMatrix {
  readonly rows: number;
  readonly cols: number;
  /** rows */
  readonly scales: Float32Array;
  readonly data: Int8Array;
}

/** A in 8 bits. O(rows cols). */
export function rounded({ rows, cols, data }: Matrix32): RoundedMatrix {
  const scales = new Float32Array(rows);
  const bytes = new Int8Array(data.length);
  for (let r = 0; r < rows; r++) {
    let largest = 0;
    for (let n = r * cols; n < (r + 1) * cols; n++) {
      largest = Math.max(largest, Math.abs(data[n]));
    }
    scales[r] = largest / LARGEST_BYTE;
    if (scales[r] === 0) continue;
    for (let n = r * cols; n < (r + 1) * cols; n++) {
      bytes[n] = Math.max(-LARGEST_BYTE, Math.min(LARGEST_BYTE, Math.round(data[n] / scales[r])));
    }
  }
  return { rows, cols, scales, data: bytes };
}
