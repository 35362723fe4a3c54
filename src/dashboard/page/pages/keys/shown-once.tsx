import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../state/locale';

/** What cannot be read again: the text, what is said of it, and a way to copy it. */
export function ShownOnce({ text, children }: { text: string; children?: ComponentChildren }) {
  const texts = t.value.keys;
  const [copied, setCopied] = useState(false);
  useEffect(() => setCopied(false), [text]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // The browser does not let us: the text stands there, for the keys or the menu to copy it.
    }
  };
  return (
    <div class="note good made-key" role="status">
      <p>{texts.onlyNow}</p>
      <code>{text}</code>
      {children}
      {window.isSecureContext && (
        <button type="button" onClick={() => void copy()}>
          {copied ? texts.copied : texts.copy}
        </button>
      )}
    </div>
  );
}
