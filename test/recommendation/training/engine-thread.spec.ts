import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { defaultParameters } from '../../../src/engine/model/parameters';
import { trainOnThread } from '../../../src/recommendation/training/engine-thread';
import { smallRows } from '../../engine/reference/small';

const { PRIORITY_LOW } = constants.priority;

describe('the thread of the engine', () => {
  // Elsewhere a priority is that of the whole process, and cannot be read of each thread.
  (process.platform === 'linux' ? it : it.skip)(
    'leaves the processor to others, and the thread that writes does not',
    async () => {
      const before = getPriority();
      const seen = new Set<number>();
      const task = {
        rows: {
          ...smallRows,
          user: smallRows.user.slice(),
          film: smallRows.film.slice(),
          rating: smallRows.rating.slice(),
        },
        traits: Array.from({ length: smallRows.filmCount }, () => []),
        parameters: defaultParameters,
        tuning: null,
        isFirst: false,
        sampledOf: null,
        sums: null,
      };
      const nobody = () => ({ next: () => Promise.resolve({ done: true as const, value: undefined }) });
      await trainOnThread(
        { ...task, rows: { ...task.rows, time: null } },
        nobody,
        () => prioritiesOfThreads().forEach((one) => seen.add(one)),
        () => Promise.resolve(),
      );
      expect(seen).toContain(PRIORITY_LOW);
      expect(getPriority()).toBe(before);
    },
  );
});

/** As Linux tells them, see proc(5): the 19th number of each. */
function prioritiesOfThreads(): number[] {
  return readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const told = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      return [Number(told.slice(told.lastIndexOf(')') + 2).split(' ')[16])];
    } catch {
      // It has ended since.
      return [];
    }
  });
}
