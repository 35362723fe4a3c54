/** Titles that fit best first, and among equals those rated most. */
export const BEST_FIRST = 'relevancia';

/** What a list of films may be sorted by. */
export const filmOrders = ['id', 'recentes', 'titulo', 'ano', 'popularidade', BEST_FIRST] as const;
export type FilmOrder = (typeof filmOrders)[number];
