import { parentPort } from 'node:worker_threads';
import { teamWorks } from '../../engine/training/team-works';

/** A part of some work. */
export interface PartToDo {
  readonly name: keyof typeof teamWorks;
  readonly input: unknown;
}

/** What came of it. */
export type PartDone = { readonly result: unknown } | { readonly error: Error };

parentPort?.on('message', ({ name, input }: PartToDo) => {
  parentPort?.postMessage(endOf(name, input));
});

function endOf(name: PartToDo['name'], input: unknown): PartDone {
  try {
    // The caller has given what this work takes: see `Team.map`.
    return { result: (teamWorks[name] as (input: unknown) => unknown)(input) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}
