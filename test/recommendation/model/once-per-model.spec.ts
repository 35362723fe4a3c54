import { OncePerModel } from '../../../src/recommendation/model/once-per-model';
import type { ServedModel } from '../../../src/recommendation/model/served-model';

describe('what is made once per model and version of the catalogue', () => {
  const model = (): ServedModel => ({
    version: {} as ServedModel['version'],
    taste: {} as ServedModel['taste'],
    filmIds: new Float64Array(0),
    columnOf: new Map(),
    groups: [],
  });

  it('is made once for all who ask together, and anew for another version, another model and none', async () => {
    const things = new OncePerModel<number>();
    const [one, other] = [model(), model()];
    let made = 0;
    const ask = (of: ServedModel | null, catalogue: number) => things.of(of, catalogue, () => (made += 1));
    expect(await Promise.all([ask(one, 1), ask(one, 1), ask(other, 1), ask(null, 1)])).toEqual([1, 1, 2, 3]);
    expect([await ask(one, 1), await ask(other, 1), await ask(null, 1)]).toEqual([1, 2, 3]);
    expect(await ask(one, 2)).toBe(4);
    expect(await ask(other, 1)).toBe(2);
    // Of one model only the last is kept.
    expect(await ask(one, 1)).toBe(5);
  });

  it('is kept under several keys where there are several', async () => {
    const things = new OncePerModel<string>(2);
    const one = model();
    await things.of(one, 'svg', () => 'first');
    await things.of(one, 'png', () => 'second');
    expect(await things.of(one, 'svg', () => 'third')).toBe('first');
  });

  it('is made again by the next who asks when it failed', async () => {
    const things = new OncePerModel<number>();
    const one = model();
    const failing = things.of(one, 1, () => Promise.reject(new Error('away')));
    await expect(failing).rejects.toThrow('away');
    await expect(things.of(one, 1, () => 7)).resolves.toBe(7);
  });
});
