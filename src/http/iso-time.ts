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
