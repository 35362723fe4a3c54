import { useEffect, useState } from 'preact/hooks';
import { readPage, type Page } from '../../api/read-page';
import { useLoad, type Loaded } from '../../api/use-load';
import { dataTurn } from '../../state/changes';

export interface Pages<Row> extends Loaded<Page<Row>> {
  readonly first: boolean;
  readonly back: () => void;
  readonly forward: () => void;
}

/** A list that comes in pages, one of them at a time. first: address of the first page; null: nothing to read. */
export function usePages<Row>(first: string | null): Pages<Row> {
  /** Addresses from the first page to the one that is shown. */
  const [path, setPath] = useState<readonly (string | null)[]>([first]);
  useEffect(() => setPath([first]), [first]);
  const current = path[path.length - 1];
  const page = useLoad(current === null ? null : (signal) => readPage<Row>(current, signal), [current, dataTurn.value]);
  return {
    ...page,
    first: path.length === 1,
    back: () => setPath(path.slice(0, -1)),
    forward: () => {
      if (page.data?.next) setPath([...path, page.data.next]);
    },
  };
}
