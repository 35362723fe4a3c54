import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Film } from '../../api/answer-types';
import { send } from '../../api/client';
import { withKey } from '../../api/with-key';
import { noted } from '../../state/changes';
import { number, t } from '../../state/locale';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { genreChanges, rowsOf, type FilmChanges, type GenreChange } from './film-changes';

type Field = keyof FilmChanges;

/** Changes some fields of many films at once: all of them or none, and it can be taken back. */
export function EditFilms(props: { films: readonly Film[]; onDone: () => void; onClose: () => void }) {
  const texts = t.value.manyFilms;
  const { films } = props;
  const action = useAction();
  /** The fields that are to change. */
  const [ticked, setTicked] = useState<ReadonlySet<Field>>(new Set());
  const [values, setValues] = useState<Required<FilmChanges>>({
    genero: { how: 'add', names: '' },
    ano: '',
    atributo: { key: '', value: '' },
    disponivel_de: '',
    disponivel_ate: '',
  });
  const set = <Name extends Field>(name: Name, value: Required<FilmChanges>[Name]): void =>
    setValues({ ...values, [name]: value });
  const field = (name: Field, inputs: ComponentChildren) => (
    <Changing
      label={texts.fields[name]}
      on={ticked.has(name)}
      onTick={(on) => setTicked(new Set(on ? [...ticked, name] : [...ticked].filter((one) => one !== name)))}
    >
      {inputs}
    </Changing>
  );
  const day = (name: 'disponivel_de' | 'disponivel_ate') => (
    <input
      type="date"
      aria-label={texts.fields[name]}
      value={values[name]}
      onInput={({ currentTarget }) => set(name, currentTarget.value)}
    />
  );
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const changes = Object.fromEntries([...ticked].map((name) => [name, values[name]])) as FilmChanges;
    const rows = films.map((film) => rowsOf(film, changes));
    const store = (body: readonly object[]) => send('/filmes/lote', { method: 'POST', body });
    if (!(await action.run(() => withKey(() => store(rows.map(({ after }) => after)))))) return;
    noted({
      text: () => t.value.manyFilms.changed(films.length, number(films.length)),
      revert: () => store(rows.map(({ before }) => before)),
    });
    props.onDone();
  };
  const keys = new Set(films.flatMap(({ atributos }) => Object.keys(atributos ?? {})));
  const known = useId();
  return (
    <Dialog title={texts.title(films.length, number(films.length))} onClose={props.onClose}>
      <form onSubmit={(event) => void save(event)}>
        <p class="hint">{texts.hint}</p>
        {field(
          'genero',
          <>
            <select
              aria-label={texts.how}
              value={values.genero.how}
              onChange={({ currentTarget }) =>
                set('genero', { ...values.genero, how: currentTarget.value as GenreChange })
              }
            >
              {genreChanges.map((how) => (
                <option key={how} value={how}>
                  {texts.genres[how]}
                </option>
              ))}
            </select>
            <input
              aria-label={texts.genreNames}
              placeholder={texts.genreNames}
              required={values.genero.how !== 'replace'}
              value={values.genero.names}
              onInput={({ currentTarget }) => set('genero', { ...values.genero, names: currentTarget.value })}
            />
          </>,
        )}
        {field(
          'ano',
          <input
            inputMode="numeric"
            pattern="[0-9]{4}"
            aria-label={texts.fields.ano}
            value={values.ano}
            onInput={({ currentTarget }) => set('ano', currentTarget.value)}
          />,
        )}
        {field(
          'atributo',
          <>
            <input
              aria-label={texts.key}
              placeholder={texts.key}
              list={known}
              required
              pattern="[\p{L}\p{N}_\-]+"
              maxLength={60}
              value={values.atributo.key}
              onInput={({ currentTarget }) => set('atributo', { ...values.atributo, key: currentTarget.value })}
            />
            <input
              aria-label={texts.value}
              placeholder={texts.value}
              value={values.atributo.value}
              onInput={({ currentTarget }) => set('atributo', { ...values.atributo, value: currentTarget.value })}
            />
            <datalist id={known}>
              {[...keys].map((key) => (
                <option key={key} value={key} />
              ))}
            </datalist>
          </>,
        )}
        {field('disponivel_de', day('disponivel_de'))}
        {field('disponivel_ate', day('disponivel_ate'))}
        {action.problem && <ProblemNote problem={action.problem} />}
        <div class="dialog-actions">
          <button type="button" onClick={props.onClose}>
            {t.value.common.cancel}
          </button>
          <button type="submit" class="primary" disabled={action.busy || ticked.size === 0}>
            {texts.save(films.length, number(films.length))}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** A field that stays as it is unless it is ticked. */
function Changing(props: { label: string; on: boolean; onTick: (on: boolean) => void; children: ComponentChildren }) {
  return (
    <div class="changing">
      <label class="tick">
        <input
          type="checkbox"
          checked={props.on}
          onClick={({ currentTarget }) => props.onTick(currentTarget.checked)}
        />
        {props.label}
      </label>
      {props.on && <div class="changing-to">{props.children}</div>}
    </div>
  );
}
