/* eslint no-control-regex: off -- clients read these in the OpenAPI document, and few languages know \0 */

/** Text that every database can keep: PostgreSQL refuses null characters, UTF-8 has no form for half a surrogate pair. */
export const storable = /^[^\0\p{Surrogate}]*$/u;

/** The part of {@link storable} that JSON Schema can say; half a pair is no JSON to begin with. */
export const withoutNull = /^[^\u0000]*$/;

/** Text in which something can be seen. */
export const filled = /^[^\u0000]*[^\s\u0000][^\u0000]*$/;

/**
 * The largest id that a client may choose for something new. The database goes on counting from the largest that there
 * is, and what it counts up to must stay a whole number of JavaScript.
 */
export const LARGEST_CHOSEN_ID = 2 ** 52;

/** An email address, as far as its shape tells. */
export const emailShape = /^[^\s@\u0000]+@[^\s@\u0000]+\.[^\s@.\u0000]+$/;
export const LONGEST_EMAIL = 254;

/** Nobody rates a film after this: a larger number is no time. */
export const LAST_MOMENT = Date.UTC(2100, 0, 1) - 1;

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A moment in ISO 8601, UTC unless it says otherwise, in milliseconds since 1970; null when it is none. */
export function momentOf(text: string): number | null {
  const found = iso.exec(text);
  if (!found) return null;
  const [, day, time = '00:00', zone = 'Z'] = found;
  // JavaScript takes February 30th for March 2nd.
  const midnight = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== day) return null;
  const moment = Date.parse(`${day}T${time}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(moment) ? null : moment;
}

/** A moment as answers have it; null when it is not known. */
export function isoTime(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString();
}
