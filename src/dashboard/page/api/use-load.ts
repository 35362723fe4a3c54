import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { key } from '../state/key';
import { language } from '../state/locale';
import { ApiProblem } from './client';

export interface Loaded<Data> {
  /** What was loaded last; it stays while something newer is on its way. */
  readonly data: Data | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

/**
 * Load something, and again when one of `on`, the key or the language changes. What is under way then is given up.
 * `null` instead of a function: nothing to load.
 */
export function useLoad<Data>(
  load: ((signal: AbortSignal) => Promise<Data>) | null,
  on: readonly unknown[],
): Loaded<Data> {
  const [state, setState] = useState<Omit<Loaded<Data>, 'reload'>>({
    data: undefined,
    problem: undefined,
    loading: load !== null,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    const { current } = latest;
    if (!current) {
      setState({ data: undefined, problem: undefined, loading: false });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    current(abort.signal).then(
      (data) => {
        if (!abort.signal.aborted) setState({ data, problem: undefined, loading: false });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setState({ data: undefined, problem: asProblem(error), loading: false });
      },
    );
    return () => abort.abort();
  }, [...on, turn, key.value, language.value, load === null]);

  const reload = useCallback(() => setTurn((n) => n + 1), []);
  return { ...state, reload };
}

/** Errors of the page itself are none of the server's: they go on. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  throw error;
}
