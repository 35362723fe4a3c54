import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type BlockSolver, solveHere } from '../../engine/training/block-solve';
import type { BlockTask } from '../../engine/training/block-tasks';
import type { BlockShare, SolvedBlock } from './block-worker';

/**
 * Solve blocks on this many threads, which live as long as the call. Each gets its whole share at the beginning, so that
 * the calling thread is free for other work. The ratings are in shared memory: nothing of them is copied.
 */
export function solveOnThreads(threads: number): BlockSolver {
  return async (columns, tasks, ridge, onSolved) => {
    const shares = evenShares(tasks, threads);
    if (shares.length < 2) return solveHere(columns, tasks, ridge, onSolved);
    const solved: Float32Array[] = [];
    let count = 0;
    const keep = ({ index, weights }: SolvedBlock): void => {
      solved[index] = weights;
      onSolved(++count);
    };
    await Promise.all(
      shares.map((indices) =>
        solveShare({ columns, ridge, tasks: indices.map((index) => ({ index, ...tasks[index] })) }, keep),
      ),
    );
    return solved;
  };
}

/** Indices of the tasks of each thread: the costliest first, each to the thread with least to do. */
function evenShares(tasks: readonly BlockTask[], threads: number): number[][] {
  const shares = Array.from({ length: Math.max(1, Math.min(threads, tasks.length)) }, () => ({
    cost: 0,
    indices: [] as number[],
  }));
  const byCost = [...tasks.keys()].sort((a, b) => tasks[b].films.length - tasks[a].films.length || a - b);
  for (const index of byCost) {
    const least = shares.reduce((one, other) => (other.cost < one.cost ? other : one));
    least.indices.push(index);
    least.cost += tasks[index].films.length ** 3;
  }
  return shares.map(({ indices }) => indices);
}

function solveShare(share: BlockShare, keep: (solved: SolvedBlock) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let missing = share.tasks.length;
    const worker = new Worker(join(__dirname, 'block-worker.js'), { workerData: share });
    worker.on('message', (solved: SolvedBlock) => {
      keep(solved);
      missing -= 1;
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      missing === 0 ? resolve() : reject(new Error(`a thread ended with code ${code} and ${missing} blocks unsolved`)),
    );
  });
}
