import type { Signals } from '../config/signals';
import { speaks, standingOf, type Said } from './standing';

/** Of one user, all events that say something, as the inside of a JSON array; an SQL expression. */
export function spokenEvents(user: string, signals: Signals): string {
  // Kinds are lower-case words: they need no quoting.
  const kinds = [...signals.keys()].filter((kind) => speaks(kind, signals)).map((kind) => `'${kind}'`);
  const value = `COALESCE(CAST(valor AS TEXT), 'null')`;
  const said = `CAST(filme_id AS TEXT) || ',"' || tipo || '",' || ${value} || ',' || CAST(quando AS TEXT)`;
  return `(SELECT string_agg(${said}, ',' ORDER BY quando, numero) FROM eventos
           WHERE eventos.usuario_id = ${user} AND tipo IN (${kinds.join(', ')}))`;
}

/**
 * The films that events, as `spokenEvents` gives them, took out of the user's lists. A rating says more than having seen a
 * film; only what is not wanted stays away all the same.
 */
export function goneFilms(events: string | null, rated: ReadonlySet<number>, signals: Signals): number[] {
  const values = JSON.parse(`[${events ?? ''}]`) as (number | string | null)[];
  const byFilm = new Map<number, Said[]>();
  for (let n = 0; n < values.length; n += 4) {
    const value = values[n + 2];
    const event = {
      kind: String(values[n + 1]),
      value: value === null ? null : Number(value),
      at: Number(values[n + 3]),
    };
    const film = Number(values[n]);
    const before = byFilm.get(film);
    if (before) before.push(event);
    else byFilm.set(film, [event]);
  }
  return [...byFilm].flatMap(([film, said]) => {
    const { gone, unwanted } = standingOf(said, signals);
    return gone && (unwanted || !rated.has(film)) ? [film] : [];
  });
}
