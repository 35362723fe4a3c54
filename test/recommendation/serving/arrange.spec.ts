import * as fc from 'fast-check';
import { arrange } from '../../../src/recommendation/serving/arrange';
import type { RuleSet } from '../../../src/recommendation/serving/compiled-rules';

const none: RuleSet = { pins: [], lifts: [], caps: [], quotas: [] };
const rule = (id: number) => ({ id, name: `R${id}` });
const pin = (film: number, place: number, id = 1) => ({ rule: rule(id), film, place });
/** values: of each film a list. */
const cap = (most: number, values: number[][], id = 1) => ({
  rule: rule(id),
  values,
  valueCount: Math.max(0, ...values.flat()) + 1,
  most,
});
const quota = (share: number, films: number[], id = 1) => ({ rule: rule(id), films: Uint8Array.from(films), share });
const order = Uint32Array.from([4, 2, 5, 0, 1, 3]);
const list = (rules: Partial<RuleSet>, pageLength = 3, length = 6) =>
  Array.from(arrange(order, { ...none, ...rules }, pageLength, length).films);

describe('a list arranged by rules', () => {
  it('is the order where nothing is asked, as long as asked', () => {
    expect(list({})).toEqual([4, 2, 5, 0, 1, 3]);
    expect(list({}, 3, 2)).toEqual([4, 2]);
    expect(list({}, 3, 99)).toEqual([4, 2, 5, 0, 1, 3]);
    expect(Array.from(arrange(new Uint32Array(0), { ...none, pins: [pin(0, 1)] }, 3, 5).films)).toEqual([]);
  });

  it('has pinned films at their places, the older of two first, and at the end what is pinned beyond it', () => {
    expect(list({ pins: [pin(1, 2)] })).toEqual([4, 1, 2, 5, 0, 3]);
    expect(list({ pins: [pin(1, 2), pin(3, 2, 2)] })).toEqual([4, 1, 3, 2, 5, 0]);
    expect(list({ pins: [pin(4, 50)] })).toEqual([2, 5, 0, 1, 3, 4]);
    // Not in the list, and twice in the rules.
    expect(list({ pins: [pin(9, 1), pin(1, 2), pin(1, 3)] })).toEqual([4, 1, 2, 5, 0, 3]);
  });

  it('has at most so many of a value in a page, those put off first on the next, and all where nothing else is left', () => {
    // Films 4, 2, 5 and 1 are of value 0.
    const values = [[1], [0], [0], [2], [0], [0]];
    const arranged = arrange(order, { ...none, caps: [cap(1, values)] }, 3, 6);
    expect(Array.from(arranged.films)).toEqual([4, 0, 3, 2, 5, 1]);
    expect([...arranged.putOff].map(([film, rules]) => [film, rules[0].id])).toEqual([
      [2, 1],
      [5, 1],
      [1, 1],
    ]);
    // A film of two values counts for both; one without any is never in the way.
    expect(list({ caps: [cap(1, [[1], [], [0], [], [0, 1], [1]])] }, 3)).toEqual([4, 1, 3, 2, 5, 0]);
  });

  it('counts the pinned films of a page from its top on', () => {
    const values = [[1], [0], [0], [2], [0], [0]];
    expect(list({ pins: [pin(1, 3)], caps: [cap(1, values)] })).toEqual([0, 3, 1, 4, 2, 5]);
  });

  it('keeps a share of the places up to each, by the best of what it is for', () => {
    // Films 1 and 3, the last of the order.
    const films = [0, 1, 0, 1, 0, 0];
    const arranged = arrange(order, { ...none, quotas: [quota(0.5, films, 7)] }, 3, 6);
    expect(Array.from(arranged.films)).toEqual([4, 1, 2, 3, 5, 0]);
    expect([...arranged.brought].map(([film, { id }]) => [film, id])).toEqual([
      [1, 7],
      [3, 7],
    ]);
    expect(list({ quotas: [quota(0.2, films)] })).toEqual([4, 2, 5, 0, 1, 3]);
    expect(list({ quotas: [quota(1, films)] })).toEqual([1, 3, 4, 2, 5, 0]);
    // Of two that are not reached the one that is reached least.
    expect(list({ quotas: [quota(1, [1, 0, 0, 0, 1, 1]), quota(0.5, films)] })).toEqual([4, 1, 5, 0, 3, 2]);
    // A pinned film counts for it; one that a page has enough of is not brought.
    expect(list({ pins: [pin(3, 1)], quotas: [quota(0.5, films)] })).toEqual([3, 4, 2, 1, 5, 0]);
    expect(list({ caps: [cap(1, [[], [0], [], [0], [], []])], quotas: [quota(1, films)] })).toEqual([1, 4, 2, 3, 5, 0]);
  });

  it('holds every film once, and begins as a shorter one does, whatever the rules', () => {
    const films = 12;
    const mark = fc.array(fc.nat(1), { minLength: films, maxLength: films });
    const rules = fc.record({
      pins: fc.array(fc.record({ film: fc.nat(15), place: fc.integer({ min: 1, max: 20 }) }), { maxLength: 5 }),
      caps: fc.array(
        fc.record({
          most: fc.integer({ min: 1, max: 3 }),
          values: fc.array(fc.uniqueArray(fc.nat(3), { maxLength: 3 }), { minLength: films, maxLength: films }),
        }),
        { maxLength: 2 },
      ),
      quotas: fc.array(fc.record({ share: fc.double({ min: 0.01, max: 1, noNaN: true }), films: mark }), {
        maxLength: 2,
      }),
    });
    fc.assert(
      fc.property(
        rules,
        fc.shuffledSubarray([...Array(films).keys()]),
        fc.integer({ min: 1, max: 7 }),
        (given, some, page) => {
          const set: RuleSet = {
            lifts: [],
            pins: given.pins.map(({ film, place }, n) => pin(film, place, n)).sort((a, b) => a.place - b.place),
            caps: given.caps.map(({ most, values }, n) => cap(most, values, n)),
            quotas: given.quotas.map(({ share, films: marked }, n) => quota(share, marked, n)),
          };
          const best = Uint32Array.from(some);
          const whole = Array.from(arrange(best, set, page, best.length).films);
          expect([...whole].sort((a, b) => a - b)).toEqual([...some].sort((a, b) => a - b));
          for (let length = 0; length < whole.length; length++)
            expect(Array.from(arrange(best, set, page, length).films)).toEqual(whole.slice(0, length));
        },
      ),
    );
  });
});
