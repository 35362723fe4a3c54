import type { ComponentChildren } from 'preact';
import { number, t } from '../../state/locale';
import type { Selection } from './selection';

/** Above a list whose rows can be chosen: all of them at once, how many there are, and what can be done with them. */
export function SelectionBar(props: { selection: Selection; shown: number; children: ComponentChildren }) {
  const texts = t.value.selection;
  const { chosen, chooseAll } = props.selection;
  const all = props.shown > 0 && chosen.size === props.shown;
  return (
    <div class={`selection-bar ${chosen.size > 0 ? 'active' : ''}`}>
      <label class="tick">
        <input
          type="checkbox"
          checked={all}
          indeterminate={chosen.size > 0 && !all}
          disabled={props.shown === 0}
          onClick={({ currentTarget }) => chooseAll(currentTarget.checked)}
        />
        {texts.all}
      </label>
      <span role="status">{chosen.size > 0 && texts.chosen(number(chosen.size))}</span>
      {chosen.size > 0 && <div class="row">{props.children}</div>}
    </div>
  );
}

/** The box that chooses a row. */
export function Pick(props: { selection: Selection; id: number; label: string }) {
  const { chosen, choose } = props.selection;
  return (
    <label class="pick">
      <input
        type="checkbox"
        aria-label={props.label}
        checked={chosen.has(props.id)}
        onClick={({ currentTarget, shiftKey }) => choose(props.id, currentTarget.checked, shiftKey)}
      />
    </label>
  );
}

/**
 * On the list: arrows go from box to box, with Shift they take what is chosen along, Ctrl+A chooses all, and Esc none. A
 * box has the focus; elsewhere these keys are what they always are.
 */
export function chooseByKey(
  event: KeyboardEvent,
  { chosen, choose, chooseAll }: Selection,
  ids: readonly number[],
): void {
  const list = event.currentTarget as HTMLElement;
  const boxes = [...list.querySelectorAll<HTMLInputElement>('.pick input')];
  const at = boxes.findIndex((box) => box === event.target);
  if (at === -1) return;
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const to = at + (event.key === 'ArrowDown' ? 1 : -1);
    event.preventDefault();
    if (to < 0 || to >= boxes.length) return;
    boxes[to].focus();
    if (event.shiftKey) choose(ids[to], chosen.has(ids[at]), false);
  } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    chooseAll(true);
  } else if (event.key === 'Escape') chooseAll(false);
}
