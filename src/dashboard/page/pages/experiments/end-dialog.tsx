import { useState } from 'preact/hooks';
import type { Experiment } from '../../api/answer-types';
import { t } from '../../state/locale';
import { Dialog } from '../../ui/dialog';

/** Asks what becomes of lists when an experiment ends. onEnd: with the name of a variant, or '' for none. */
export function EndDialog(props: { experiment: Experiment; onClose: () => void; onEnd: (variant: string) => void }) {
  const texts = t.value.experiments;
  const [adopted, setAdopted] = useState('');
  const choice = (value: string, name: string) => (
    <label key={value} class="tick">
      <input type="radio" name="adopted" checked={adopted === value} onChange={() => setAdopted(value)} />
      {name}
    </label>
  );
  const chosen = props.experiment.variantes.find(({ nome }) => nome === adopted);
  return (
    <Dialog title={texts.endTitle(props.experiment.nome)} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onEnd(adopted);
        }}
      >
        <p>{texts.endText}</p>
        <fieldset class="stack choices">
          <legend class="unseen">{texts.after}</legend>
          {choice('', texts.asBefore)}
          {props.experiment.variantes.map(({ nome }) => choice(nome, texts.adopt(nome)))}
        </fieldset>
        {chosen?.parametros.versao !== undefined && <p class="note">{texts.versionNotAdopted}</p>}
        <div class="dialog-actions">
          <button type="button" onClick={props.onClose}>
            {t.value.common.cancel}
          </button>
          <button type="submit" class="primary">
            {texts.endNow}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
