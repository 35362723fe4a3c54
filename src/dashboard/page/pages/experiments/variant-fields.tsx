import type { Rule, Version } from '../../api/answer-types';
import { capital, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import type { VariantDraft } from './experiment-draft';

/** What one variant is called, and what its lists have of their own. rules: those that hold for nobody else. */
export function VariantFields(props: {
  place: number;
  variant: VariantDraft;
  rules: readonly Rule[];
  versions: readonly Version[];
  onChange: (change: Partial<VariantDraft>) => void;
  /** Null where it has to stay. */
  onRemove: (() => void) | null;
}) {
  const { place, variant, rules, versions, onChange, onRemove } = props;
  const texts = t.value.experiments;
  const amount = (name: 'diversidade' | 'popularidade' | 'rotacao' | 'tastes' | 'blocks' | 'next', min: number) => (
    <label class="field">
      {capital(texts.parameters[name] ?? name)}
      <input
        type="number"
        min={min}
        max={1}
        step="any"
        placeholder={texts.usual}
        value={variant[name]}
        onInput={({ currentTarget }) => onChange({ [name]: currentTarget.value })}
      />
    </label>
  );
  const turnRule = (id: number, on: boolean): void =>
    onChange({ regras: on ? [...variant.regras, id] : variant.regras.filter((one) => one !== id) });
  return (
    <fieldset class="variant">
      <legend>{capital(place === 0 ? texts.control : texts.variantAt(place + 1))}</legend>
      <div class="row variant-name">
        <label class="field">
          {texts.called}
          <input
            required
            maxLength={40}
            value={variant.name}
            onInput={({ currentTarget }) => onChange({ name: currentTarget.value })}
          />
        </label>
        {onRemove && (
          <button type="button" class="quiet round" aria-label={texts.remove(place + 1)} onClick={onRemove}>
            <Icon name="trash" />
          </button>
        )}
      </div>
      <details open={place > 0}>
        <summary>{texts.otherwise}</summary>
        <div class="stack variant-parameters">
          <div class="three">
            {amount('diversidade', 0)}
            {amount('popularidade', -1)}
            {amount('rotacao', 0)}
          </div>
          {rules.length > 0 && (
            <fieldset class="stack choices">
              <legend class="field">{texts.offRules}</legend>
              {rules.map(({ id, nome }) => (
                <label key={id} class="tick">
                  <input
                    type="checkbox"
                    checked={variant.regras.includes(id)}
                    onChange={({ currentTarget }) => turnRule(id, currentTarget.checked)}
                  />
                  {nome}
                </label>
              ))}
            </fieldset>
          )}
          <label class="field">
            {capital(texts.parameters.versao)}
            <select value={variant.versao} onChange={({ currentTarget }) => onChange({ versao: currentTarget.value })}>
              <option value="">{texts.activeVersion}</option>
              {versions.map(({ versao }) => (
                <option key={versao} value={String(versao)}>
                  {t.value.model.version(versao)}
                </option>
              ))}
            </select>
          </label>
          <fieldset class="weights">
            <legend class="field">{texts.weights}</legend>
            <div class="three">
              {amount('tastes', 0)}
              {amount('blocks', 0)}
              {amount('next', 0)}
            </div>
          </fieldset>
        </div>
      </details>
    </fieldset>
  );
}
