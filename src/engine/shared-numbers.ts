/** Zeros that other threads read and write without a copy. */
export const sharedNumbers = {
  int32: (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * length)),
  uint32: (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * length)),
  float32: (length: number): Float32Array => new Float32Array(new SharedArrayBuffer(4 * length)),
  float64: (length: number): Float64Array => new Float64Array(new SharedArrayBuffer(8 * length)),
};
