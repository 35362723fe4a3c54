import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { ApiProblem } from '../api/client';
import { asProblem } from '../api/use-load';
import { withKey } from '../api/with-key';
import { undoTurn } from '../state/changes';
import { rating, t } from '../state/locale';
import { problemText } from './problem-note';
import './stars.css';

const STEP = 0.5;
const MOST = 5;

/** What would be given, before it is: by the keys it waits for Enter, by the pointer for a click. */
interface Draft {
  readonly value: number;
  readonly by: 'keys' | 'pointer';
}

/**
 * Rate something in halves of stars: the slider of ARIA. Arrows move, Enter, the space bar or a click gives the rating,
 * Escape gives it up. A rating that cannot be given is taken back, and why is said beside it.
 */
export function Stars(props: {
  /** What is rated, for those who do not see what is beside it. */
  label: string;
  value: number | null;
  onRate: (value: number) => unknown;
}) {
  const hint = useId();
  const { value } = props;
  const [draft, setDraft] = useState<Draft | null>(null);
  const { sent, problem, give } = useGiven(value, props.onRate);
  const given = sent ?? value;
  const shown = draft?.value ?? given;

  const commit = (wanted: number): void => {
    setDraft(null);
    if (wanted !== given) give(wanted);
  };
  const onKey = (event: KeyboardEvent): void => {
    const moved = movedBy(event.key, shown ?? 0);
    if (moved !== null) setDraft({ value: moved, by: 'keys' });
    else if (event.key === 'Escape' && draft) setDraft(null);
    else if (event.key !== 'Enter' && event.key !== ' ') return;
    else if (draft) commit(draft.value);
    // Neither does the page scroll, nor does a dialog around it close.
    event.preventDefault();
  };
  const { none, count, rate, keys } = t.value.stars;

  return (
    <span class="stars-box">
      <span
        class={draft ? 'stars draft' : 'stars'}
        role="slider"
        tabIndex={0}
        aria-label={rate(props.label)}
        aria-describedby={hint}
        aria-valuemin={0}
        aria-valuemax={MOST}
        aria-valuenow={shown ?? 0}
        aria-valuetext={shown === null ? none : count(shown, rating(shown))}
        onKeyDown={onKey}
        onBlur={() => setDraft(null)}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') setDraft({ value: valueAt(event), by: 'pointer' });
        }}
        onPointerLeave={() => {
          if (draft?.by === 'pointer') setDraft(null);
        }}
        // A screen reader clicks in the middle, wherever its keys have moved to.
        onClick={(event) => commit(draft?.by === 'keys' ? draft.value : valueAt(event))}
      >
        <FiveStars class="stars-all" />
        <span class="stars-on" style={{ width: `${(100 * (shown ?? 0)) / MOST}%` }}>
          <FiveStars />
        </span>
      </span>
      <span class="stars-value" aria-hidden="true">
        {shown === null ? '' : rating(shown)}
      </span>
      <small id={hint} class={draft?.by === 'keys' ? 'stars-hint' : 'unseen'}>
        {keys}
      </small>
      <small class="stars-problem" role="alert">
        {problem && problemText(problem)}
      </small>
    </span>
  );
}

/** What was given and is on its way, or not yet in `value`; and what went wrong the last time. */
function useGiven(value: number | null, onRate: (value: number) => unknown) {
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<ApiProblem>();
  /** One after the other: the last one given is the last one sent. */
  const queue = useRef(Promise.resolve());
  const latest = useRef(0);
  useEffect(() => setSent(null), [value, undoTurn.value]);
  const give = (wanted: number): void => {
    const turn = ++latest.current;
    setSent(wanted);
    setProblem(undefined);
    queue.current = queue.current.then(async () => {
      try {
        await withKey(() => Promise.resolve(onRate(wanted)));
      } catch (error) {
        if (turn !== latest.current) return;
        setSent(null);
        setProblem(asProblem(error));
      }
    });
  };
  return { sent, problem, give };
}

/** Where a key moves to; null when it moves nothing. Up and down go to the next half, also from between two. */
function movedBy(name: string, from: number): number | null {
  const up = Math.floor(from / STEP) * STEP + STEP;
  const down = Math.ceil(from / STEP) * STEP - STEP;
  const to = {
    ...{ ArrowRight: up, ArrowUp: up, ArrowLeft: down, ArrowDown: down },
    ...{ PageUp: up + STEP, PageDown: down - STEP, Home: STEP, End: MOST },
  }[name];
  return to === undefined ? null : Math.min(MOST, Math.max(STEP, to));
}

/** The half of a star that is below the pointer. */
function valueAt({ clientX, currentTarget }: MouseEvent): number {
  const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
  const halves = Math.ceil(((clientX - left) / width) * (MOST / STEP));
  return STEP * Math.min(MOST / STEP, Math.max(1, halves));
}

function FiveStars(props: { class?: string }) {
  return (
    <svg class={props.class} viewBox="0 0 130 26" aria-hidden="true">
      {[0, 1, 2, 3, 4].map((n) => (
        <path
          key={n}
          transform={`translate(${26 * n + 1} 1)`}
          d="M12 3.2l2.7 5.6 6.1.8-4.5 4.2 1.1 6.1L12 17l-5.4 2.9 1.1-6.1L3.2 9.6l6.1-.8z"
        />
      ))}
    </svg>
  );
}
