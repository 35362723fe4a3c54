import { InvalidFields } from './problem';

/** Where a page ended: the sort value and the id of its last row, and what was sorted by. */
export interface Cursor {
  readonly order: string;
  readonly value: string | number;
  readonly id: number;
}

export function encodeCursor({ order, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, value, id])).toString('base64url');
}

/** Throws InvalidFields when the text is not a cursor of this order. */
export function decodeCursor(text: string, order: string): Cursor {
  const refuse = (): never => {
    throw new InvalidFields([
      {
        field: 'cursor',
        message: {
          pt: 'não é um cursor desta lista nesta ordem; use o do cabeçalho Link da página anterior',
          en: 'is not a cursor of this list in this order; use the one in the Link header of the page before',
        },
      },
    ]);
  };
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 3) return refuse();
    const [of, value, id] = parts as unknown[];
    if (of !== order || !Number.isSafeInteger(id) || (typeof value !== 'string' && typeof value !== 'number'))
      return refuse();
    return { order, value, id: id as number };
  } catch {
    return refuse();
  }
}
