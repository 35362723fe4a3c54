import { useState } from 'preact/hooks';
import { capital, t } from '../../state/locale';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { NameField } from '../../ui/name-field';
import { KindFields } from './kind-fields';
import { bodyOf, kinds, places, type RuleDraft, type RuleKind } from './rule-draft';
import { placeName } from './rule-sentence';
import { SimulationNote, useSimulation } from './simulation';

/** All that a rule says, to make one or to change one; it can be tried before. */
export function RuleForm(props: {
  /** What the form begins with, and goes back to when it was saved. */
  begin: RuleDraft;
  save: (draft: RuleDraft) => Promise<unknown>;
  onSaved: (draft: RuleDraft) => void;
}) {
  const texts = t.value.rules;
  const [draft, setDraft] = useState<RuleDraft>(props.begin);
  const { of: stored } = draft;
  const action = useAction();
  const simulation = useSimulation();
  const set = (change: Partial<RuleDraft>): void => setDraft({ ...draft, ...change });
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    // Which button it was: the form is checked for both alike.
    if (event.submitter?.dataset.tries !== undefined) {
      await simulation.run({ regras: [bodyOf(draft)], ...(stored && { no_lugar_de: [stored.id] }) });
      return;
    }
    if (!(await action.run(() => props.save(draft)))) return;
    setDraft(props.begin);
    props.onSaved(draft);
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
    <form class="stack rule-form" onSubmit={(event) => void submit(event)}>
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
        <label class="field whole">
          {texts.rowsByKey}
          <input
            placeholder="grupo:3, porque:12"
            value={draft.rows}
            onInput={({ currentTarget }) => set({ rows: currentTarget.value })}
          />
        </label>
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
        {stored ? texts.activeSaved : texts.active}
      </label>
      {action.problem && <ProblemNote problem={action.problem} />}
      <SimulationNote of={simulation} />
      <div class="row">
        <button type="submit" class="primary" disabled={action.busy}>
          {stored ? texts.save : texts.make}
        </button>
        <button type="submit" data-tries disabled={simulation.busy}>
          {texts.simulate}
        </button>
      </div>
    </form>
  );
}
