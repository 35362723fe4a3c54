import { t } from '../../state/locale';
import { FilmTitle } from '../../ui/film-title';
import { Icon } from '../../ui/icon';
import { FilmPicker } from '../../ui/pickers';
import { filterNames, type RuleDraft } from './rule-draft';

/** What a rule of the chosen kind asks for. */
export function KindFields(props: { draft: RuleDraft; onChange: (change: Partial<RuleDraft>) => void }) {
  const { draft, onChange } = props;
  const texts = t.value.rules;
  const count = (name: 'posicao' | 'maximo' | 'times' | 'parte', min: number, max: number, step = 1) => (
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
          <fieldset class="places">
            <legend class="field">{texts.whichFilms}</legend>
            {filterNames.map((name) => (
              <label key={name} class="field">
                {t.value.recommendations.fields[name]}
                <input
                  inputMode={name.startsWith('ano') ? 'numeric' : 'text'}
                  pattern={name.startsWith('ano') ? '\\d{4}' : undefined}
                  value={draft.filtro[name]}
                  onInput={({ currentTarget }) =>
                    onChange({ filtro: { ...draft.filtro, [name]: currentTarget.value } })
                  }
                />
              </label>
            ))}
          </fieldset>
          {count('times', 1.1, 100, 0.1)}
        </>
      );
    case 'no_maximo':
      return (
        <div class="pair">
          <label class="field">
            {texts.fields.por}
            <select value={draft.por} onChange={({ currentTarget }) => onChange({ por: currentTarget.value })}>
              {Object.entries(texts.by).map(([by, name]) => (
                <option key={by} value={by}>
                  {name}
                </option>
              ))}
            </select>
          </label>
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
          {count('parte', 1, 100)}
        </div>
      );
  }
}
