import { get } from '../../api/client';
import type { Film, FilmMap, MapFilm } from '../../api/answer-types';
import { COLOURS, shapeOf } from '../../ui/group-mark';
import { groupOf } from './group-of';

/** Directors of the films that were pointed at: the map itself has none. */
const directors = new Map<number, Promise<string>>();

/** A pointer that only passes over a film asks nothing. In milliseconds. */
const PAUSE = 120;

/** What is shown beside a film that the pointer is on. */
export function tipOf(film: MapFilm, map: FilmMap): HTMLElement {
  const tip = element('div', 'map-tip');
  const title = element('b', '', film.titulo);
  const director = element('span', 'map-tip-director', '…');
  const group = element('span', 'chip');
  const mark = element('span', 'group-mark');
  mark.dataset.colour = String(film.grupo % COLOURS);
  mark.dataset.shape = String(shapeOf(film.grupo));
  group.append(mark, groupOf(film, map).nome);
  tip.append(title, film.ano === null ? '' : ` ${film.ano}`, director, group);
  setTimeout(() => {
    if (tip.isConnected)
      void directorOf(film.id).then((name) => (name === '' ? director.remove() : director.replaceChildren(name)));
  }, PAUSE);
  return tip;
}

function directorOf(id: number): Promise<string> {
  let director = directors.get(id);
  if (!director) {
    director = get<Film>(`/filmes/${id}`).then(
      ({ diretor }) => diretor,
      () => {
        directors.delete(id);
        return '';
      },
    );
    directors.set(id, director);
  }
  return director;
}

function element(tag: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
