import { useEffect, useState, type Dispatch } from 'preact/hooks';

/** What in a row can have the focus. */
const CONTROLS = 'a[href], button, input, select, [tabindex="0"]';

/**
 * Keeps the focus in a list whose rows come and go: on the same control when it was only moved, otherwise on the one like
 * it in the row that is now in its place. Give the result to the list as its ref.
 */
export function useKeptFocus(): Dispatch<HTMLElement | null> {
  const [current, setCurrent] = useState<HTMLElement | null>(null);
  useEffect(() => {
    if (!current) return;
    let kept: { element: HTMLElement; row: number; control: number } | null = null;
    const alike = (row: Element, to: HTMLElement): HTMLElement[] =>
      [...row.querySelectorAll<HTMLElement>(CONTROLS)].filter(
        ({ tagName, role }) => tagName === to.tagName && role === to.role,
      );
    const onFocus = ({ target }: FocusEvent): void => {
      const row = [...current.children].findIndex((one) => one.contains(target as Node));
      if (row === -1) return;
      const element = target as HTMLElement;
      kept = { element, row, control: alike(current.children[row], element).indexOf(element) };
    };
    const onBlur = ({ target }: FocusEvent): void =>
      queueMicrotask(() => {
        // What was taken out of the page has not been left.
        if ((target as Node).isConnected && document.activeElement !== document.body) kept = null;
      });
    const onPointer = ({ target }: Event): void => {
      if (!current.contains(target as Node)) kept = null;
    };
    const observer = new MutationObserver(() => {
      if (!kept || document.activeElement !== document.body) return;
      if (kept.element.isConnected) {
        kept.element.focus();
        return;
      }
      const row = current.children[Math.min(kept.row, current.children.length - 1)] as Element | undefined;
      if (!row) return;
      const controls = alike(row, kept.element);
      controls.at(Math.min(kept.control, controls.length - 1))?.focus();
    });
    current.addEventListener('focusin', onFocus);
    current.addEventListener('focusout', onBlur);
    document.addEventListener('pointerdown', onPointer);
    observer.observe(current, { childList: true });
    return () => {
      current.removeEventListener('focusin', onFocus);
      current.removeEventListener('focusout', onBlur);
      document.removeEventListener('pointerdown', onPointer);
      observer.disconnect();
    };
  }, [current]);
  return setCurrent;
}
