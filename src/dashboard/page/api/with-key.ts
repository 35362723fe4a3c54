import { askForKey } from '../state/key';
import { ApiProblem } from './client';

/** Do something; where it needs a key, or a better one, ask for that and then do it. */
export async function withKey<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ApiProblem && error.needsKey) || !(await askForKey())) throw error;
    return work();
  }
}
