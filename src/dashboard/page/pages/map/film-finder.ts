import type { FilmMap, MapFilm } from '../../api/answer-types';
import { fold } from '../../ui/pickers';

const FOUND = 8;

/** Finds the films of the map whose titles have a text, the best known first. */
export function filmFinder(map: FilmMap): (text: string) => MapFilm[] {
  let folded: { readonly film: MapFilm; readonly title: string }[] | undefined;
  return (text) => {
    const wanted = fold(text);
    folded ??= map.filmes
      .toSorted((a, b) => b.avaliacoes - a.avaliacoes)
      .map((film) => ({ film, title: fold(film.titulo) }));
    const found: MapFilm[] = [];
    for (const { film, title } of folded) {
      if (title.includes(wanted)) found.push(film);
      if (found.length === FOUND) break;
    }
    return found;
  };
}
