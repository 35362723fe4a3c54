import { UserCache } from '../../../src/recommendation/serving/user-cache';

const now = { profile: 3, erasures: 1 };

describe('what is kept for users', () => {
  it('holds while neither their ratings nor who they are has changed', () => {
    const cache = new UserCache<number, string>(100, () => 1);
    cache.set(7, 'list', now);
    expect(cache.get(7, now)).toBe('list');
    expect(cache.get(8, now)).toBeUndefined();
    for (const later of [
      { ...now, profile: 4 },
      { ...now, profile: 2 },
      { ...now, erasures: 2 },
    ])
      // prettier-ignore
      expect(cache.get(7, later)).toBeUndefined();
    cache.set(7, 'other', { ...now, profile: 4 });
    expect([cache.get(7, now), cache.get(7, { ...now, profile: 4 })]).toEqual([undefined, 'other']);
  });

  it('takes no more bytes than it may, what was used last staying', () => {
    const cache = new UserCache<string, string>(10, (value, key) => value.length + key.length);
    cache.set('a', '1234', now);
    cache.set('b', '1234', now);
    cache.get('a', now);
    cache.set('c', '1234', now);
    expect(['a', 'b', 'c'].map((key) => cache.get(key, now))).toEqual(['1234', undefined, '1234']);
  });
});
