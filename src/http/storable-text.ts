/* eslint no-control-regex: off -- clients read these in the OpenAPI document, and few languages know \0 */

/** Text that every database can keep: PostgreSQL refuses null characters, UTF-8 has no form for half a surrogate pair. */
export const storable = /^[^\0\p{Surrogate}]*$/u;

/** The part of {@link storable} that JSON Schema can say; half a pair is no JSON to begin with. */
export const withoutNull = /^[^\u0000]*$/;

/** Text in which something can be seen. */
export const filled = /^[^\u0000]*[^\s\u0000][^\u0000]*$/;

/** An email address, as far as its shape tells. */
export const emailShape = /^[^\s@\u0000]+@[^\s@\u0000]+\.[^\s@.\u0000]+$/;
export const LONGEST_EMAIL = 254;
