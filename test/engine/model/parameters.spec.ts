import fc from 'fast-check';
import { InvalidParameters } from '../../../src/engine/errors';
import {
  checkParameters,
  defaultParameters,
  effectiveDimensions,
  effectiveTasteCount,
} from '../../../src/engine/model/parameters';

describe('training parameters', () => {
  it('shrink as in the reference when there are few users or films', () => {
    expect(effectiveDimensions(32, 610, 9724)).toBe(32);
    expect(effectiveDimensions(32, 20, 9724)).toBe(19);
    expect(effectiveTasteCount(200, 610)).toBe(152);
    expect(effectiveTasteCount(200, 100_000)).toBe(200);
    expect(effectiveTasteCount(200, 5)).toBe(2);
  });

  it('leave one of each to a single user or film, and none to nobody', () => {
    expect([effectiveDimensions(32, 1, 1), effectiveTasteCount(200, 1)]).toEqual([1, 1]);
    expect([effectiveDimensions(32, 0, 0), effectiveTasteCount(200, 0)]).toEqual([0, 0]);
  });

  it('never ask for more than there is', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (users, films) => {
        expect(effectiveDimensions(32, users, films)).toBeLessThanOrEqual(Math.min(32, users, films));
        expect(effectiveTasteCount(200, users)).toBeLessThanOrEqual(users);
      }),
    );
  });

  it.each([
    { dimensions: 0 },
    { dimensions: 1.5 },
    { tasteCount: -1 },
    { tau: NaN },
    { head: -1 },
    { halo: 0.5 },
    { ridgeW: 0 },
    { userNormalisation: -0.1 },
    { userNormalisation: 1.1 },
    { userNormalisation: NaN },
    { halfLife: 0 },
    { dislike: -0.1 },
    { centring: -0.1 },
    { centring: 1.1 },
    { centring: NaN },
    { biasWeight: -1 },
    { popularityWeight: NaN },
    { popularityEnd: 1.5 },
    { preference: 'cubic' as 'linear' },
    { seed: 0.5 },
  ])('are refused when out of range: %p', (wrong) => {
    expect(() => checkParameters({ ...defaultParameters, ...wrong })).toThrow(InvalidParameters);
    expect(() => checkParameters({ ...defaultParameters, ...wrong })).toThrow(Object.keys(wrong)[0]);
  });

  it('may do without recency', () => {
    expect(() => checkParameters({ ...defaultParameters, halfLife: null })).not.toThrow();
  });
});
