import * as fc from 'fast-check';
import { exp, log, log2, powers } from '../../src/engine/elementary';

/** Distance in units of the last place of `expected`. */
function ulps(value: number, expected: number): number {
  if (value === expected) return 0;
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(expected))));
  return Math.abs(value - expected) / 2 ** (exponent - 52);
}

describe('elementary functions', () => {
  // The engine's own differ from ours by what two implementations of less than one unit may.
  const SAME = 2;

  it('is e^x', () => {
    fc.assert(fc.property(fc.double({ min: -708, max: 709, noNaN: true }), (x) => ulps(exp(x), Math.exp(x)) <= SAME));
    fc.assert(fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (x) => ulps(exp(x), Math.exp(x)) <= SAME));
    expect(exp(0)).toBe(1);
    expect(exp(1)).toBeCloseTo(Math.E, 15);
    expect([exp(Infinity), exp(800), exp(-Infinity), exp(-800)]).toEqual([Infinity, Infinity, 0, 0]);
    expect(exp(NaN)).toBeNaN();
  });

  it('is the logarithm', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => ulps(log(x), Math.log(x)) <= SAME),
    );
    fc.assert(fc.property(fc.double({ min: 1e-3, max: 10, noNaN: true }), (x) => ulps(log(x), Math.log(x)) <= SAME));
    expect([log(1), log(0), log(Infinity)]).toEqual([0, -Infinity, Infinity]);
    expect([log(-1), log(NaN)]).toEqual([NaN, NaN]);
    for (let n = 0; n < 60; n++) expect(log2(2 ** n)).toBeCloseTo(n, 13);
  });

  it('has the bits written down here, on every version of Node', () => {
    const bits = (x: number): string => Buffer.from(Float64Array.of(x).buffer).readBigUInt64LE().toString(16);
    expect([0.1, -1.3, 2, 77.7, -700].map((x) => bits(exp(x)))).toEqual([
      '3ff1aec7b35a00d4',
      '3fd17129308ce281',
      '401d8e64b8d4ddae',
      '46f11e18088a5987',
      'd14f2b0fb9307f',
    ]);
    expect([0.1, 0.7, 1.0000001, 3, 1e200].map((x) => bits(log(x)))).toEqual([
      'c0026bb1bbb55515',
      'bfd6d3c324e13f50',
      '3e7ad7f2847b6492',
      '3ff193ea7aad030a',
      '407cc845b54b54f2',
    ]);
  });

  it('multiplies powers up', () => {
    expect([...powers(0.5, 4)]).toEqual([1, 0.5, 0.25, 0.125]);
    expect([...powers(0, 3)]).toEqual([1, 0, 0]);
    expect([...powers(0.9, 0)]).toEqual([]);
  });
});
