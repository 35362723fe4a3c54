import fc from 'fast-check';
import { alone, evenRanges } from '../../src/engine/team';

describe('a team', () => {
  it('of the calling thread alone gives results in the order of the inputs, and lets other work in between', async () => {
    const seen: (number | string)[] = [];
    setImmediate(() => seen.push('other work'));
    const results = await alone.map(
      (n: number) => {
        seen.push(n);
        return 10 * n;
      },
      [3, 1, 2],
      (count) => seen.push(`${count} done`),
    );
    expect(results).toEqual([30, 10, 20]);
    expect(seen).toEqual([3, '1 done', 'other work', 1, '2 done', 2, '3 done']);
  });

  it('shares out all of it, to nobody nothing, and to nobody more than a share and one piece', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (weights, parts) => {
        const upTo = [0];
        for (const weight of weights) upTo.push(upTo[upTo.length - 1] + weight);
        const ranges = evenRanges(upTo, parts);
        expect(ranges.flatMap(({ from, to }) => [...Array(to - from).keys()].map((n) => from + n))).toEqual([
          ...weights.keys(),
        ]);
        expect(ranges.length).toBeLessThanOrEqual(parts);
        for (const { from, to } of ranges) {
          expect(to).toBeGreaterThan(from);
          const share = upTo[weights.length] / parts;
          expect(upTo[to] - upTo[from]).toBeLessThanOrEqual(share + Math.max(...weights));
        }
      }),
    );
  });
});
