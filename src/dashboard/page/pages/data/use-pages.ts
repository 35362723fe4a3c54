import { useRef } from 'preact/hooks';
import { withQuery } from '../../api/client';
import { readPage, type Page } from '../../api/read-page';
import { useLoad, type Loaded } from '../../api/use-load';
import { dataTurn } from '../../state/changes';
import { useQuery } from '../../ui/use-query';

export interface Pages<Row> extends Loaded<Page<Row>> {
  readonly first: boolean;
  readonly back: () => void;
  readonly forward: () => void;
}

/**
 * A list that comes in pages, one of them at a time; which one is in the address. first: path of the first page; null:
 * nothing to read.
 */
export function usePages<Row>(first: string | null): Pages<Row> {
  const { query, change } = useQuery();
  const { pagina: cursor = '' } = query;
  /** The page before each that was gone to: a cursor leads forward only. */
  const before = useRef(new Map<string, string>());
  const current = first === null ? null : withQuery(first, { cursor });
  const page = useLoad(current === null ? null : (signal) => readPage<Row>(current, signal), [current, dataTurn.value]);
  return {
    ...page,
    first: cursor === '',
    back: () => change({ pagina: before.current.get(cursor) ?? null }),
    forward: () => {
      const next = new URLSearchParams(page.data?.next?.split('?')[1]).get('cursor');
      if (next === null) return;
      before.current.set(next, cursor);
      change({ pagina: next });
    },
  };
}
