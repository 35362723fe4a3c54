import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';

/**
 * What the picks come to, beside them; where there is no room for that, a sheet that peeks from below once something is
 * picked. It is not modal: one goes on picking above it. best: the film that it peeks with; turn: another number, and a sheet that
 * was closed peeks again.
 */
export function ResultPanel(props: { best: string | undefined; turn: number; children: ComponentChildren }) {
  const texts = t.value.tryIt.sheet;
  const content = useId();
  const handle = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const peeks = props.turn > 0 && closedAt !== props.turn;

  const fold = (): void => {
    setOpen(false);
    handle.current?.focus();
  };
  const close = (): void => {
    setOpen(false);
    setClosedAt(props.turn);
    // The sheet goes, and the focus with it: to where the films are.
    document.getElementById('conteudo')?.focus({ preventScroll: true });
  };
  return (
    <section
      class="result"
      aria-label={texts.title}
      data-peeks={peeks}
      data-open={peeks && open}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open || event.defaultPrevented) return;
        event.preventDefault();
        fold();
      }}
    >
      <div class="result-head">
        <button
          type="button"
          class="quiet result-handle"
          ref={handle}
          aria-expanded={open}
          aria-controls={content}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'up'} />
          <span>
            <b>{texts.title}</b>
            {props.best !== undefined && <small>{texts.best(props.best)}</small>}
          </span>
        </button>
        <button type="button" class="quiet round" aria-label={texts.close} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      <div class="result-content stack" id={content}>
        {props.children}
      </div>
    </section>
  );
}
