import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { ApiProblem, ask } from '../api/client';
import type { ApiKey } from '../api/answer-types';
import { asProblem } from '../api/use-load';
import { asking, hold, keyAtStart } from '../state/key';
import { t } from '../state/locale';
import { Dialog } from './dialog';
import { useAction } from './use-action';

/** What the server said of a key that came with the address. */
const problemAtStart = signal<ApiProblem | undefined>(undefined);

/** Ask the server what a key may do, and use it from now on. */
async function take(text: string, keepForTab: boolean): Promise<void> {
  const { body } = await ask<ApiKey>('/chaves/atual', { key: text });
  hold({ text, name: body.nome, scope: body.escopo }, keepForTab);
}

/** Use the key of the address, or of this tab. To be called before anything else reads the address. */
export function takeKeyOfStart(): void {
  const given = keyAtStart();
  if (!given) return;
  take(given.text, given.kept).catch((error: unknown) => {
    problemAtStart.value = asProblem(error);
    asking.value = true;
  });
}

/** Asks for a key; once, for everything on every page. */
export function KeyDialog() {
  if (!asking.value) return null;
  return <KeyForm />;
}

function KeyForm() {
  const texts = t.value.key;
  const [text, setText] = useState('');
  const [keep, setKeep] = useState(false);
  const action = useAction();
  const problem = action.problem ?? problemAtStart.value;
  const close = (): void => {
    asking.value = false;
    problemAtStart.value = undefined;
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    problemAtStart.value = undefined;
    if (await action.run(() => take(text.trim(), keep))) close();
  };
  return (
    <Dialog title={texts.give} onClose={close}>
      <form onSubmit={(event) => void submit(event)}>
        <p>{texts.why}</p>
        <label class="field">
          {texts.label}
          <input
            type="password"
            autoComplete="off"
            spellcheck={false}
            required
            placeholder="ctd_…"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <label class="tick">
          <input type="checkbox" checked={keep} onChange={({ currentTarget }) => setKeep(currentTarget.checked)} />
          {texts.keep}
        </label>
        <p class="hint">{texts.where}</p>
        {problem && (
          <p class="note bad" role="alert">
            {problem.message || t.value.common.away}
          </p>
        )}
        <div class="dialog-actions">
          <button type="button" onClick={close}>
            {t.value.common.cancel}
          </button>
          <button type="submit" class="primary" disabled={action.busy}>
            {texts.use}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
