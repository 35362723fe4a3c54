import fc from 'fast-check';
import { disorder, FIRST, type Access } from './register-order';

const write = (value: string, began: number, ended: number): Access => ({ kind: 'write', value, began, ended });
const read = (value: string, began: number, ended: number): Access => ({ kind: 'read', value, began, ended });

describe('disorder', () => {
  it.each<[string, Access[]]>([
    ['nothing', []],
    ['reads before and after a write', [read(FIRST, 0, 1), write('a', 2, 3), read('a', 4, 5)]],
    ['a read beside a write, of either value', [write('a', 0, 5), read(FIRST, 1, 2), read('a', 3, 4)]],
    ['two writes beside each other, of which either is last', [write('a', 0, 5), write('b', 1, 4), read('a', 6, 7)]],
    ['a write that was cut off and never seen', [write('a', 0, 1), write('b', 2, Infinity), read('a', 8, 9)]],
    ['one that was cut off and is seen at last', [write('a', 0, Infinity), read(FIRST, 5, 6), read('a', 7, 8)]],
  ])('sees none in %s', (_, accesses) => {
    expect(disorder(accesses)).toBeNull();
  });

  it.each<[string, Access[], string]>([
    [
      'an acknowledged write that is lost',
      [write('a', 0, 1), read(FIRST, 2, 3)],
      'nothing was seen before and after a',
    ],
    [
      'a value that comes back',
      [write('a', 0, 1), write('b', 2, 3), read('b', 4, 5), read('a', 6, 7)],
      'a was seen after b had replaced it',
    ],
    [
      'a write that is passed over',
      [write('a', 0, 1), write('b', 2, 3), read('a', 4, 5)],
      'a was seen before and after b',
    ],
    ['a value of nobody', [read('a', 0, 1)], 'a was read, and nobody wrote it'],
    ['a value before its time', [read('a', 0, 1), write('a', 2, 3)], 'a was read before it was written'],
    [
      'a write that was cut off, seen, and gone',
      [write('a', 0, Infinity), read('a', 2, 3), read(FIRST, 4, 5)],
      'nothing was seen before and after a',
    ],
  ])('sees %s', (_, accesses, told) => {
    expect(disorder(accesses)).toBe(told);
  });

  it('agrees with trying every order, on any small history', () => {
    const moment = fc.nat(12);
    const access = fc.tuple(fc.boolean(), fc.nat(3), moment, fc.integer({ min: 1, max: 6 }), fc.nat(5));
    fc.assert(
      fc.property(fc.array(access, { maxLength: 6 }), (drawn) => {
        let written = 0;
        const accesses = drawn.map(([isWrite, value, began, lasts, fate], n): Access => {
          // No two moments are the same.
          const [start, end] = [began + n / 20, began + lasts + n / 20 + 0.01];
          if (isWrite) return write(`v${written++}`, start, fate === 0 ? Infinity : end);
          return read(value === 3 ? FIRST : `v${value}`, start, end);
        });
        expect(disorder(accesses) === null).toBe(someOrder(accesses));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Whether some order will do, by trying all of them. */
function someOrder(left: readonly Access[], value = FIRST): boolean {
  if (left.every(({ kind, ended }) => kind === 'write' && ended === Infinity)) return true;
  return left.some((next) => {
    const isFirst = left.every(({ ended }) => ended >= next.began);
    if (!isFirst || (next.kind === 'read' && next.value !== value)) return false;
    const others = left.filter((other) => other !== next);
    return someOrder(others, next.kind === 'write' ? next.value : value);
  });
}
