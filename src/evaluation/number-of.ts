import { createHash } from 'node:crypto';
import type { Ref } from '../identifiers/identifier';

/** Above every number that a file may bring, and of as many bits as a whole number of JavaScript has room for. */
const FIRST = 2 ** 52;

/**
 * A number for a film or a person of a file, without a database: its own, or one that is made of its id elsewhere, the same in
 * every file. That two of a million ids have the same one happens once in ten thousand times.
 */
export function numberOf(ref: Ref): number {
  if (typeof ref === 'number') return ref;
  const digest = createHash('sha256').update(ref).digest();
  return FIRST + Number(digest.readBigUInt64BE() >> 12n);
}
