import type { ComponentChildren } from 'preact';
import type { ApiProblem } from '../api/client';
import { asking } from '../state/key';
import { percent, t } from '../state/language';
import { Icon } from './icon';

/** The beginning of a page: what it is, in a line what for, and what can be done with all of it. */
export function PageHead(props: { title: string; lead?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="page-head">
      <div>
        <h1>{props.title}</h1>
        {props.lead && <p class="lead">{props.lead}</p>}
      </div>
      {props.children && <div class="page-actions">{props.children}</div>}
    </div>
  );
}

export function Card(props: { title?: ComponentChildren; class?: string; children: ComponentChildren }) {
  return (
    <section class={`card ${props.class ?? ''}`}>
      {props.title !== undefined && <h2>{props.title}</h2>}
      {props.children}
    </section>
  );
}

/** What went wrong, in the server's own words, and what helps. */
export function ProblemNote({ problem, retry }: { problem: ApiProblem; retry?: () => void }) {
  const { common, key } = t.value;
  const detail = problem.message !== '' ? problem.message : problem.status === 0 ? common.away : common.failed;
  return (
    <div class={problem.needsKey ? 'note' : 'note bad'} role="alert">
      <p>{problem.status === 401 ? key.needed : detail}</p>
      {problem.needsKey ? (
        <button type="button" onClick={() => (asking.value = true)}>
          <Icon name="key" />
          {problem.status === 401 ? key.give : key.giveOther}
        </button>
      ) : (
        retry && (
          <button type="button" onClick={retry}>
            {common.again}
          </button>
        )
      )}
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Busy({ label }: { label?: string }) {
  return (
    <p class="busy" role="status">
      <span class="spinner" />
      {label ?? t.value.common.loading}
    </p>
  );
}

/** A film group: its colour and shape, and its name. */
export function GroupChip({ id, name }: { id: number; name: string }) {
  return (
    <span class="chip">
      <GroupMark id={id} />
      {name}
    </span>
  );
}

export function GroupMark({ id }: { id: number }) {
  return <span class="group-mark" data-colour={id % COLOURS} data-shape={shapeOf(id)} />;
}

/** How many colours the style sheet has for groups. */
export const COLOURS = 8;
const SHAPES = 3;

/** Groups beyond the eight colours differ from those before by their shape: 0 circle, 1 square, 2 diamond. */
export function shapeOf(group: number): number {
  return Math.floor(group / COLOURS) % SHAPES;
}

/** A part of a whole as a bar. The number is beside it for those who do not see it. */
export function Bar({ share, colour, mark }: { share: number; colour?: number; mark?: number }) {
  const at = (value: number) => `${Math.min(100, Math.max(0, 100 * value))}%`;
  return (
    <span class="bar" data-colour={colour === undefined ? undefined : colour % COLOURS} aria-hidden="true">
      <span class="bar-fill" style={{ width: at(share) }} />
      {mark !== undefined && <span class="bar-mark" style={{ left: at(mark) }} />}
    </span>
  );
}

export function Progress({ value, label }: { value: number; label: string }) {
  return (
    <div class="progress">
      <div class="progress-text">
        <span>{label}</span>
        <span>{percent(value / 100)}</span>
      </div>
      <progress max={100} value={value} aria-label={label} />
    </div>
  );
}

/** Title, and small beside it the year. */
export function FilmTitle({ film }: { film: { readonly titulo: string; readonly ano: number | null } }) {
  return (
    <span class="film-title">
      {film.titulo}
      {film.ano !== null && <span class="film-year"> {film.ano}</span>}
    </span>
  );
}

/** Director and genres, as far as they are known. */
export function filmLine(film: { readonly diretor: string; readonly genero: string }): string {
  return [film.diretor, film.genero].filter((part) => part !== '').join(' · ');
}
