import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../state/locale';
import { Icon } from './icon';

/** Letters typed faster than this are one search. In milliseconds. */
const PAUSE = 160;

/** A text field that finds things while one types: the combobox pattern of ARIA, list and all. */
export function Combobox<Item>(props: {
  label: string;
  placeholder: string;
  /** What fits the text; a rejection is shown as nothing found. */
  find: (text: string, signal: AbortSignal) => Promise<readonly Item[]>;
  keyOf: (item: Item) => string | number;
  render: (item: Item) => ComponentChildren;
  onPick: (item: Item) => void;
  /** Whether to suggest something before a letter is typed. */
  eager?: boolean;
}) {
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = useFound(props.find, text, open && (props.eager === true || text.trim() !== ''));
  const shown = open && found !== null;

  const pick = (item: Item): void => {
    props.onPick(item);
    setText('');
    setOpen(false);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setOpen(false);
    if (!found || found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setOpen(true);
      setActive((active + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && shown) {
      event.preventDefault();
      pick(found[Math.min(active, found.length - 1)]);
    }
  };

  return (
    <div
      class="combobox"
      onFocusOut={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setOpen(false);
      }}
    >
      <Icon name="search" />
      <input
        type="text"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        aria-label={props.label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && found.length > 0 ? `${id}-${active}` : undefined}
        placeholder={props.placeholder}
        value={text}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKey}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={props.label} hidden={!shown || found.length === 0}>
        {found?.map((item, n) => (
          <li
            key={props.keyOf(item)}
            id={`${id}-${n}`}
            role="option"
            aria-selected={n === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(item)}
          >
            {props.render(item)}
          </li>
        ))}
      </ul>
      {shown && found.length === 0 && <p class="combobox-none">{t.value.common.nothingFound}</p>}
    </div>
  );
}

/** What was found for a text, a moment after the last letter; null before there is an answer. */
function useFound<Item>(
  find: (text: string, signal: AbortSignal) => Promise<readonly Item[]>,
  text: string,
  wanted: boolean,
): readonly Item[] | null {
  const [found, setFound] = useState<readonly Item[] | null>(null);
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    if (!wanted) {
      setFound(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      latest.current(text.trim(), abort.signal).then(
        (items) => {
          if (!abort.signal.aborted) setFound(items);
        },
        () => {
          if (!abort.signal.aborted) setFound([]);
        },
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, wanted]);
  return found;
}
