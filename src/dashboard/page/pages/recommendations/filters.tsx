import { useId, useRef, useState } from 'preact/hooks';
import { percent, t } from '../../state/locale';
import type { Query } from '../../ui/use-query';
import { useTyped } from '../../ui/use-typed';

export interface FilterValues {
  readonly diversidade: number;
  readonly genero: string;
  readonly diretor: string;
  readonly ator: string;
  readonly ano_min: string;
  readonly ano_max: string;
}

const noFilters: FilterValues = { diversidade: 0, genero: '', diretor: '', ator: '', ano_min: '', ano_max: '' };

/** The filters that an address names; what cannot be one is none. */
export function filtersOf(query: Query): FilterValues {
  const { diversidade = '', genero = '', diretor = '', ator = '', ano_min = '', ano_max = '' } = query;
  const variety = Number(diversidade);
  const year = (text: string): string => (/^\d{4}$/.test(text) ? text : '');
  return {
    diversidade: variety >= 0 && variety <= 1 ? variety : 0,
    ...{ genero, diretor, ator, ano_min: year(ano_min), ano_max: year(ano_max) },
  };
}

/** Between the last letter and the question. In milliseconds. */
const PAUSE = 300;

/** What the list is chosen from, and how varied it is. genres: suggestions. */
export function Filters(props: {
  values: FilterValues;
  /** Whether what is shown can be varied. */
  withVariety: boolean;
  genres: readonly string[];
  /** replaces: the same field as the last time, as when somebody goes on typing. */
  onChange: (values: FilterValues, replaces: boolean) => void;
}) {
  const texts = t.value.recommendations;
  const id = useId();
  /** Filters that came with the address are not hidden. */
  const [begun] = useState(() => JSON.stringify({ ...props.values, diversidade: 0 }) !== JSON.stringify(noFilters));
  const last = useRef('');
  const [values, setValues] = useTyped(props.values, PAUSE, (settled) => {
    const names = Object.keys(noFilters) as (keyof FilterValues)[];
    const changed = names.filter((name) => settled[name] !== props.values[name]).join();
    props.onChange(settled, changed === last.current);
    last.current = changed;
  });
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
            <span>{percent(values.diversidade)}</span>
          </span>
          <input
            type="range"
            aria-label={texts.variety}
            aria-valuetext={percent(values.diversidade)}
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
      <details open={begun}>
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
