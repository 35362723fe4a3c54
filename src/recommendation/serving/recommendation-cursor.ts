import { createHash } from 'node:crypto';
import { InvalidFields, Problem } from '../../http/problem';

/** What a page belongs to: whose list it is and what was asked for, and of what it was made. */
export interface ListIdentity {
  readonly request: string;
  readonly state: string;
  /** What was rising, and as of when in milliseconds since 1970; null where nothing rises. */
  readonly trend?: { readonly id: string; readonly moment: number } | null;
  /** What else the next page must know of the first one. What it changes in the list is in `request` or `state` as well. */
  readonly pinned?: readonly number[];
}

/** For so long a page may go on with the trend of the first one, in milliseconds. */
const GOES_ON_FOR = 3_600_000;

/** The list that a cursor continues is not the same any more. */
class CursorExpired extends Problem {
  constructor() {
    super(410, 'cursor-vencido', {
      pt: 'As notas, o catálogo, o modelo ou as regras mudaram desde a primeira página, ou ela é velha: peça-a de novo, sem cursor.',
      en: 'The ratings, the catalogue, the model or the rules have changed since the first page, or it is old: ask for it again, without a cursor.',
    });
  }
}

/**
 * The next page begins after `skip` films. A cursor holds no list and no server needs to remember it: it names the state
 * that its list was made of, and that alone makes the same list again.
 */
export function encodePlace(skip: number, { request, state, trend, pinned }: ListIdentity): string {
  const parts = [skip, request, state, ...(trend ? [trend.moment, trend.id] : []), ...(pinned ? [pinned] : [])];
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** The moment of the trend that a page goes on with; null for that of now. */
export function momentOf(cursor: string | undefined, now: number): number | null {
  const moment = cursor === undefined ? null : partsOf(cursor).at(3);
  // With that of now an older list is not the same, which is told in its place.
  return Number.isSafeInteger(moment) && now - (moment as number) < GOES_ON_FOR ? (moment as number) : null;
}

/** What the first page of a list pinned; nothing where it pinned nothing. */
export function pinnedOf(cursor: string): readonly number[] {
  const pinned = partsOf(cursor).find((part): part is unknown[] => Array.isArray(part)) ?? [];
  return pinned.every((one) => Number.isSafeInteger(one)) ? (pinned as number[]) : [];
}

/** How many films are on the pages before. Throws InvalidFields for the cursor of another list, and CursorExpired. */
export function decodePlace(cursor: string, { request, state, trend }: ListIdentity): number {
  const parts = partsOf(cursor).filter((part) => !Array.isArray(part));
  const [skip, ofRequest, ofState, , ofTrend] = parts;
  if (
    (parts.length !== 3 && parts.length !== 5) ||
    ofRequest !== request ||
    !Number.isSafeInteger(skip) ||
    (skip as number) < 0
  )
    throw new InvalidFields([
      {
        field: 'cursor',
        message: {
          pt: 'não é um cursor desta lista, com estes parâmetros; use o do cabeçalho Link da página anterior',
          en: 'is not a cursor of this list with these parameters; use the one in the Link header of the page before',
        },
      },
    ]);
  if (ofState !== state || ofTrend !== trend?.id) throw new CursorExpired();
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
