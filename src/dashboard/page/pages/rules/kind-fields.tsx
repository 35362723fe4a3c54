import { t } from '../../state/locale';
import { FilmTitle } from '../../ui/film-title';
import { Icon } from '../../ui/icon';
import { FilmPicker } from '../../ui/pickers';
import { FilterFields } from './filter-fields';
import { ATTRIBUTE, type RuleDraft } from './rule-draft';

/** What a rule of the chosen kind asks for. */
export function KindFields(props: { draft: RuleDraft; onChange: (change: Partial<RuleDraft>) => void }) {
  const { draft, onChange } = props;
  const texts = t.value.rules;
  const count = (
    name: 'posicao' | 'maximo' | 'times' | 'parte',
    min: number,
    max: number,
    step: number | 'any' = 1,
  ) => (
    <label class="field">
      {texts.fields[name]}
      <input
        required
        type="number"
        min={min}
        max={max}
        step={step}
        value={draft[name]}
        onInput={({ currentTarget }) => onChange({ [name]: currentTarget.valueAsNumber })}
      />
    </label>
  );
  const attribute = draft.por.startsWith(ATTRIBUTE) ? draft.por.slice(ATTRIBUTE.length) : null;
  switch (draft.tipo) {
    case 'fixar':
      return (
        <>
          {draft.film ? (
            <div class="spread chosen-film">
              <FilmTitle film={draft.film} />
              <button
                type="button"
                class="quiet round"
                aria-label={texts.otherFilm}
                onClick={() => onChange({ film: null })}
              >
                <Icon name="close" />
              </button>
            </div>
          ) : (
            <FilmPicker onPick={(film) => onChange({ film })} />
          )}
          {count('posicao', 1, 100)}
        </>
      );
    case 'levantar':
    case 'enterrar':
      return (
        <>
          <FilterFields filter={draft.filtro} onChange={(filtro) => onChange({ filtro })} />
          {count('times', 1, 100, 'any')}
        </>
      );
    case 'no_maximo':
      return (
        <div class="pair">
          <label class="field">
            {texts.fields.por}
            <select
              value={attribute === null ? draft.por : ATTRIBUTE}
              onChange={({ currentTarget }) => onChange({ por: currentTarget.value })}
            >
              {Object.entries(texts.by).map(([by, name]) => (
                <option key={by} value={by}>
                  {name}
                </option>
              ))}
              <option value={ATTRIBUTE}>{texts.byAttribute}</option>
            </select>
          </label>
          {attribute !== null && (
            <label class="field">
              {texts.attribute}
              <input
                required
                placeholder="prateleira"
                value={attribute}
                onInput={({ currentTarget }) => onChange({ por: ATTRIBUTE + currentTarget.value })}
              />
            </label>
          )}
          {count('maximo', 1, 100)}
        </div>
      );
    case 'cota':
      return (
        <div class="pair">
          <label class="field">
            {texts.fields.entre}
            <select
              value={draft.entre}
              onChange={({ currentTarget }) => onChange({ entre: currentTarget.value as RuleDraft['entre'] })}
            >
              {(['novos', 'cauda_longa'] as const).map((films) => (
                <option key={films} value={films}>
                  {texts.among[films]}
                </option>
              ))}
            </select>
          </label>
          {count('parte', 1, 100, 'any')}
        </div>
      );
  }
}
