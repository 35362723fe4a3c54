import type { NumberedTable } from '../database/dialect';
import { InvalidFields } from '../http/problem';
import { received } from '../http/validation.pipe';
import { acceptedRef } from './accepted-ref';
import { InvalidIdentifier, parseIdentifier, parseNumber, type Ref } from './identifier';

/** What a path calls a film or a person. Throws InvalidFields. */
export function refInPath(value: string, field: string, of: NumberedTable): Ref {
  const number = parseNumber(value);
  if (number !== null) return number;
  let accepted = acceptedRef[of];
  if (value.includes(':'))
    try {
      return parseIdentifier(value, of);
    } catch (error) {
      if (!(error instanceof InvalidIdentifier)) throw error;
      accepted = error.accepted;
    }
  throw new InvalidFields([{ field, message: received(value, accepted) }]);
}
