import { useEffect, useState } from 'preact/hooks';
import { ask, nextPage } from '../../api/client';
import { useLoad, type Loaded } from '../../api/use-load';

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly next: string | null;
}

export interface Pages<Row> extends Loaded<Page<Row>> {
  readonly first: boolean;
  readonly back: () => void;
  readonly forward: () => void;
}

/** A list that comes in pages, one of them at a time. first: address of the first page; null: nothing to read. */
export function usePages<Row>(first: string | null, turn: number): Pages<Row> {
  /** Addresses from the first page to the one that is shown. */
  const [path, setPath] = useState<readonly (string | null)[]>([first]);
  useEffect(() => setPath([first]), [first]);
  const current = path.at(-1) ?? null;
  const page = useLoad<Page<Row>>(
    current === null
      ? null
      : async (signal) => {
          const { body, headers } = await ask<Row[]>(current, { signal });
          return { rows: body, total: Number(headers.get('X-Total-Count')), next: nextPage(headers) };
        },
    [current, turn],
  );
  return {
    ...page,
    first: path.length === 1,
    back: () => setPath(path.slice(0, -1)),
    forward: () => {
      if (page.data?.next) setPath([...path, page.data.next]);
    },
  };
}
