import type { Signals } from '../config/signals';
import { speaks, standingOf, takenBackBy, type FilmStanding, type Said } from './standing';

/** The kinds of events that say something, as an SQL list. */
export function spokenKinds(signals: Signals): string {
  // Kinds are lower-case words: they need no quoting.
  const kinds = [...signals.keys()].filter((kind) => speaks(kind, signals)).map((kind) => `'${kind}'`);
  return `(${kinds.join(', ')})`;
}

/**
 * An SQL condition: whether an event of `eventos AS evento` tells a preference of at least this, above 0, and has not been taken
 * back; null where no kind can tell that.
 */
export function tellsAtLeast(least: number, signals: Signals): string | null {
  const kinds = [...signals].filter(([, { preference }]) => preference >= least);
  const told = kinds.map(([kind, { preference }]) => {
    const back = takenBackBy(kind, signals).map((taking) => `'${taking}'`);
    const later = `SELECT 1 FROM eventos AS depois WHERE depois.usuario_id = evento.usuario_id AND depois.filme_id = evento.filme_id
      AND (depois.quando, depois.numero) > (evento.quando, evento.numero) AND depois.tipo IN (${back.join(', ')})`;
    const enough = `evento.tipo = '${kind}' AND COALESCE(evento.valor, 1) >= ${least / preference}`;
    return `(${enough}${back.length > 0 ? ` AND NOT EXISTS (${later})` : ''})`;
  });
  return told.length > 0 ? `(${told.join(' OR ')})` : null;
}

/** Of rows of eventos, each film, kind, share and moment, oldest first, as the inside of a JSON array; an SQL expression. */
export const joinedEvents = `string_agg(
  CAST(filme_id AS TEXT) || ',"' || tipo || '",' || COALESCE(CAST(valor AS TEXT), 'null') || ',' || CAST(quando AS TEXT),
  ',' ORDER BY quando, numero)`;

/** What stands of one person's events, as `joinedEvents` gives them, with each film, in the order of their ids. */
export function standings(events: string | null, signals: Signals): FilmStanding[] {
  const values = JSON.parse(`[${events ?? ''}]`) as (number | string | null)[];
  const said: SaidOfFilm[] = [];
  for (let n = 0; n < values.length; n += 4) {
    const value = values[n + 2];
    said.push({
      filmId: Number(values[n]),
      kind: String(values[n + 1]),
      value: value === null ? null : Number(value),
      at: Number(values[n + 3]),
    });
  }
  return standingsOf(said, signals);
}

/** What an event says, and of which film. */
interface SaidOfFilm extends Said {
  readonly filmId: number;
}

/** The same of events of kinds that say something, oldest first. */
export function standingsOf(events: readonly SaidOfFilm[], signals: Signals): FilmStanding[] {
  const byFilm = new Map<number, Said[]>();
  for (const event of events) {
    const before = byFilm.get(event.filmId);
    if (before) before.push(event);
    else byFilm.set(event.filmId, [event]);
  }
  return [...byFilm]
    .map(([filmId, said]) => ({ filmId, ...standingOf(said, signals) }))
    .sort((a, b) => a.filmId - b.filmId);
}

/**
 * The films that events took out of a person's lists. A rating says more than having seen a film; only what is not wanted stays
 * away all the same.
 */
export function goneFilms(standing: readonly FilmStanding[], rated: ReadonlySet<number>): number[] {
  return standing
    .filter(({ filmId, gone, unwanted }) => gone && (unwanted || !rated.has(filmId)))
    .map(({ filmId }) => filmId);
}

/** What events say of films that the person has not rated. */
export function toldOpinions(standing: readonly FilmStanding[], rated: ReadonlySet<number>): ToldOpinion[] {
  return standing.flatMap(({ filmId, preference, kind, value, at }) =>
    kind === null || rated.has(filmId) ? [] : [{ filmId, preference, kind, value, at }],
  );
}

/** What an event says of a film. */
export interface ToldOpinion {
  readonly filmId: number;
  /** From -1 to 1, and not 0. */
  readonly preference: number;
  readonly kind: string;
  /** How much of it, from 0 to 1; null is all. */
  readonly value: number | null;
  /** Milliseconds since 1970. */
  readonly at: number;
}
