import { demoData } from '../../seed/demo';
import type { RatingRows } from '../../src/engine/ratings/rating-rows';
import { readCatalogue } from '../seed/catalogue';

/** The ratings of the demonstration data, users and films in the order of their ids. */
export function demoRows(): RatingRows {
  const films = readCatalogue();
  const { users, ratings } = demoData(films);
  const filmOf = new Map(films.map(({ id }, n) => [id, n]));
  const userOf = new Map(users.map(({ id }, n) => [id, n]));
  return {
    userCount: users.length,
    filmCount: films.length,
    user: Uint32Array.from(ratings, ({ usuario_id }) => userOf.get(usuario_id)!),
    film: Uint32Array.from(ratings, ({ filme_id }) => filmOf.get(filme_id)!),
    rating: Float32Array.from(ratings, ({ avaliacao }) => avaliacao),
    time: Float64Array.from(ratings, ({ avaliado_em }) => new Date(avaliado_em).getTime()),
    top: 5,
  };
}
