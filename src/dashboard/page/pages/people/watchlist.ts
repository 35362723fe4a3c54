import type { FilmEvent } from '../../api/answer-types';

/** What takes a film off a watchlist: it was seen, or is wanted no more. */
const ends: readonly string[] = ['nao_quer_ver', 'assistiu', 'gostou', 'sem_interesse', 'visto'];

/** Films that somebody wants to watch and has not since, the one wanted last first. events: the newest first. */
export function watchlistOf(events: readonly FilmEvent[]): number[] {
  const settled = new Set<number>();
  return events.flatMap(({ filme_id, tipo }) => {
    const counts = tipo === 'quer_ver' || ends.includes(tipo);
    if (!counts || settled.has(filme_id)) return [];
    settled.add(filme_id);
    return tipo === 'quer_ver' ? [filme_id] : [];
  });
}
