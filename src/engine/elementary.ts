/**
 * exp and log by + - * / alone, which every engine rounds the same way. What `Math.exp`, `Math.log` and `**` return in the last
 * bit is left to the engine (ECMA-262, "Function Properties of the Math Object"), and V8 has changed it: a model trained by
 * them would differ between two versions of Node. The methods and constants are those of fdlibm (Sun Microsystems, 1993,
 * e_exp.c and e_log.c); the error is below one unit in the last place.
 */

/** ln 2 in two parts: any whole multiple of the first, up to 2^20, is exact. */
const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;

const SQRT_HALF = Math.sqrt(0.5);

/** e^x. Above 709.78 Infinity, below -745.13 zero. O(1) for the x that a softmax has. */
export function exp(x: number): number {
  if (!(x > -746)) return Number.isNaN(x) ? NaN : 0;
  if (x > 710) return Infinity;
  // x = k ln 2 + r with |r| <= ln 2 / 2, and r = high - low.
  const k = Math.floor(x / Math.LN2 + 0.5);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const t = r * r;
  const remez =
    1.66666666666666019037e-1 +
    t *
      (-2.77777777770155933842e-3 +
        t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8)));
  const c = r - t * remez;
  let result = 1 - (low - (r * c) / (2 - c) - high);
  for (let n = 0; n < k; n++) result *= 2;
  for (let n = 0; n > k; n--) result /= 2;
  return result;
}

/** Natural logarithm. NaN below zero. O(1) near 1, O(log x) elsewhere. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  // x = 2^k m with m in [sqrt(1/2), sqrt(2)), where halving and doubling are exact.
  let k = 0;
  let m = x;
  for (; m < SQRT_HALF; k--) m *= 2;
  for (; m >= 2 * SQRT_HALF; k++) m /= 2;
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + even + odd) + k * LN2_LOW) - f);
}

/** Logarithm of base 2. */
export function log2(x: number): number {
  return log(x) / Math.LN2;
}

/** base^0, base^1, ... base^(count - 1), each the one before it times the base: base >= 0. Result: count. O(count). */
export function powers(base: number, count: number): Float64Array {
  const result = new Float64Array(count);
  for (let n = 0, power = 1; n < count; n++, power *= base) result[n] = power;
  return result;
}
