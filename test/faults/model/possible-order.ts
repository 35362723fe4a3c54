import type { World } from './world';

/** What one operation does at once. It changes the world, and is false where its answer cannot have come from that world. */
export type Step = (world: World) => boolean;

/** What was answered, and the steps that can have led to it. */
export interface Outcome {
  readonly asked: string;
  readonly answer: string;
  readonly steps: readonly Step[];
}

/** An operation that has ended. */
export interface Happened {
  /** What was asked, and what was answered, for whoever looks for the fault. */
  readonly told: string;
  /** In milliseconds, by one clock: what ended before another began came before it. */
  readonly began: number;
  readonly ended: number;
  /** Other operations may come in between two of them. None at all: it was refused, and changed nothing. */
  readonly steps: readonly Step[];
  /** It was cut off: of its steps, only the first ones may have been taken. */
  readonly cutOff?: boolean;
}

/**
 * The world after operations that ran beside each other, had they been one after the other in some order (linearizability,
 * Herlihy and Wing 1990): one in which every answer was right and the end is what can be seen. Null: there is none.
 */
export function possibleOrder(before: World, operations: readonly Happened[], visible: string): World | null {
  /** How many steps of each have been taken. */
  const taken = operations.map(() => 0);
  const isDone = (n: number): boolean => taken[n] === operations[n].steps.length;
  const mayTake = (n: number): boolean =>
    operations.every((other, m) => other.ended >= operations[n].began || isDone(m) || other.cutOff === true);
  const search = (world: World): World | null => {
    const isOver = operations.every(({ cutOff }, n) => isDone(n) || cutOff === true);
    if (isOver && world.visible === visible) return world;
    for (const [n, { steps }] of operations.entries()) {
      if (isDone(n) || !mayTake(n)) continue;
      const next = world.copy();
      if (!steps[taken[n]](next)) continue;
      taken[n]++;
      const end = search(next);
      if (end) return end;
      taken[n]--;
    }
    return null;
  };
  return search(before);
}
