import type { ComponentChildren } from 'preact';
import { Cover, type CoveredFilm } from './cover';
import { filmPath, FilmTitle } from './film-title';
import './posters.css';

/** Films by their covers, each the way to its page. */
export function Posters<Film extends CoveredFilm>(props: {
  films: readonly Film[];
  /** What is said below a title. */
  note?: (film: Film) => ComponentChildren;
}) {
  return (
    <ul class="posters">
      {props.films.map((film) => (
        <li key={film.id}>
          <a href={filmPath(film.id)}>
            <Cover film={film} />
            <FilmTitle film={film} />
          </a>
          {props.note && <small>{props.note(film)}</small>}
        </li>
      ))}
    </ul>
  );
}
