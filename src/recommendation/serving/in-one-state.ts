import type { PersonState, ServingStates } from './serving-states';

/** How often an answer is made anew because films of it were deleted meanwhile. */
const ATTEMPTS = 5;

export interface Made<Value> {
  readonly value: Value;
  /** Whether all its films were still there when they were read. */
  readonly whole: boolean;
}

/** Make an answer, again if a film was deleted, or everything replaced, between looking at the state and reading the films. */
export async function inOneState<From extends Pick<PersonState, 'versions'>, Value>(
  states: ServingStates,
  now: From,
  look: () => Promise<From>,
  make: (from: From) => Promise<Made<Value>>,
): Promise<Value> {
  for (let attempt = 1, from = now; ; attempt++) {
    const { value, whole } = await make(from);
    if ((whole && (await states.isStillOf(from))) || attempt === ATTEMPTS) return value;
    from = await look();
  }
}
