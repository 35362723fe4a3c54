import type { FilmMap, MapFilm } from '../../api/answer-types';

/** The group that a film of the map belongs to. Throws when the map has no such group. */
export function groupOf(film: MapFilm, map: FilmMap): FilmMap['grupos'][number] {
  const group = map.grupos.find(({ id }) => id === film.grupo);
  if (!group) throw new Error(`the map has no group ${film.grupo}, of film ${film.id}`);
  return group;
}
