import { useId, useRef } from 'preact/hooks';
import type { HomeRow } from '../../api/answer-types';
import { get } from '../../api/client';
import { useLoad } from '../../api/use-load';
import { t } from '../../state/locale';
import { FilmTitle } from '../../ui/film-title';
import { Icon } from '../../ui/icon';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import type { FilterValues } from './filters';
import './home-rows.css';

/** Of the width of a row, how far a button moves it. */
const STEP = 0.8;

/** The person's home page, in the rows that it has there. turn: another number, and it is loaded anew. */
export function HomeRows(props: { id: number; filters: FilterValues; turn: number }) {
  const { id, turn } = props;
  // A row is in the order of its reason: it knows of no variety.
  const filters = { ...props.filters, diversidade: undefined };
  const rows = useLoad(
    (signal) => get<HomeRow[]>(`/usuarios/${id}/vitrine`, filters, signal),
    [id, turn, props.filters],
  );
  if (rows.problem) return <ProblemNote problem={rows.problem} retry={rows.reload} />;
  if (!rows.data) return <Busy />;
  if (rows.data.length === 0) return <Empty>{t.value.recommendations.none}</Empty>;
  return (
    <div class="home-rows">
      {rows.data.map((row) => (
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
              <FilmTitle film={film} />
              <small>{film.diretor}</small>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}
