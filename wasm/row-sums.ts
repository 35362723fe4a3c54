// AssemblyScript, not TypeScript: `npm run build:wasm` compiles it to src/engine/linear-algebra/row-sums.wasm.ts.

/**
 * Only multiplication and addition in a fixed order: no fused or relaxed operation, so that every machine gives the same
 * bytes. All addresses are in bytes; sums and values are of single precision, four in a vector.
 */

/** Bytes of a sum, and of a vector. */
const ONE: usize = 4;
const FOUR: usize = 16;

/**
 * sums += values' rows. sums: cols; rows, values: `count` addresses of rows of cols, and by what each is multiplied.
 * Four rows at a time, so that each sum is loaded and stored once for all four.
 */
export function addRows(sums: usize, cols: i32, rows: usize, values: usize, count: i32): void {
  add<f32>(sums, cols, rows, values, count);
}

/** The same of rows of cols numbers of 8 bits each. */
export function addByteRows(sums: usize, cols: i32, rows: usize, values: usize, count: i32): void {
  add<i8>(sums, cols, rows, values, count);
}

function add<T>(sums: usize, cols: i32, rows: usize, values: usize, count: i32): void {
  const end = sums + <usize>cols * ONE;
  const endOfEights = sums + <usize>(cols & ~7) * ONE;
  const endOfFours = rows + <usize>(count & ~3) * ONE;
  const endOfRows = rows + <usize>count * ONE;
  for (; rows < endOfFours; rows += FOUR, values += FOUR) {
    addFour<T>(sums, endOfEights, end, rows, values);
  }
  for (; rows < endOfRows; rows += ONE, values += ONE) {
    addOne<T>(sums, endOfEights, end, <usize>load<u32>(rows), values);
  }
}

function addFour<T>(at: usize, endOfEights: usize, end: usize, rows: usize, values: usize): void {
  let r0 = <usize>load<u32>(rows);
  let r1 = <usize>load<u32>(rows, 4);
  let r2 = <usize>load<u32>(rows, 8);
  let r3 = <usize>load<u32>(rows, 12);
  const v0 = v128.load32_splat(values);
  const v1 = v128.load32_splat(values, 4);
  const v2 = v128.load32_splat(values, 8);
  const v3 = v128.load32_splat(values, 12);
  const eight = 8 * sizeof<T>();
  for (; at < endOfEights; at += 2 * FOUR, r0 += eight, r1 += eight, r2 += eight, r3 += eight) {
    const lows = f32x4.add(
      f32x4.add(f32x4.mul(v0, low<T>(r0)), f32x4.mul(v1, low<T>(r1))),
      f32x4.add(f32x4.mul(v2, low<T>(r2)), f32x4.mul(v3, low<T>(r3))),
    );
    const highs = f32x4.add(
      f32x4.add(f32x4.mul(v0, high<T>(r0)), f32x4.mul(v1, high<T>(r1))),
      f32x4.add(f32x4.mul(v2, high<T>(r2)), f32x4.mul(v3, high<T>(r3))),
    );
    v128.store(at, f32x4.add(v128.load(at), lows));
    v128.store(at, f32x4.add(v128.load(at, 16), highs), 16);
  }
  const one = sizeof<T>();
  for (; at < end; at += ONE, r0 += one, r1 += one, r2 += one, r3 += one) {
    const two = load<f32>(values) * <f32>load<T>(r0) + load<f32>(values, 4) * <f32>load<T>(r1);
    const others = load<f32>(values, 8) * <f32>load<T>(r2) + load<f32>(values, 12) * <f32>load<T>(r3);
    store<f32>(at, load<f32>(at) + (two + others));
  }
}

function addOne<T>(at: usize, endOfEights: usize, end: usize, row: usize, value: usize): void {
  const v = v128.load32_splat(value);
  for (; at < endOfEights; at += 2 * FOUR, row += 8 * sizeof<T>()) {
    v128.store(at, f32x4.add(v128.load(at), f32x4.mul(v, low<T>(row))));
    v128.store(at, f32x4.add(v128.load(at, 16), f32x4.mul(v, high<T>(row))), 16);
  }
  for (; at < end; at += ONE, row += sizeof<T>()) {
    store<f32>(at, load<f32>(at) + load<f32>(value) * <f32>load<T>(row));
  }
}

/** The first and the last four of eight numbers, in single precision. */
function low<T>(eight: usize): v128 {
  return sizeof<T>() == 1
    ? f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load_ext<i8>(eight)))
    : v128.load(eight);
}

function high<T>(eight: usize): v128 {
  return sizeof<T>() == 1
    ? f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(v128.load_ext<i8>(eight)))
    : v128.load(eight, 16);
}
