import { useRef, useState } from 'preact/hooks';

/** Which rows of what is shown are chosen. */
export interface Selection {
  readonly chosen: ReadonlySet<number>;
  /** through: whether all between this row and the one that was chosen last go the same way. */
  readonly choose: (id: number, on: boolean, through: boolean) => void;
  readonly chooseAll: (on: boolean) => void;
}

/** Rows are chosen among those of the page that is looked at: what is not seen is not changed. */
export function useSelection(shown: readonly number[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set());
  const last = useRef<number | null>(null);
  const chosen = new Set(shown.filter((id) => ids.has(id)));
  return {
    chosen,
    choose: (id, on, through) => {
      const from = through && last.current !== null ? shown.indexOf(last.current) : -1;
      const to = shown.indexOf(id);
      const touched = from === -1 ? [id] : shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      last.current = id;
      const rest = [...chosen].filter((one) => !touched.includes(one));
      setIds(new Set(on ? [...rest, ...touched] : rest));
    },
    chooseAll: (on) => {
      last.current = null;
      setIds(new Set(on ? shown : []));
    },
  };
}
