import { WindowStorage } from '../../src/access/window-storage';

const MINUTE = 60_000;

describe('the windows of the request limit', () => {
  it('count from the first request on, refuse what is beyond the limit, and begin anew', async () => {
    let time = 5_000;
    const windows = new WindowStorage(() => time);
    expect(await windows.increment('192.0.2.1', MINUTE, 1)).toEqual({
      totalHits: 1,
      timeToExpire: 60,
      isBlocked: false,
      timeToBlockExpire: 0,
    });
    time += 20_500;
    expect(await windows.increment('192.0.2.1', MINUTE, 1)).toEqual({
      totalHits: 2,
      timeToExpire: 40,
      isBlocked: true,
      timeToBlockExpire: 40,
    });
    expect(await windows.increment('192.0.2.2', MINUTE, 1)).toMatchObject({ totalHits: 1, isBlocked: false });
    time += 39_500;
    expect(await windows.increment('192.0.2.1', MINUTE, 1)).toMatchObject({ totalHits: 1, isBlocked: false });
    // What is over for one is not for another, whose window began later.
    expect(await windows.increment('192.0.2.2', MINUTE, 1)).toMatchObject({ totalHits: 2, isBlocked: true });
  });

  it('leave nothing of addresses that have passed', async () => {
    let time = 5_000;
    const windows = new WindowStorage(() => time);
    for (let n = 0; n < 1000; n++) await windows.increment(`2001:db8::${n}`, MINUTE, 10);
    expect(windows.size).toBe(1000);
    time += MINUTE;
    await windows.increment('192.0.2.1', MINUTE, 10);
    expect(windows.size).toBe(1);
  });
});
