import { useId, useRef } from 'preact/hooks';
import type { HomeRow } from '../api/answer-types';
import { t } from '../state/locale';
import { Cover } from './cover';
import { FilmLink } from './film-title';
import { Icon } from './icon';
import './film-rows.css';

/** Of the width of a row, how far a button moves it. */
const STEP = 0.8;

/** Rows of films as a home page has them, each with why it is there. */
export function FilmRows({ rows }: { rows: readonly HomeRow[] }) {
  return (
    <div class="home-rows">
      {rows.map((row) => (
        <Row key={row.chave} row={row} />
      ))}
    </div>
  );
}

/** A row that is wider than what one sees of it: by touch, by the arrow keys where it has the focus, by its two buttons. */
function Row({ row }: { row: HomeRow }) {
  const texts = t.value.rows;
  const title = useId();
  const shelf = useRef<HTMLDivElement>(null);
  const move = (steps: number): void =>
    shelf.current?.scrollBy({ left: steps * STEP * shelf.current.clientWidth, behavior: 'smooth' });
  return (
    <section class="home-row" aria-labelledby={title}>
      <div class="home-row-head">
        <div>
          <h3 id={title}>{row.titulo}</h3>
          <small>{row.motivo}</small>
        </div>
        <div class="home-row-steps">
          <button type="button" class="quiet round" aria-label={texts.back(row.titulo)} onClick={() => move(-1)}>
            <Icon name="back" />
          </button>
          <button type="button" class="quiet round" aria-label={texts.forth(row.titulo)} onClick={() => move(1)}>
            <Icon name="arrow" />
          </button>
        </div>
      </div>
      <div class="shelf" role="group" aria-labelledby={title} tabIndex={0} ref={shelf}>
        <ol>
          {row.filmes.map((film) => (
            <li key={film.id}>
              <Cover film={film} />
              <FilmLink film={film} />
              <small>{film.diretor}</small>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
