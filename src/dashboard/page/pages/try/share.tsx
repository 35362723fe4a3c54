import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import type { Picker } from './picks';
import { fragmentOf, MOST_SHARED } from './shared-picks';

/** A link that brings these picks to whoever opens it. It is all in the address: nothing is stored for it. */
export function Share({ people }: { people: readonly Picker[] }) {
  const texts = t.value.tryIt.share;
  const [open, setOpen] = useState(false);
  const [copied, setCopied] = useState(false);
  const link = useRef<HTMLInputElement>(null);
  const { fragment, whole } = fragmentOf(people);
  useEffect(() => setCopied(false), [fragment]);
  useEffect(() => {
    if (open) link.current?.select();
  }, [open]);

  const copy = async (): Promise<void> => {
    link.current?.select();
    try {
      await navigator.clipboard.writeText(link.current?.value ?? '');
      setCopied(true);
    } catch {
      // Without a secure connection there is no clipboard: the link is selected, for the keys or the menu to copy it.
    }
  };
  return (
    <div class="pick-share">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="link" />
        {texts.open}
      </button>
      {open && (
        <>
          <div class="pick-link">
            <input
              ref={link}
              readOnly
              aria-label={texts.link}
              value={window.location.origin + window.location.pathname + fragment}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
            <button type="button" class="primary" onClick={() => void copy()}>
              {texts.copy}
            </button>
          </div>
          <p class="hint">{whole ? texts.hint : texts.newest(MOST_SHARED)}</p>
        </>
      )}
      <p role="status">{copied ? texts.copied : ''}</p>
    </div>
  );
}
