import { createHash } from 'node:crypto';
import { InvalidFields, Problem } from '../../http/problem';

/** What a page belongs to: whose list it is and what was asked for, and of what it was made. */
export interface ListIdentity {
  readonly request: string;
  readonly state: string;
}

/** The list that a cursor continues is not the same any more. */
class CursorExpired extends Problem {
  constructor() {
    super(410, 'cursor-vencido', {
      pt: 'As notas, o catálogo ou o modelo mudaram desde a primeira página: peça-a de novo, sem cursor.',
      en: 'The ratings, the catalogue or the model have changed since the first page: ask for it again, without a cursor.',
    });
  }
}

/**
 * The next page begins after `skip` films. A cursor holds no list and no server needs to remember it: it names the state
 * that its list was made of, and that alone makes the same list again.
 */
export function encodePlace(skip: number, { request, state }: ListIdentity): string {
  return Buffer.from(JSON.stringify([skip, request, state])).toString('base64url');
}

/** How many films are on the pages before. Throws InvalidFields for the cursor of another list, and CursorExpired. */
export function decodePlace(cursor: string, { request, state }: ListIdentity): number {
  const parts = partsOf(cursor);
  const [skip, ofRequest, ofState] = parts;
  if (parts.length !== 3 || ofRequest !== request || !Number.isSafeInteger(skip) || (skip as number) < 0)
    throw new InvalidFields([
      {
        field: 'cursor',
        message: {
          pt: 'não é um cursor desta lista, com estes parâmetros; use o do cabeçalho Link da página anterior',
          en: 'is not a cursor of this list with these parameters; use the one in the Link header of the page before',
        },
      },
    ]);
  if (ofState !== state) throw new CursorExpired();
  return skip as number;
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}

/** A short name for something long. */
export function digest(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('base64url').slice(0, 16);
}
