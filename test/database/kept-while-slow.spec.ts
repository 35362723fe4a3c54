import { setTimeout as pause } from 'node:timers/promises';
import { KeptWhileSlow } from '../../src/database/kept-while-slow';

describe('what is kept while it is slow', () => {
  /** Each value is the number of its making, which takes as long as is given. */
  const made = (milliseconds: readonly number[]) => {
    let count = 0;
    return new KeptWhileSlow(2, async () => {
      const number = count++;
      if (milliseconds[number] > 0) await pause(milliseconds[number]);
      return number;
    });
  };

  it('is kept from the second time on that it took long', async () => {
    const slow = made([60, 60, 60]);
    expect([await slow.of('all'), await slow.of('all'), await slow.of('all')]).toEqual([0, 1, 1]);
    // Another key has taken no time yet.
    expect(await slow.of('few')).toBe(2);
  });

  it('is not kept for one time that took long among quick ones', async () => {
    const quick = made([0, 60, 0, 0]);
    const values: number[] = [];
    for (let n = 0; n < 4; n++) values.push(await quick.of('all'));
    expect(values).toEqual([0, 1, 2, 3]);
  });

  it('is made once for those who ask meanwhile, and again after a failure', async () => {
    const slow = made([60]);
    expect(await Promise.all([slow.of('all'), slow.of('all')])).toEqual([0, 0]);
    let fails = true;
    const failing = new KeptWhileSlow(1, () => (fails ? Promise.reject(new Error('away')) : Promise.resolve('back')));
    await expect(failing.of(1)).rejects.toThrow('away');
    fails = false;
    expect(await failing.of(1)).toBe('back');
  });
});
