import { InvalidFields } from './problem';
import { comparable } from './storable-text';

/** Where a page ended: the sort value and the id of its last row, and what was sorted by. */
export interface Cursor {
  readonly order: string;
  readonly value: string | number;
  readonly id: number;
}

/** What the sort values of an order are; a database refuses to compare with anything else. */
export type SortValue = 'text' | 'integer' | 'number';

/**
 * The longest cursor that is taken, in characters: the one after the longest title must pass, and a character of a title
 * takes up to 12 bytes once it is folded and in JSON (a musical symbol that falls apart into three), 16 in base64.
 */
export const LONGEST_CURSOR = 6_000;

export function encodeCursor({ order, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url');
}

/** Throws InvalidFields when the text is not a cursor of this order, whose sort values are `kind`. */
export function decodeCursor(text: string, order: string, kind: SortValue): Cursor {
  const parts = partsOf(text);
  if (parts?.length === 3) {
    const [of, value, id] = parts;
    if (of === order && isSortValue(value, kind) && isInteger(id) && id > 0) return { order, value, id };
  }
  throw new InvalidFields([
    {
      field: 'cursor',
      message: {
        pt: 'não é um cursor desta lista nesta ordem; use o do cabeçalho Link da página anterior',
        en: 'is not a cursor of this list in this order; use the one in the Link header of the page before',
      },
    },
  ]);
}

function partsOf(text: string): unknown[] | null {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(parts) ? parts : null;
  } catch {
    return null;
  }
}

function isSortValue(value: unknown, kind: SortValue): value is string | number {
  if (kind === 'text') return typeof value === 'string' && comparable.test(value);
  return kind === 'integer' ? isInteger(value) : Number.isFinite(value);
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
