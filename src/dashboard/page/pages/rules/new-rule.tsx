import { useState } from 'preact/hooks';
import { send } from '../../api/client';
import { capital, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { NameField } from '../../ui/name-field';
import { KindFields } from './kind-fields';
import { bodyOf, emptyRule, kinds, places, type RuleDraft, type RuleKind } from './rule-draft';
import { placeName } from './rule-sentence';
import { SimulationNote, useSimulation } from './simulation';

/** Makes a rule; it can be tried before. */
export function NewRule({ onMade }: { onMade: (what: string) => void }) {
  const texts = t.value.rules;
  const [draft, setDraft] = useState<RuleDraft>(emptyRule);
  const action = useAction();
  const simulation = useSimulation();
  const set = (change: Partial<RuleDraft>): void => setDraft({ ...draft, ...change });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    // Which button it was: the form is checked for both alike.
    if (event.submitter?.dataset.tries !== undefined) {
      await simulation.run({ regras: [bodyOf(draft)] });
      return;
    }
    const made = await action.run(() => send('/regras', { method: 'POST', body: bodyOf(draft) }));
    if (!made) return;
    onMade(texts.made(draft.nome));
    setDraft(emptyRule);
  };
  const turnPlace = (place: string, on: boolean): void =>
    set({ onde: on ? [...draft.onde, place] : draft.onde.filter((one) => one !== place) });
  const time = (name: 'de' | 'ate') => (
    <label class="field">
      {texts[name]}
      <input
        type="datetime-local"
        value={draft[name]}
        onInput={({ currentTarget }) => set({ [name]: currentTarget.value })}
      />
    </label>
  );
  return (
    <Card title={texts.add}>
      <form class="stack new-rule" onSubmit={(event) => void submit(event)}>
        <NameField label={texts.name} hint={texts.nameHint} value={draft.nome} onInput={(nome) => set({ nome })} />
        <label class="field">
          {texts.kind}
          <select value={draft.tipo} onChange={({ currentTarget }) => set({ tipo: currentTarget.value as RuleKind })}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {texts.kinds[kind]}
              </option>
            ))}
          </select>
        </label>
        <KindFields draft={draft} onChange={set} />
        <fieldset class="places">
          <legend class="field">{texts.inWhich}</legend>
          {places.map((place) => (
            <label key={place} class="tick">
              <input
                type="checkbox"
                checked={draft.onde.includes(place)}
                onChange={({ currentTarget }) => turnPlace(place, currentTarget.checked)}
              />
              {capital(placeName(place))}
            </label>
          ))}
        </fieldset>
        <div class="pair">
          {time('de')}
          {time('ate')}
        </div>
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.ativa}
            onChange={({ currentTarget }) => set({ ativa: currentTarget.checked })}
          />
          {texts.active}
        </label>
        {action.problem && <ProblemNote problem={action.problem} />}
        <SimulationNote of={simulation} />
        <div class="row">
          <button type="submit" class="primary" disabled={action.busy}>
            {texts.make}
          </button>
          <button type="submit" data-tries disabled={simulation.busy}>
            {texts.simulate}
          </button>
        </div>
      </form>
    </Card>
  );
}
