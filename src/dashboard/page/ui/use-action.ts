import { useState } from 'preact/hooks';
import type { ApiProblem } from '../api/client';
import { asProblem } from '../api/use-load';

export interface Action {
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  /** Do it; resolves to whether it went well. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly clear: () => void;
}

/** Something that a click sets off: whether it is under way, and what went wrong the last time. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run, clear: () => setProblem(undefined) };
}
