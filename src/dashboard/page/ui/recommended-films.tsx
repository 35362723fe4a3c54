import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Reason, Recommendation } from '../api/answer-types';
import { t } from '../state/locale';
import { Cover } from './cover';
import { filmLine, FilmLink } from './film-title';
import { useKeptFocus } from './kept-focus';
import { ReasonText } from './reason-text';
import type { RankChanges } from './rank-changes';
import { RankMove } from './rank-move';
import './recommended-films.css';

/** Recommended films, the best first, each with why and with what can be done about it. */
export function RecommendedFilms(props: {
  films: readonly Recommendation[];
  /** How the list differs from the one before. */
  changes?: RankChanges;
  /** What is shown at the right of a film. */
  action?: (film: Recommendation) => ComponentChildren;
  /** What is shown below who made it. */
  below?: (film: Recommendation) => ComponentChildren;
}) {
  const keptFocus = useKeptFocus();
  return (
    <ol class="recommendations" ref={keptFocus}>
      {props.films.map((film) => (
        <li key={film.id} class={props.changes?.get(film.id) === 'new' ? 'recommendation new' : 'recommendation'}>
          <span class="place" aria-hidden="true">
            {film.posicao}
          </span>
          <Cover film={film} />
          <div class="recommendation-film">
            <p>
              <FilmLink film={film} /> <RankMove of={props.changes?.get(film.id)} />
            </p>
            <small>{filmLine(film)}</small>
            {props.below?.(film)}
          </div>
          {props.action && <div class="recommendation-action">{props.action(film)}</div>}
          {(film.porque !== undefined || (film.motivos && film.motivos.length > 0)) && (
            <div class="reasons">
              {film.porque !== undefined && <p class="because">{film.porque}</p>}
              {film.motivos && film.motivos.length > 0 && <Sum film={film} reasons={film.motivos} />}
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Shares that no single rating has. */
const shareClass: Partial<Record<Reason['tipo'], string>> = {
  gosto: 'of-taste',
  popularidade: 'of-crowd',
  notas: 'of-crowd',
};

/** What the score is made of, for who wants to know: folded up until then. */
function Sum({ film, reasons }: { film: Recommendation; reasons: readonly Reason[] }) {
  const texts = t.value.list;
  const [without, setWithout] = useState(false);
  // What speaks against it is told in words: a bar has no place for less than nothing.
  const forIt = reasons.filter(({ parte }) => parte > 0);
  const whole = Math.max(
    1,
    forIt.reduce((sum, { parte }) => sum + parte, 0),
  );
  const rated = reasons.some(({ posicao_sem_ela }) => posicao_sem_ela !== undefined);
  return (
    <details>
      <summary>
        {texts.sum}
        <span class="unseen"> · {film.titulo}</span>
      </summary>
      <div class="shares" aria-hidden="true">
        {forIt.map(({ tipo, parte }, n) => (
          <span key={n} class={`share ${shareClass[tipo] ?? `n${n}`}`} style={{ width: `${(100 * parte) / whole}%` }} />
        ))}
      </div>
      <ul>
        {reasons.map((reason, n) => {
          const { posicao_sem_ela } = reason;
          return (
            <li key={n}>
              <ReasonText reason={reason} />
              {without && posicao_sem_ela !== undefined && (
                <span class="without">
                  {posicao_sem_ela === film.posicao
                    ? texts.samePlace
                    : texts.placeWithout(posicao_sem_ela, film.posicao)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {rated && (
        <button
          type="button"
          class="link"
          aria-expanded={without}
          aria-label={`${texts.without} ${film.titulo}`}
          onClick={() => setWithout(!without)}
        >
          {texts.without}
        </button>
      )}
    </details>
  );
}
