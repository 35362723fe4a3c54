import { useState } from 'preact/hooks';
import { get, send } from '../../api/client';
import type { Rule, Version } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { NameField } from '../../ui/name-field';
import {
  bodyOf,
  emptyExperiment,
  emptyVariant,
  MOST_VARIANTS,
  type ExperimentDraft,
  type VariantDraft,
} from './experiment-draft';
import { VariantFields } from './variant-fields';

const outcomes = ['aceitou', 'terminou', 'gostou', 'nao_gostou'] as const;

/** Makes a draft: nobody is in it until it is started. */
export function NewExperiment({ onMade }: { onMade: (what: string) => void }) {
  const texts = t.value.experiments;
  const [draft, setDraft] = useState<ExperimentDraft>(() => emptyExperiment(texts.controlName, texts.variantName));
  const rules = useLoad((signal) => get<Rule[]>('/regras', {}, signal), []);
  const versions = useLoad((signal) => get<Version[]>('/modelo/versoes', {}, signal), []);
  const action = useAction();
  const set = (change: Partial<ExperimentDraft>): void => setDraft({ ...draft, ...change });
  const setVariant = (n: number, change: Partial<VariantDraft>): void =>
    set({ variants: draft.variants.map((variant, m) => (m === n ? { ...variant, ...change } : variant)) });
  const create = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!(await action.run(() => send('/experimentos', { method: 'POST', body: bodyOf(draft) })))) return;
    onMade(texts.made(draft.name));
    setDraft(emptyExperiment(texts.controlName, texts.variantName));
  };
  return (
    <Card title={texts.add}>
      <form class="stack new-experiment" onSubmit={(event) => void create(event)}>
        <NameField label={texts.name} hint={texts.nameHint} value={draft.name} onInput={(name) => set({ name })} />
        {draft.variants.map((variant, n) => (
          <VariantFields
            key={n}
            place={n}
            variant={variant}
            rules={rules.data?.filter(({ ativa }) => !ativa) ?? []}
            versions={versions.data?.filter(({ ativavel }) => ativavel) ?? []}
            onChange={(change) => setVariant(n, change)}
            onRemove={n < 2 ? null : () => set({ variants: draft.variants.filter((_, m) => m !== n) })}
          />
        ))}
        {draft.variants.length < MOST_VARIANTS && (
          <button type="button" onClick={() => set({ variants: [...draft.variants, emptyVariant('')] })}>
            <Icon name="plus" />
            {texts.oneMore}
          </button>
        )}
        <label class="field">
          {texts.outcome}
          <select
            value={draft.outcome}
            onChange={({ currentTarget }) => set({ outcome: currentTarget.value as ExperimentDraft['outcome'] })}
          >
            {outcomes.map((one) => (
              <option key={one} value={one}>
                {texts.outcomes[one]}
              </option>
            ))}
          </select>
        </label>
        <div class="pair">
          <label class="field">
            {texts.window}
            <input
              required
              type="number"
              min={1}
              max={90}
              value={draft.window}
              onInput={({ currentTarget }) => set({ window: currentTarget.valueAsNumber })}
            />
          </label>
          <label class="field">
            {texts.share}
            <input
              required
              type="number"
              min={1}
              max={100}
              value={draft.share}
              onInput={({ currentTarget }) => set({ share: currentTarget.valueAsNumber })}
            />
          </label>
        </div>
        <label class="tick">
          <input
            type="checkbox"
            checked={draft.visitors}
            onChange={({ currentTarget }) => set({ visitors: currentTarget.checked })}
          />
          {texts.visitors}
        </label>
        {action.problem && <ProblemNote problem={action.problem} />}
        <button type="submit" class="primary" disabled={action.busy}>
          {texts.make}
        </button>
      </form>
    </Card>
  );
}
