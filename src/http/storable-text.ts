/* oxlint-disable no-control-regex -- clients read these in the OpenAPI document, and few languages know \p{Cc} */

/**
 * A text, of so many characters at most, that every database can keep and every line of an export can hold: without
 * control characters (PostgreSQL refuses null), and without half a surrogate pair, for which UTF-8 has no form. Characters
 * are counted as JSON Schema counts them: an emoji of two halves is one.
 */
export function textUpTo(longest: number): RegExp {
  return new RegExp(`^[^\\p{Control}\\p{Surrogate}]{0,${longest}}$`, 'u');
}

/** Text that may be compared with what is stored, some of it from before control characters were refused. */
export const comparable = /^[^\0\p{Surrogate}]*$/u;

/** Text without what {@link textUpTo} refuses, whatever its length. */
export const storable = /^[^\p{Control}\p{Surrogate}]*$/u;

/** The part of {@link storable} that JSON Schema can say; half a pair is no JSON to begin with. */
export const withoutControls = /^[^\u0000-\u001f\u007f-\u009f]*$/;

/** Text in which something can be seen. */
export const filled = /^[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u001f\u007f-\u009f]*$/;

/** An email address, as far as its shape tells. */
export const emailShape =
  /^[^\s@\u0000-\u001f\u007f-\u009f]+@[^\s@\u0000-\u001f\u007f-\u009f]+\.[^\s@.\u0000-\u001f\u007f-\u009f]+$/;
/** An address of the web: http or https, a host, no name or password in it. */
export const addressShape =
  /^[Hh][Tt][Tt][Pp][Ss]?:\/\/(?:\[[0-9A-Fa-f:.]+\]|[^\s/?#@\\<>"[\]:%\u0000-\u001f\u007f-\u009f]+)(?::\d{1,5})?(?:[/?#][^\s\\<>"\u0000-\u001f\u007f-\u009f]*)?$/;

export const LONGEST_EMAIL = 254;

/** An email as it is stored: one whatever the case. */
export const sameEmail = (email: string): string => email.toLowerCase();
