import { useState } from 'preact/hooks';
import type { Film } from '../../api/answer-types';
import { withQuery } from '../../api/client';
import { isGone } from '../../state/changes';
import { t } from '../../state/locale';
import { filmLine, FilmLink } from '../../ui/film-title';
import { FilmPicker } from '../../ui/pickers';
import { useQuery, wordIn } from '../../ui/use-query';
import { useTyped } from '../../ui/use-typed';
import { ManyFilms } from './many-films';
import { MergeWith } from './merge-with';
import { RecordForm } from './record-form';
import { RecordsCard } from './records-card';
import { useSelection } from './selection';
import { SelectionBar } from './selection-bar';
import { usePages } from './use-pages';
import './films-card.css';

/** How many films a page may have. */
const sizes = ['20', '50', '100'] as const;
/** Orders, as the address and the server call them; the first without a search. */
const orders = ['titulo', 'ano', 'popularidade', 'recentes'] as const;
/** What is looked for comes with the title that fits best first. */
const foundOrders = ['relevancia', ...orders] as const;
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
  const own = search === '' ? orders : foundOrders;
  const ordem = wordIn<(typeof foundOrders)[number]>(query.ordem, own);
  const limite = wordIn(query.por_pagina, sizes);
  const pages = usePages<Film>(withQuery('/filmes', { busca: search, limite, ordem }));
  const shown = pages.data?.rows.filter(({ id }) => !isGone('filmes', id)) ?? [];
  const selection = useSelection(shown.map(({ id }) => id));
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
        controls={
          <>
            <div class="list-controls">
              <Choice
                label={texts.order}
                words={own}
                names={texts.orders}
                value={ordem}
                onChange={(to) => change({ ordem: to === own[0] ? null : to, pagina: null })}
              />
              <Choice
                label={texts.perPage}
                words={sizes}
                value={limite}
                onChange={(to) => change({ por_pagina: to === sizes[0] ? null : to, pagina: null })}
              />
            </div>
            {shown.length > 0 && (
              <SelectionBar selection={selection} shown={shown.length}>
                <ManyFilms
                  films={shown.filter(({ id }) => selection.chosen.has(id))}
                  onDone={() => selection.chooseAll(false)}
                />
              </SelectionBar>
            )}
          </>
        }
        selection={selection}
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

/** One of a few words. names: what they are called; themselves if left out. */
function Choice<Word extends string>(props: {
  label: string;
  words: readonly Word[];
  names?: Readonly<Record<Word, string>>;
  value: Word;
  onChange: (word: Word) => void;
}) {
  return (
    <label>
      {props.label}
      <select value={props.value} onChange={({ currentTarget }) => props.onChange(currentTarget.value as Word)}>
        {props.words.map((word) => (
          <option key={word} value={word}>
            {props.names?.[word] ?? word}
          </option>
        ))}
      </select>
    </label>
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
