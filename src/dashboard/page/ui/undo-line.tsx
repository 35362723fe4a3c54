import { useEffect, useRef } from 'preact/hooks';
import { canUndo, changes, commit, dismiss, pause, told, undo, type Change } from '../state/changes';
import { t } from '../state/locale';
import { Icon } from './icon';
import { problemText } from './problem-note';
import './undo-line.css';

/** The latest changes, at the bottom of what one sees, each with the way back for a while. */
export function UndoLine() {
  const texts = t.value.changes;
  const before = useRef<HTMLElement | null>(null);
  const lines = told.value.flatMap((id) => changes.value.find((one) => one.id === id) ?? []);
  const failed = lines.filter(({ problem }) => problem !== undefined);

  /** The line goes, and with it the focus, which is to be where it was. */
  const leave = (work: () => unknown): void => {
    work();
    pause(false);
    if (before.current?.isConnected) before.current.focus();
    else document.getElementById('conteudo')?.focus();
  };
  return (
    <div
      class="undo"
      onMouseEnter={() => pause(true)}
      onMouseLeave={() => pause(false)}
      onFocusIn={({ relatedTarget, currentTarget }) => {
        pause(true);
        if (relatedTarget instanceof HTMLElement && !currentTarget.contains(relatedTarget))
          before.current = relatedTarget;
      }}
      onFocusOut={() => pause(false)}
    >
      <div role="status" aria-atomic="false">
        {lines
          .filter(({ problem }) => problem === undefined)
          .map((change) => (
            <div key={change.id} class="undo-line">
              <span>{change.text()}</span>
              {canUndo(change) && (
                <button type="button" aria-keyshortcuts="Control+Z" onClick={() => leave(() => void undo(change))}>
                  {texts.undo} <kbd>Ctrl+Z</kbd>
                </button>
              )}
              <Close change={change} onClose={leave} />
            </div>
          ))}
      </div>
      <div role="alert" aria-atomic="false">
        {failed.map((change) => (
          <div key={change.id} class="undo-line failed">
            <span>
              {(change.state === 'failed' ? texts.notDone : texts.notUndone)(change.text())}{' '}
              {change.problem && problemText(change.problem)}
            </span>
            <button
              type="button"
              onClick={() => leave(() => void (change.state === 'failed' ? commit(change) : undo(change)))}
            >
              {t.value.common.again}
            </button>
            <Close change={change} onClose={leave} />
          </div>
        ))}
      </div>
    </div>
  );
}

function Close({ change, onClose }: { change: Change; onClose: (work: () => unknown) => void }) {
  return (
    <button
      type="button"
      class="quiet round"
      aria-label={t.value.changes.dismiss}
      onClick={() => onClose(() => dismiss(change))}
    >
      <Icon name="close" />
    </button>
  );
}

/** Ctrl+Z, or Cmd+Z, takes back the newest change that is told, but for where it takes back what is typed. */
export function useUndoKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      if (event.target instanceof Element && event.target.matches(TYPED)) return;
      const newest = changes.value.find((change) => told.value.includes(change.id) && canUndo(change));
      if (!newest) return;
      event.preventDefault();
      void undo(newest);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const TYPED = 'textarea, input:not([type=checkbox], [type=radio], [type=range], [type=file])';
