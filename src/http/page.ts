import { encodeCursor, type Cursor } from './cursor';

/** One page of a list, as a service gives it; PageInterceptor takes it to an answer. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Cursor of the next page; null on the last. */
  readonly next: string | null;
  /** How many items there are on all pages, where somebody counted them. */
  readonly total?: number;
}

/** The page that rows make of which one more than `limit` was asked for: the one too many tells of a next page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, endOf: (last: Row) => Cursor): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: last !== undefined && rows.length > limit ? encodeCursor(endOf(last)) : null };
}
