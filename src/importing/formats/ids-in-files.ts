import type { NumberedTable } from '../../database/dialect';
import { LARGEST_CHOSEN_ID } from '../../http/id.pipe';
import { InvalidIdentifier, parseIdentifier } from '../../identifiers/identifier';
import { InvalidCell } from '../reading/parse-cells';
import type { FilmMention, Mentions } from '../reading/rows';

/** Where ids come from that are texts, zero or negative, in files that say no more. */
const FROM_FILE = 'arquivo';

/** A text as `parseIdentifier` gives it. Throws InvalidCell. */
export function identifierOf(text: string, of: NumberedTable): string {
  try {
    return parseIdentifier(text, of);
  } catch (error) {
    if (!(error instanceof InvalidIdentifier)) throw error;
    const given = JSON.stringify(text.slice(0, 40));
    throw new InvalidCell(
      `identificador ${given} não é ${error.accepted.pt}`,
      `identifier ${given} is not ${error.accepted.en}`,
    );
  }
}

/** An id of ours, or else an id elsewhere: `fonte:codigo`, or anything else as one of this file's. Throws InvalidCell. */
export function idOf(text: string | undefined, name: string, of: NumberedTable, source = FROM_FILE): number | string {
  const given = (text ?? '').trim();
  if (given === '') throw new InvalidCell(`${name} vazio`, `${name} is empty`);
  const number = /^\d+(\.0+)?$/.test(given) ? Number(given) : 0;
  if (source === FROM_FILE && number > 0 && number <= LARGEST_CHOSEN_ID) return number;
  return identifierOf(/^[a-z][a-z0-9_.-]*:./i.test(given) ? given : `${source}:${given}`, of);
}

interface Pair {
  readonly usuario_id: number;
  readonly filme_id: number;
  readonly mentions?: Mentions;
}

/** A person and a film, by our numbers as far as these are known. film: what else is known of it, for one that is not there. */
export function pairOf(user: number | string, filmId: number | string, film: Partial<FilmMention> = {}): Pair {
  const usuario_id = typeof user === 'number' ? user : 0;
  const filme_id = typeof filmId === 'number' ? filmId : 0;
  if (usuario_id > 0 && filme_id > 0) return { usuario_id, filme_id };
  const mentions = {
    ...(typeof user === 'string' ? { user } : {}),
    ...(typeof filmId === 'string' ? { film: { ...film, identifiers: [filmId] } } : {}),
  };
  return { usuario_id, filme_id, mentions };
}
