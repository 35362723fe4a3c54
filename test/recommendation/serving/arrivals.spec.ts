import { setImmediate } from 'node:timers/promises';
import { Arrivals } from '../../../src/recommendation/serving/arrivals';

describe('requests that arrive', () => {
  let gone: number[];
  let arrivals: Arrivals;
  const arrive = (request: number) => void arrivals.all().then(() => gone.push(request));
  /** Whatever is due without anything else being read has been done. */
  const settled = () => new Promise<void>((resolve) => process.nextTick(() => queueMicrotask(resolve)));

  beforeEach(() => {
    gone = [];
    arrivals = new Arrivals();
  });

  it('wait for all that can be read with them, and go on in the order in which they came', async () => {
    arrive(1);
    await settled();
    arrive(2);
    arrive(3);
    await settled();
    expect(gone).toEqual([]);
    await setImmediate();
    expect(gone).toEqual([1, 2, 3]);
    arrive(4);
    await settled();
    expect(gone).toEqual([1, 2, 3]);
    await setImmediate();
    expect(gone).toEqual([1, 2, 3, 4]);
  });

  it('are no more than sixteen together', async () => {
    const all = Array.from({ length: 20 }, (_, n) => n);
    all.forEach(arrive);
    await settled();
    expect(gone).toEqual(all.slice(0, 16));
    await setImmediate();
    expect(gone).toEqual(all);
  });
});
