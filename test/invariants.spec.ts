import { at, BrokenInvariant, known, present } from '../src/invariants';

describe('what must be there', () => {
  it('is an element of a list, or the list says what it holds', () => {
    expect(at([4, 5], 1)).toBe(5);
    expect(at(Uint32Array.of(7), 0)).toBe(7);
    for (const place of [-1, 2, 0.5, NaN]) expect(() => at([4, 5], place, 'film')).toThrow(BrokenInvariant);
    expect(() => at([4, 5], 2, 'film')).toThrow('no film at 2: there are 2');
  });

  it('is a key of a map, whatever its value', () => {
    const map = new Map<string, number | undefined>([
      ['zero', 0],
      ['none', undefined],
    ]);
    expect(known(map, 'zero')).toBe(0);
    expect(known(map, 'none')).toBeUndefined();
    expect(() => known(map, 'one', 'film')).toThrow(new BrokenInvariant('film one is not known'));
  });

  it('is a value, and 0 and the empty text are values', () => {
    expect(present(0, 'count')).toBe(0);
    expect(present('', 'text')).toBe('');
    for (const none of [undefined, null]) expect(() => present(none, 'model')).toThrow('model is missing');
  });
});
