import { useState } from 'preact/hooks';
import { send, withQuery } from '../../api/client';
import type { Film } from '../../api/answer-types';
import { t } from '../../state/locale';
import { Confirm, Dialog } from '../../ui/dialog';
import { Icon } from '../../ui/icon';
import { Card } from '../../ui/card';
import { filmLine, FilmTitle } from '../../ui/film-title';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { useAction } from '../../ui/use-action';
import { Pager } from './pager';
import { useDelayed } from './use-delayed';
import { usePages } from './use-pages';

const PAGE = 20;

/** The catalogue: search, add, change, delete. */
export function FilmsCard({ turn, onChange }: { turn: number; onChange: () => void }) {
  const texts = t.value.films;
  const [text, setText] = useState('');
  const search = useDelayed(text.trim());
  const pages = usePages<Film>(withQuery('/filmes', { busca: search, limite: PAGE, ordem: 'titulo' }), turn);
  const [open, setOpen] = useState<Film | 'new' | null>(null);
  return (
    <Card title={texts.title}>
      <div class="data-search">
        <input
          type="search"
          aria-label={texts.search}
          placeholder={texts.search}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="button" onClick={() => setOpen('new')}>
          <Icon name="plus" />
          {texts.add}
        </button>
      </div>
      {pages.problem && <ProblemNote problem={pages.problem} retry={pages.reload} />}
      {!pages.data && pages.loading && <Busy />}
      {pages.data?.rows.length === 0 && <Empty>{search === '' ? texts.none : texts.notFound(search)}</Empty>}
      <ul class="data-rows">
        {pages.data?.rows.map((film) => (
          <li key={film.id}>
            <span class="data-id">{film.id}</span>
            <span>
              <FilmTitle film={film} />
              <small>{filmLine(film)}</small>
            </span>
            <button
              type="button"
              class="quiet round"
              aria-label={texts.edit(film.titulo)}
              title={texts.edit(film.titulo)}
              onClick={() => setOpen(film)}
            >
              <Icon name="pencil" />
            </button>
          </li>
        ))}
      </ul>
      <Pager pages={pages} />
      {open !== null && (
        <FilmForm film={open === 'new' ? null : open} onClose={() => setOpen(null)} onChange={onChange} />
      )}
    </Card>
  );
}

const fields = ['titulo', 'ano', 'genero', 'diretor', 'atores'] as const;
type Values = Record<(typeof fields)[number], string>;

function FilmForm({ film, onClose, onChange }: { film: Film | null; onClose: () => void; onChange: () => void }) {
  const texts = t.value.films;
  const [values, setValues] = useState<Values>(() => valuesOf(film));
  const [deleting, setDeleting] = useState(false);
  const action = useAction();
  const done = async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await action.run(work))) return;
    onChange();
    onClose();
  };
  const save = (event: Event): void => {
    event.preventDefault();
    const body = { ...values, ano: values.ano === '' ? null : Number(values.ano) };
    void done(() =>
      film ? send(`/filmes/${film.id}`, { method: 'PATCH', body }) : send('/filmes', { method: 'POST', body }),
    );
  };
  if (deleting && film)
    return (
      <Confirm
        title={texts.deleteTitle(film.titulo)}
        text={texts.deleteText}
        action={t.value.common.delete}
        onClose={() => setDeleting(false)}
        onConfirm={() => {
          setDeleting(false);
          void done(() => send(`/filmes/${film.id}`, { method: 'DELETE' }));
        }}
      />
    );
  return (
    <Dialog title={film ? texts.edit(film.titulo) : texts.add} onClose={onClose}>
      <form onSubmit={save}>
        {fields.map((name) => (
          <label key={name} class="field">
            {texts.fields[name]}
            <input
              inputMode={name === 'ano' ? 'numeric' : 'text'}
              pattern={name === 'ano' ? '[0-9]{4}' : undefined}
              required={name === 'titulo'}
              value={values[name]}
              onInput={({ currentTarget }) => setValues({ ...values, [name]: currentTarget.value })}
            />
          </label>
        ))}
        {action.problem && <ProblemNote problem={action.problem} />}
        <div class="dialog-actions">
          {film && (
            <button type="button" class="danger" disabled={action.busy} onClick={() => setDeleting(true)}>
              {t.value.common.delete}
            </button>
          )}
          <button type="submit" class="primary" disabled={action.busy}>
            {t.value.common.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function valuesOf(film: Film | null): Values {
  if (!film) return { titulo: '', ano: '', genero: '', diretor: '', atores: '' };
  const { titulo, ano, genero, diretor, atores } = film;
  return { titulo, ano: ano === null ? '' : String(ano), genero, diretor, atores };
}
