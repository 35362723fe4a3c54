import { rounded } from '../../src/http/rounded';

describe('a number of an answer', () => {
  it('has so many decimals', () => {
    expect(rounded(0.123456, 4)).toBe(0.1235);
    expect(rounded(-2.5, 0)).toBe(-2);
    expect(rounded(1 / 3, 2)).toBe(0.33);
    expect(rounded(7, 6)).toBe(7);
  });
});
