import type { Signals } from '../config/signals';
import type { Text } from '../http/language';
import { received, show } from '../http/validation.pipe';
import type { EventRow } from './event-row';

/** Clocks of clients may be ahead by this much, in milliseconds. */
const AHEAD = 60_000;

/** A field of an event that cannot be taken, and why. */
interface EventFault {
  readonly field: 'tipo' | 'quando';
  readonly message: Text;
}

/** What is wrong with an event whose fields are sound by themselves; null when nothing is. now: milliseconds since 1970. */
export function eventFault(
  { tipo, quando }: Pick<EventRow, 'tipo' | 'quando'>,
  signals: Signals,
  now: number,
): EventFault | null {
  if (!signals.has(tipo)) return { field: 'tipo', message: unknownKind(tipo, signals) };
  if (quando > now + AHEAD) {
    const moment = show(new Date(quando).toISOString());
    return {
      field: 'quando',
      message: {
        pt: `recebeu ${moment}, que está no futuro; aceita um momento até agora`,
        en: `got ${moment}, which is in the future; takes a moment up to now`,
      },
    };
  }
  return null;
}

/** What is said of a kind of event that there is not. */
export function unknownKind(kind: string, signals: Signals): Text {
  const kinds = [...signals.keys()].join(', ');
  return received(kind, {
    pt: `${kinds}, e os tipos que SINAIS der`,
    en: `${kinds}, and the kinds that SINAIS gives`,
  });
}
