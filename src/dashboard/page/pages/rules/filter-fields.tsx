import { useState } from 'preact/hooks';
import { capital, t } from '../../state/locale';
import { filterNames, otherFilterNames, type FilterTexts } from './filter-texts';

type Name = keyof FilterTexts;

/** What the fields of numbers take. */
const patterns: Readonly<Partial<Record<Name, string>>> = {
  ...{ ano_min: '\\d{4}', ano_max: '\\d{4}', duracao_max: '\\d{1,4}', classificacao_max: '\\d{1,2}' },
};

const examples: Readonly<Partial<Record<Name, string>>> = {
  somente: '3, 14',
  atributos: 'prateleira=B3; preco_max=20',
};

/** Which films a rule lifts or buries. */
export function FilterFields(props: { filter: FilterTexts; onChange: (filter: FilterTexts) => void }) {
  const { filter, onChange } = props;
  const texts = t.value.rules;
  /** What a stored rule asks for is not hidden. */
  const [open, setOpen] = useState(() => otherFilterNames.some((name) => filter[name] !== ''));
  const set = (name: Name, value: string): void => onChange({ ...filter, [name]: value });
  const field = (name: Name, label: string) => (
    <label key={name} class={examples[name] ? 'field whole' : 'field'}>
      {label}
      <input
        inputMode={patterns[name] ? 'numeric' : 'text'}
        pattern={patterns[name]}
        placeholder={examples[name]}
        value={filter[name]}
        onInput={({ currentTarget }) => set(name, currentTarget.value)}
      />
    </label>
  );
  const others = otherFilterNames.filter((name) => name !== 'disponivel');
  return (
    <fieldset class="filter-fields">
      <legend class="field">{texts.whichFilms}</legend>
      <div class="places">{filterNames.map((name) => field(name, t.value.recommendations.fields[name]))}</div>
      <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{texts.moreFilters}</summary>
        {open && (
          <div class="places">
            {others.map((name) => field(name, capital(texts.filters[name])))}
            <label class="field">
              {capital(texts.filters.disponivel)}
              <select
                value={filter.disponivel}
                onChange={({ currentTarget }) => set('disponivel', currentTarget.value)}
              >
                {(['', 'true', 'false'] as const).map((value) => (
                  <option key={value} value={value}>
                    {texts.availability[value]}
                  </option>
                ))}
              </select>
            </label>
          </div>
        )}
      </details>
    </fieldset>
  );
}
