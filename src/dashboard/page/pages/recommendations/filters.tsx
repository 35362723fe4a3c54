import { useEffect, useId, useState } from 'preact/hooks';
import { percent, t } from '../../state/locale';
import { useDelayed } from '../../ui/use-delayed';

export interface FilterValues {
  readonly diversidade: number;
  readonly genero: string;
  readonly diretor: string;
  readonly ator: string;
  readonly ano_min: string;
  readonly ano_max: string;
}

export const noFilters: FilterValues = { diversidade: 0, genero: '', diretor: '', ator: '', ano_min: '', ano_max: '' };

/** Between the last letter and the question. In milliseconds. */
const PAUSE = 300;

/** What the list is chosen from, and how varied it is. genres: suggestions. */
export function Filters(props: {
  values: FilterValues;
  /** Whether what is shown can be varied. */
  withVariety: boolean;
  genres: readonly string[];
  onChange: (values: FilterValues) => void;
}) {
  const texts = t.value.recommendations;
  const id = useId();
  const [values, setValues] = useState(props.values);
  const settled = useDelayed(values, PAUSE);
  useEffect(() => {
    if (settled !== props.values) props.onChange(settled);
  }, [settled]);
  const set = (name: keyof FilterValues, value: string): void => setValues({ ...values, [name]: value });
  const field = (name: 'genero' | 'diretor' | 'ator') => (
    <label class="field">
      {texts.fields[name]}
      <input
        type="search"
        value={values[name]}
        list={name === 'genero' ? `${id}-genres` : undefined}
        onInput={({ currentTarget }) => set(name, currentTarget.value)}
      />
    </label>
  );
  const year = (name: 'ano_min' | 'ano_max') => (
    <label class="field">
      {texts.fields[name]}
      <input
        type="number"
        inputMode="numeric"
        value={values[name]}
        onInput={({ currentTarget }) => {
          // Half a year is no year yet.
          if (/^(\d{4})?$/.test(currentTarget.value)) set(name, currentTarget.value);
        }}
      />
    </label>
  );
  return (
    <div class="filters">
      {props.withVariety && (
        <label class="field variety">
          <span class="spread">
            {texts.variety}
            <output>{percent(values.diversidade)}</output>
          </span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={values.diversidade}
            onInput={({ currentTarget }) => setValues({ ...values, diversidade: currentTarget.valueAsNumber })}
          />
          <span class="spread hint">
            <span>{texts.safest}</span>
            <span>{texts.mostVaried}</span>
          </span>
        </label>
      )}
      <details>
        <summary>{texts.filters}</summary>
        <div class="filter-fields">
          {field('genero')}
          {field('diretor')}
          {field('ator')}
          {year('ano_min')}
          {year('ano_max')}
        </div>
        <datalist id={`${id}-genres`}>
          {props.genres.map((genre) => (
            <option key={genre} value={genre} />
          ))}
        </datalist>
        <button type="button" class="link" onClick={() => setValues(noFilters)}>
          {texts.clear}
        </button>
      </details>
    </div>
  );
}
