// AssemblyScript, not TypeScript: `npm run build:wasm` compiles it to src/engine/spd-inverse.wasm.ts.

/**
 * Inverse of a symmetric positive definite matrix by a one-sweep blocked Cholesky: factorisation, inversion of the factor
 * and product of the inverses in one pass over the matrix (P. Bientinesi, B. Gunter, R. van de Geijn, "Families of
 * algorithms related to the inversion of a symmetric positive definite matrix", ACM TOMS 35, 2008).
 *
 * For each block K of columns, with A(K,K) = L L' and M = L^-1:
 *
 *     Z = A(:,K) M'        A(I,J) -= Z(I) Z(J)'  for all I, J but K        A(:,K) = Z M        A(K,K) = -M'M
 *
 * After the last block A holds minus its inverse. n^3 operations, of which all but O(n^2) are in `subtractTile`.
 *
 * Only multiplication and addition, one after the other: no fused or relaxed operation, so that every machine gives the
 * same bytes. All addresses are in bytes; all matrices are of doubles.
 */

/** Columns taken together. 4 x BLOCK numbers, two panels, fit in the first-level cache. */
const BLOCK: i32 = 64;

/** Bytes of a block. */
const SQUARE: usize = <usize>(BLOCK * BLOCK) * 8;

/** Columns of the update that are in the second-level cache together. */
const COLUMNS_AT_ONCE: i32 = 256;

/** Bytes of a double, and of four. */
const ONE: usize = 8;
const FOUR: usize = 32;

/** Bytes of work space for a matrix of n rows. */
export function workBytes(n: i32): usize {
  return <usize>((n + 4 * BLOCK) * BLOCK) * ONE;
}

/**
 * Turn the lower half of A into that of minus its inverse. a: n x n, row-major, n a multiple of 4; work: workBytes(n).
 * Returns -1, or the row of the first pivot that is not above zero; what is then left of A is of no use.
 */
export function invert(a: usize, n: i32, work: usize): i32 {
  const m = work;
  const mPanels = m + SQUARE;
  const mTransposed = mPanels + SQUARE;
  const scratch = mTransposed + SQUARE;
  const z = scratch + SQUARE;
  for (let k = 0; k < n; k += BLOCK) {
    const b = min(BLOCK, n - k);
    const pivot = invertFactor(element(a, n, k, k), n, b, m);
    if (pivot >= 0) {
      return k + pivot;
    }
    packRows(m, b, mPanels);
    packColumns(m, b, mTransposed);
    makeZ(a, n, k, b, mPanels, scratch, z);
    update(a, n, k, b, z);
    replaceBlock(a, n, k, b, mTransposed, z);
  }
  return -1;
}

function element(a: usize, n: i32, row: i32, col: i32): usize {
  return a + (<usize>row * <usize>n + <usize>col) * ONE;
}

/** M = L^-1, b x b with zeros above the diagonal, of the diagonal block at `a`. Returns -1 or the row of a bad pivot. */
function invertFactor(a: usize, n: i32, b: i32, m: usize): i32 {
  memory.fill(m, 0, <usize>(b * b) * ONE);
  // L, row by row.
  for (let i = 0; i < b; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = load<f64>(element(a, n, i, j));
      for (let p = 0; p < j; p++) {
        sum -= load<f64>(element(m, b, i, p)) * load<f64>(element(m, b, j, p));
      }
      if (j < i) {
        sum /= load<f64>(element(m, b, j, j));
      } else if (sum > 0 && sum < Infinity) {
        sum = Math.sqrt(sum);
      } else {
        return i;
      }
      store<f64>(element(m, b, i, j), sum);
    }
  }
  // Its inverse in its place, column by column: column j needs of L only what is right of j.
  for (let j = 0; j < b; j++) {
    store<f64>(element(m, b, j, j), 1 / load<f64>(element(m, b, j, j)));
    for (let i = j + 1; i < b; i++) {
      let sum: f64 = 0;
      for (let p = j; p < i; p++) {
        sum -= load<f64>(element(m, b, i, p)) * load<f64>(element(m, b, p, j));
      }
      store<f64>(element(m, b, i, j), sum / load<f64>(element(m, b, i, i)));
    }
  }
  return -1;
}

/** Panels of four rows: panel r / 4 holds element (r + t, p) at p * 4 + t. */
function packRows(m: usize, b: i32, panels: usize): void {
  for (let r = 0; r < b; r += 4) {
    for (let p = 0; p < b; p++) {
      for (let t = 0; t < 4; t++) {
        store<f64>(panels + <usize>(r * b + p * 4 + t) * ONE, load<f64>(element(m, b, r + t, p)));
      }
    }
  }
}

/** The same of the transpose. */
function packColumns(m: usize, b: i32, panels: usize): void {
  for (let r = 0; r < b; r += 4) {
    for (let p = 0; p < b; p++) {
      for (let t = 0; t < 4; t++) {
        store<f64>(panels + <usize>(r * b + p * 4 + t) * ONE, load<f64>(element(m, b, p, r + t)));
      }
    }
  }
}

/** Z = A(:,K) M', as panels of four rows of b columns. The rows of K itself are left out. */
function makeZ(a: usize, n: i32, k: i32, b: i32, mPanels: usize, scratch: usize, z: usize): void {
  for (let i = 0; i < n; i += 4) {
    if (i >= k && i < k + b) {
      continue;
    }
    for (let p = 0; p < b; p++) {
      for (let t = 0; t < 4; t++) {
        const from = i > k ? element(a, n, i + t, k + p) : element(a, n, k + p, i + t);
        store<f64>(scratch + <usize>(p * 4 + t) * ONE, load<f64>(from));
      }
    }
    for (let q = 0; q < b; q += 4) {
      // M is zero above its diagonal: of row q no more than q + 1 elements count.
      setTile(mPanels + <usize>(q * b) * ONE, scratch, q + 4, z + <usize>(i * b + q * 4) * ONE, FOUR, 1);
    }
  }
}

/** A(I,J) -= Z(I) Z(J)' in the lower half, but for the rows and columns of K. */
function update(a: usize, n: i32, k: i32, b: i32, z: usize): void {
  const stride = <usize>n * ONE;
  for (let from = 0; from < n; from += COLUMNS_AT_ONCE) {
    const to = min(from + COLUMNS_AT_ONCE, n);
    for (let i = from; i < n; i += 4) {
      if (i >= k && i < k + b) {
        continue;
      }
      const zi = z + <usize>(i * b) * ONE;
      const end = min(to, i + 4);
      for (let j = from; j < end; j += 4) {
        if (j == k) {
          j += b - 4;
          continue;
        }
        subtractTile(zi, z + <usize>(j * b) * ONE, b, element(a, n, i, j), stride);
      }
    }
  }
}

/** A(:,K) = Z M, A(K,K) = -M'M. */
function replaceBlock(a: usize, n: i32, k: i32, b: i32, mTransposed: usize, z: usize): void {
  const stride = <usize>n * ONE;
  for (let p = 0; p < b; p += 4) {
    // Column p of M begins with p zeros.
    const skipped = <usize>p * FOUR;
    const mp = mTransposed + <usize>(p * b) * ONE + skipped;
    for (let i = 0; i < n; i += 4) {
      const zi = z + <usize>(i * b) * ONE + skipped;
      if (i < k) {
        setTile(mp, zi, b - p, element(a, n, k + p, i), stride, 1);
      } else if (i >= k + b) {
        setTile(zi, mp, b - p, element(a, n, i, k + p), stride, 1);
      } else if (i - k <= p) {
        setTile(mp, mTransposed + <usize>((i - k) * b) * ONE + skipped, b - p, element(a, n, k + p, i), stride, -1);
      }
    }
  }
}

/** C -= U V'. u, v: panels of 4 x depth; c: 4 x 4, its rows `stride` bytes apart. */
function subtractTile(u: usize, v: usize, depth: i32, c: usize, stride: usize): void {
  const c1 = c + stride;
  const c2 = c1 + stride;
  const c3 = c2 + stride;
  let s00 = v128.load(c);
  let s01 = v128.load(c, 16);
  let s10 = v128.load(c1);
  let s11 = v128.load(c1, 16);
  let s20 = v128.load(c2);
  let s21 = v128.load(c2, 16);
  let s30 = v128.load(c3);
  let s31 = v128.load(c3, 16);
  const end = u + <usize>depth * FOUR;
  for (; u < end; u += FOUR, v += FOUR) {
    const v0 = v128.load(v);
    const v1 = v128.load(v, 16);
    const u0 = v128.load64_splat(u);
    s00 = f64x2.sub(s00, f64x2.mul(u0, v0));
    s01 = f64x2.sub(s01, f64x2.mul(u0, v1));
    const u1 = v128.load64_splat(u, 8);
    s10 = f64x2.sub(s10, f64x2.mul(u1, v0));
    s11 = f64x2.sub(s11, f64x2.mul(u1, v1));
    const u2 = v128.load64_splat(u, 16);
    s20 = f64x2.sub(s20, f64x2.mul(u2, v0));
    s21 = f64x2.sub(s21, f64x2.mul(u2, v1));
    const u3 = v128.load64_splat(u, 24);
    s30 = f64x2.sub(s30, f64x2.mul(u3, v0));
    s31 = f64x2.sub(s31, f64x2.mul(u3, v1));
  }
  v128.store(c, s00);
  v128.store(c, s01, 16);
  v128.store(c1, s10);
  v128.store(c1, s11, 16);
  v128.store(c2, s20);
  v128.store(c2, s21, 16);
  v128.store(c3, s30);
  v128.store(c3, s31, 16);
}

/** C = sign U V'. As above; sign is 1 or -1. */
function setTile(u: usize, v: usize, depth: i32, c: usize, stride: usize, sign: f64): void {
  const zero = f64x2.splat(0);
  for (let row = 0, at = c; row < 4; row++, at += stride) {
    v128.store(at, zero);
    v128.store(at, zero, 16);
  }
  subtractTile(u, v, depth, c, stride);
  if (sign > 0) {
    for (let row = 0, at = c; row < 4; row++, at += stride) {
      v128.store(at, f64x2.neg(v128.load(at)));
      v128.store(at, f64x2.neg(v128.load(at, 16)), 16);
    }
  }
}
