// AssemblyScript, not TypeScript: `npm run build:wasm` compiles it to src/engine/row-sums.wasm.ts.

/**
 * Only multiplication and addition in a fixed order: no fused or relaxed operation, so that every machine gives the same
 * bytes. All addresses are in bytes; all numbers are of single precision, four in a vector.
 */

/** Bytes of a number, and of a vector. */
const ONE: usize = 4;
const FOUR: usize = 16;

/** Numbers of a byte that are read together: two vectors of sums. */
const EIGHT: usize = 8;

/**
 * sums += values' rows. sums: cols; rows, values: `count` addresses of rows of cols, and by what each is multiplied.
 * Four rows at a time, so that each sum is loaded and stored once for all four.
 */
export function addRows(sums: usize, cols: i32, rows: usize, values: usize, count: i32): void {
  const end = sums + <usize>cols * ONE;
  const endOfVectors = sums + <usize>(cols & ~3) * ONE;
  const endOfFours = rows + <usize>(count & ~3) * ONE;
  const endOfRows = rows + <usize>count * ONE;
  for (; rows < endOfFours; rows += FOUR, values += FOUR) {
    addFour(sums, endOfVectors, end, rows, values);
  }
  for (; rows < endOfRows; rows += ONE, values += ONE) {
    addOne(sums, endOfVectors, end, <usize>load<u32>(rows), values);
  }
}

function addFour(at: usize, endOfVectors: usize, end: usize, rows: usize, values: usize): void {
  let r0 = <usize>load<u32>(rows);
  let r1 = <usize>load<u32>(rows, 4);
  let r2 = <usize>load<u32>(rows, 8);
  let r3 = <usize>load<u32>(rows, 12);
  const v0 = v128.load32_splat(values);
  const v1 = v128.load32_splat(values, 4);
  const v2 = v128.load32_splat(values, 8);
  const v3 = v128.load32_splat(values, 12);
  for (; at < endOfVectors; at += FOUR, r0 += FOUR, r1 += FOUR, r2 += FOUR, r3 += FOUR) {
    const two = f32x4.add(f32x4.mul(v0, v128.load(r0)), f32x4.mul(v1, v128.load(r1)));
    const others = f32x4.add(f32x4.mul(v2, v128.load(r2)), f32x4.mul(v3, v128.load(r3)));
    v128.store(at, f32x4.add(v128.load(at), f32x4.add(two, others)));
  }
  for (; at < end; at += ONE, r0 += ONE, r1 += ONE, r2 += ONE, r3 += ONE) {
    const two = load<f32>(values) * load<f32>(r0) + load<f32>(values, 4) * load<f32>(r1);
    const others = load<f32>(values, 8) * load<f32>(r2) + load<f32>(values, 12) * load<f32>(r3);
    store<f32>(at, load<f32>(at) + (two + others));
  }
}

function addOne(at: usize, endOfVectors: usize, end: usize, row: usize, value: usize): void {
  const v = v128.load32_splat(value);
  for (; at < endOfVectors; at += FOUR, row += FOUR) {
    v128.store(at, f32x4.add(v128.load(at), f32x4.mul(v, v128.load(row))));
  }
  for (; at < end; at += ONE, row += ONE) {
    store<f32>(at, load<f32>(at) + load<f32>(value) * load<f32>(row));
  }
}

/** The same of rows of cols numbers of 8 bits each. */
export function addByteRows(sums: usize, cols: i32, rows: usize, values: usize, count: i32): void {
  const end = sums + <usize>cols * ONE;
  const endOfVectors = sums + <usize>(cols & ~7) * ONE;
  const endOfFours = rows + <usize>(count & ~3) * ONE;
  const endOfRows = rows + <usize>count * ONE;
  for (; rows < endOfFours; rows += FOUR, values += FOUR) {
    addFourOfBytes(sums, endOfVectors, end, rows, values);
  }
  for (; rows < endOfRows; rows += ONE, values += ONE) {
    addOneOfBytes(sums, endOfVectors, end, <usize>load<u32>(rows), values);
  }
}

function addFourOfBytes(at: usize, endOfVectors: usize, end: usize, rows: usize, values: usize): void {
  let r0 = <usize>load<u32>(rows);
  let r1 = <usize>load<u32>(rows, 4);
  let r2 = <usize>load<u32>(rows, 8);
  let r3 = <usize>load<u32>(rows, 12);
  const v0 = v128.load32_splat(values);
  const v1 = v128.load32_splat(values, 4);
  const v2 = v128.load32_splat(values, 8);
  const v3 = v128.load32_splat(values, 12);
  for (; at < endOfVectors; at += 2 * FOUR, r0 += EIGHT, r1 += EIGHT, r2 += EIGHT, r3 += EIGHT) {
    const b0 = v128.load_ext<i8>(r0);
    const b1 = v128.load_ext<i8>(r1);
    const b2 = v128.load_ext<i8>(r2);
    const b3 = v128.load_ext<i8>(r3);
    const low = f32x4.add(
      f32x4.add(f32x4.mul(v0, lowOf(b0)), f32x4.mul(v1, lowOf(b1))),
      f32x4.add(f32x4.mul(v2, lowOf(b2)), f32x4.mul(v3, lowOf(b3))),
    );
    const high = f32x4.add(
      f32x4.add(f32x4.mul(v0, highOf(b0)), f32x4.mul(v1, highOf(b1))),
      f32x4.add(f32x4.mul(v2, highOf(b2)), f32x4.mul(v3, highOf(b3))),
    );
    v128.store(at, f32x4.add(v128.load(at), low));
    v128.store(at, f32x4.add(v128.load(at, 16), high), 16);
  }
  for (; at < end; at += ONE, r0++, r1++, r2++, r3++) {
    const two = load<f32>(values) * <f32>load<i8>(r0) + load<f32>(values, 4) * <f32>load<i8>(r1);
    const others = load<f32>(values, 8) * <f32>load<i8>(r2) + load<f32>(values, 12) * <f32>load<i8>(r3);
    store<f32>(at, load<f32>(at) + (two + others));
  }
}

function addOneOfBytes(at: usize, endOfVectors: usize, end: usize, row: usize, value: usize): void {
  const v = v128.load32_splat(value);
  for (; at < endOfVectors; at += 2 * FOUR, row += EIGHT) {
    const bytes = v128.load_ext<i8>(row);
    v128.store(at, f32x4.add(v128.load(at), f32x4.mul(v, lowOf(bytes))));
    v128.store(at, f32x4.add(v128.load(at, 16), f32x4.mul(v, highOf(bytes))), 16);
  }
  for (; at < end; at += ONE, row++) {
    store<f32>(at, load<f32>(at) + load<f32>(value) * <f32>load<i8>(row));
  }
}

/** The first and the last four of eight numbers of 16 bits, in single precision. */
function lowOf(eight: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(eight));
}

function highOf(eight: v128): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(eight));
}
