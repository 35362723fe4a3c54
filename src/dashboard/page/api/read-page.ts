import { pathIn } from './address';
import { ask, headerOf } from './client';

/** One page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** How many there are on all pages. */
  readonly total: number;
  /** Path of the next page; null after the last. */
  readonly next: string | null;
}

/** Read the page of a list that is at this address. */
export async function readPage<Row>(path: string, signal?: AbortSignal): Promise<Page<Row>> {
  const { body, headers } = await ask<Row[]>(path, signal && { signal });
  const next = /^<(.*)>; rel="next"$/.exec(headers.get('Link') ?? '');
  return { rows: body, total: Number(headerOf(headers, 'X-Total-Count')), next: next ? pathIn(next[1]) : null };
}
