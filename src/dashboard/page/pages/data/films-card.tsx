import { useState } from 'preact/hooks';
import type { Film } from '../../api/answer-types';
import { withQuery } from '../../api/client';
import { t } from '../../state/locale';
import { filmLine, FilmLink } from '../../ui/film-title';
import { useDelayed } from '../../ui/use-delayed';
import { RecordForm } from './record-form';
import { RecordsCard } from './records-card';
import { usePages } from './use-pages';

const PAGE = 20;
/** Between the last letter and the question. In milliseconds. */
const PAUSE = 250;

/** The catalogue: search, add, change, delete. */
export function FilmsCard({ turn, onChange }: { turn: number; onChange: () => void }) {
  const texts = t.value.films;
  const [text, setText] = useState('');
  const search = useDelayed(text.trim(), PAUSE);
  // What is looked for comes with the title that fits best first.
  const ordem = search === '' ? 'titulo' : null;
  const pages = usePages<Film>(withQuery('/filmes', { busca: search, limite: PAGE, ordem }), turn);
  const [open, setOpen] = useState<{ readonly film: Film | null } | null>(null);
  return (
    <>
      <RecordsCard
        texts={texts}
        search={
          <input
            type="search"
            aria-label={texts.search}
            placeholder={texts.search}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        }
        pages={pages}
        empty={search === '' ? texts.none : texts.notFound(search)}
        nameOf={({ titulo }) => titulo}
        render={(film) => (
          <>
            <FilmLink film={film} />
            <small>{filmLine(film)}</small>
          </>
        )}
        onOpen={(film) => setOpen({ film })}
      />
      {open && <FilmForm film={open.film} onClose={() => setOpen(null)} onChange={onChange} />}
    </>
  );
}

const fields = ['titulo', 'ano', 'genero', 'diretor', 'atores'] as const;
type Values = Record<(typeof fields)[number], string>;

export function FilmForm({
  film,
  onClose,
  onChange,
}: {
  film: Film | null;
  onClose: () => void;
  onChange: () => void;
}) {
  const texts = t.value.films;
  const [values, setValues] = useState<Values>(() => valuesOf(film));
  return (
    <RecordForm
      texts={texts}
      path="/filmes"
      record={film && { id: film.id, name: film.titulo }}
      body={{ ...values, ano: values.ano === '' ? null : Number(values.ano) }}
      fields={fields.map((name) => (
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
      onClose={onClose}
      onChange={onChange}
    />
  );
}

function valuesOf(film: Film | null): Values {
  if (!film) return { titulo: '', ano: '', genero: '', diretor: '', atores: '' };
  const { titulo, ano, genero, diretor, atores } = film;
  return { titulo, ano: ano === null ? '' : String(ano), genero, diretor, atores };
}
