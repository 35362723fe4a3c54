import { useState } from 'preact/hooks';
import type { Film } from '../../api/answer-types';
import { withQuery } from '../../api/client';
import { t } from '../../state/locale';
import { filmLine, FilmLink } from '../../ui/film-title';
import { FilmPicker } from '../../ui/pickers';
import { useQuery } from '../../ui/use-query';
import { useTyped } from '../../ui/use-typed';
import { MergeWith } from './merge-with';
import { RecordForm } from './record-form';
import { RecordsCard } from './records-card';
import { usePages } from './use-pages';

const PAGE = 20;
/** Between the last letter and the question. In milliseconds. */
const PAUSE = 250;

/** The catalogue: search, add, change, delete. */
export function FilmsCard() {
  const texts = t.value.films;
  const { query, change } = useQuery();
  const { busca = '' } = query;
  const search = busca.trim();
  // What goes on being typed is one step of the way back.
  const [text, setText] = useTyped(busca, PAUSE, (typed) => change({ busca: typed, pagina: null }, busca !== ''));
  // What is looked for comes with the title that fits best first.
  const ordem = search === '' ? 'titulo' : null;
  const pages = usePages<Film>(withQuery('/filmes', { busca: search, limite: PAGE, ordem }));
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
        kind="filmes"
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
      {open && <FilmForm film={open.film} onClose={() => setOpen(null)} />}
    </>
  );
}

const fields = ['titulo', 'ano', 'genero', 'diretor', 'atores'] as const;
type Values = Record<(typeof fields)[number], string>;

export function FilmForm({ film, onClose }: { film: Film | null; onClose: () => void }) {
  const texts = t.value.films;
  const [values, setValues] = useState<Values>(() => valuesOf(film));
  return (
    <RecordForm
      texts={texts}
      kind="filmes"
      record={film && { id: film.id, name: film.titulo, body: bodyOf(valuesOf(film)) }}
      name={values.titulo}
      body={bodyOf(values)}
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
    >
      {film && (
        <MergeWith
          texts={texts}
          kind="filmes"
          record={{ id: film.id, name: film.titulo }}
          picker={(pick) => <FilmPicker onPick={({ id, titulo }) => pick({ id, name: titulo })} />}
          body={(id) => ({ filme_id: id })}
          onClose={onClose}
        />
      )}
    </RecordForm>
  );
}

function bodyOf({ ano, ...values }: Values): object {
  return { ...values, ano: ano === '' ? null : Number(ano) };
}

function valuesOf(film: Film | null): Values {
  if (!film) return { titulo: '', ano: '', genero: '', diretor: '', atores: '' };
  const { titulo, ano, genero, diretor, atores } = film;
  return { titulo, ano: ano === null ? '' : String(ano), genero, diretor, atores };
}
