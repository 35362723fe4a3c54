import type { Split } from '../../../src/engine/evaluation/splits';
import { Random } from '../../../src/engine/random';
import { judge, validationUsers } from '../../../src/engine/tuning/validation-users';
import { tableOf } from '../tables';

/** Users who rated film 0, or nothing, and film 1 of those held out. */
function splitOf(users: { learns: boolean; heldOut: number }[], filmCount = 3): Split {
  const shape = { userCount: users.length, filmCount };
  return {
    train: tableOf(
      users.flatMap(({ learns }, user) => (learns ? [[user, 0, 5] as const] : [])),
      shape,
    ),
    test: tableOf(
      users.map(({ heldOut }, user) => [user, 1, heldOut] as const),
      shape,
    ),
  };
}

describe('the users that judge a tuning', () => {
  it('have a rating to learn from, and a liked film held out', () => {
    const split = splitOf([
      { learns: true, heldOut: 5 },
      { learns: true, heldOut: 1 },
      { learns: false, heldOut: 5 },
      { learns: true, heldOut: 4 },
    ]);
    const users = validationUsers(split, new Random(1));
    expect(users).toEqual(
      [0, 3].map((user) => ({ user, history: split.train.history(user), liked: new Set([1]), disliked: new Set() })),
    );
  });

  it('lose by what they disliked', () => {
    const [user] = validationUsers(splitOf([{ learns: true, heldOut: 5 }]), new Random(1));
    const both = [{ ...user, disliked: new Set([2]) }];
    const { quality, auc } = judge(both, () => Float32Array.of(9, 1, 2));
    expect(quality[0]).toBeCloseTo(1 / Math.log2(3) - 0.5, 12);
    expect(auc[0]).toBe(0);
    expect(judge(both, () => Float32Array.of(9, 2, 1)).auc[0]).toBe(1);
    expect(judge([user], () => Float32Array.of(9, 2, 1)).auc[0]).toBeNaN();
  });

  it('are of very many a sample, so large that twenty million scores of theirs are held', () => {
    const everybody = Array.from({ length: 30 }, () => ({ learns: true, heldOut: 5 }));
    const sample = (filmCount: number, seed: number): number[] => {
      const split = splitOf(everybody, filmCount);
      return validationUsers(split, new Random(seed)).map(
        ({ history }) => (history.film as Uint32Array).byteOffset / 4,
      );
    };
    expect(sample(1_000_000, 1)).toHaveLength(20);
    expect(sample(1_000_001, 1)).toHaveLength(19);
    expect(sample(600_000, 1)).toEqual([...everybody.keys()]);
    expect(new Set(sample(4_000_000, 1)).size).toBe(5);
    expect(sample(4_000_000, 2)).not.toEqual(sample(4_000_000, 1));
  });

  it('are shown no film that they have rated', () => {
    const users = validationUsers(splitOf([{ learns: true, heldOut: 5 }]), new Random(1));
    expect([...judge(users, () => Float32Array.of(9, 2, 1)).quality]).toEqual([1]);
    expect(judge(users, () => Float32Array.of(9, 1, 2)).quality[0]).toBeCloseTo(1 / Math.log2(3), 12);
  });
});
