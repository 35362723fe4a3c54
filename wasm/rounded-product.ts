// AssemblyScript, not TypeScript: `npm run build:wasm` compiles it to src/engine/linear-algebra/rounded-product.wasm.ts.

/** Whole numbers are added up, so that the order is of no matter and every machine gives the same bytes. All addresses are in bytes. */

/** Numbers that are multiplied together: bytes of a row, each by two bytes of the vector. */
const EIGHT: usize = 8;

/**
 * products[r] = scale scales[r] (row r of the matrix by the vector), in single precision. matrix: rows x cols, 8 bits a number;
 * vector: cols of 16 bits, and zeros up to a multiple of eight. rows is a multiple of four. Up to seven bytes behind the matrix are read.
 */
export function multiply(
  products: usize,
  rows: i32,
  cols: i32,
  matrix: usize,
  vector: usize,
  scales: usize,
  scale: f32,
): void {
  const end = products + 4 * <usize>rows;
  const endOfVector = vector + 2 * <usize>cols;
  const stride = <usize>cols;
  for (; products < end; products += 16, scales += 16, matrix += 4 * stride) {
    let s0 = i32x4.splat(0);
    let s1 = i32x4.splat(0);
    let s2 = i32x4.splat(0);
    let s3 = i32x4.splat(0);
    let r0 = matrix;
    let r1 = r0 + stride;
    let r2 = r1 + stride;
    let r3 = r2 + stride;
    for (let at = vector; at < endOfVector; at += 2 * EIGHT, r0 += EIGHT, r1 += EIGHT, r2 += EIGHT, r3 += EIGHT) {
      const v = v128.load(at);
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r0)));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r1)));
      s2 = i32x4.add(s2, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r2)));
      s3 = i32x4.add(s3, i32x4.dot_i16x8_s(v, v128.load_ext<i8>(r3)));
    }
    const sums = f32x4.convert_i32x4_s(pairs(pairs(s0, s1), pairs(s2, s3)));
    v128.store(products, f32x4.mul(f32x4.mul(sums, v128.load(scales)), f32x4.splat(scale)));
  }
}

/** The sums of the two pairs of a, and of those of b. */
function pairs(a: v128, b: v128): v128 {
  return i32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
}
