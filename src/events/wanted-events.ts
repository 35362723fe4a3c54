import { Conditions } from '../database/conditions';
import type { Cursor } from '../http/cursor';

/** Which events are asked for; what is left out does not matter. */
export interface WantedEvents {
  readonly userId?: number;
  readonly filmId?: number;
  readonly kind?: string;
  /** In milliseconds since 1970 … */
  readonly from?: number;
  /** … and before this one. */
  readonly until?: number;
}

/**
 * The conditions of a page of events, newest first, after a cursor. One index leads, and gives them in their order: that of the
 * person, else of the film, else of the kind, else of the time. What else is asked for is looked at in each row, and said so that no
 * other index can be taken for it: a database that has no statistics (SQLite) would go through all events of a kind for one person.
 */
export function wantedEvents({ userId, filmId, kind, from, until }: WantedEvents, after?: Cursor): Conditions {
  const conditions = new Conditions();
  if (userId !== undefined) conditions.add('usuario_id = ?', userId);
  if (filmId !== undefined) conditions.add(conditions.empty ? 'filme_id = ?' : 'filme_id + 0 = ?', filmId);
  if (kind !== undefined) conditions.add(conditions.empty ? 'tipo = ?' : "tipo || '' = ?", kind);
  if (from !== undefined) conditions.add('quando >= ?', from);
  if (until !== undefined) conditions.add('quando < ?', until);
  if (after) conditions.add('(quando, numero) < (?, ?)', after.value, after.id);
  return conditions;
}
