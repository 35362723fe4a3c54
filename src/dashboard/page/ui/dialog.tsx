import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../state/locale';
import { Icon } from './icon';
import { UndoLine } from './undo-line';

/** How many dialogs are open: all but the last, and the page, are out of reach. */
export const openDialogs = signal(0);

/** A modal dialog, open while it is rendered. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  /** Which of the open dialogs this is. */
  const level = useRef(0);
  useEffect(() => {
    const { current } = dialog;
    const opener = document.activeElement;
    current?.showModal();
    level.current = ++openDialogs.value;
    return () => {
      openDialogs.value--;
      current?.close();
      // The dialog is out of the page by now, with what had the focus in it.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={title} onCancel={props.onClose}>
      <div class="dialog-head">
        <h2 id={title}>{props.title}</h2>
        <button type="button" class="quiet round" aria-label={t.value.common.close} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </div>
      {props.children}
      {openDialogs.value === level.current && <UndoLine />}
    </dialog>
  );
}

/** Asks before something that cannot be undone. */
export function Confirm(props: {
  title: string;
  text: string;
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}) {
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <p>{props.text}</p>
      <div class="dialog-actions">
        <button type="button" onClick={props.onClose}>
          {t.value.common.cancel}
        </button>
        <button type="button" class="danger" onClick={props.onConfirm}>
          {props.action}
        </button>
      </div>
    </Dialog>
  );
}
