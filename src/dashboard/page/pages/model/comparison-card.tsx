import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { get } from '../../api/client';
import type { ComparedFilm, Comparison, PersonComparison, Version } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { number, rating, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { FilmLink } from '../../ui/film-title';
import { Icon } from '../../ui/icon';
import { PersonLink } from '../../ui/person-link';
import { UserPicker } from '../../ui/pickers';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { RankMove } from '../../ui/rank-move';
import { useQuery } from '../../ui/use-query';
import './comparison.css';

const MOST_PEOPLE = 10;

/** What would change: the lists of some people by two versions, beside each other. All that is chosen is in the address. */
export function ComparisonCard({ versions }: { versions: readonly Version[] }) {
  const texts = t.value.model.comparison;
  const { query, change } = useQuery();
  const numbers = versions.filter(({ ativavel }) => ativavel).map(({ versao }) => versao);
  const active = versions.find(({ situacao }) => situacao === 'ativa')?.versao;
  const from = numbers.find((one) => String(one) === query.de) ?? numbers.find((one) => one === active) ?? numbers[0];
  const to = numbers.find((one) => String(one) === query.para) ?? numbers.find((one) => one !== from);
  const people = peopleIn(query.pessoas);
  const usuarios = people.join();
  const path = to === undefined || usuarios === '' ? null : `/modelo/versoes/${from}/comparacao/${to}`;
  const { data, problem, loading, reload } = useLoad(
    path === null ? null : (signal) => get<Comparison>(path, { usuarios }, signal),
    [path, usuarios],
  );
  const choosePeople = (ids: readonly number[]): void => change({ pessoas: ids.join() });
  const nameOf = (id: number): string =>
    data?.pessoas.find((one) => one.usuario_id === id)?.nome ?? t.value.pickers.userNumber(id);

  if (to === undefined)
    return (
      <Card title={texts.title}>
        <p class="hint">{texts.later}</p>
      </Card>
    );
  return (
    <Card title={texts.title} class="comparison">
      <p class="hint">{texts.lead}</p>
      <div class="comparison-choice">
        <VersionField
          label={texts.from}
          value={from}
          numbers={numbers}
          active={active}
          onChange={(de) => change({ de }, true)}
        />
        <VersionField
          label={texts.to}
          value={to}
          numbers={numbers}
          active={active}
          onChange={(para) => change({ para }, true)}
        />
        {people.length < MOST_PEOPLE && <UserPicker onPick={({ id }) => choosePeople([...new Set([...people, id])])} />}
      </div>
      {people.length === 0 ? (
        <p>{texts.nobody}</p>
      ) : (
        <ul class="comparison-people" aria-label={texts.people}>
          {people.map((id) => (
            <li key={id}>
              <button
                type="button"
                aria-label={texts.remove(nameOf(id))}
                onClick={() => choosePeople(people.filter((one) => one !== id))}
              >
                <Icon name="close" />
                {nameOf(id)}
              </button>
            </li>
          ))}
        </ul>
      )}
      {path !== null && problem && <ProblemNote problem={problem} retry={reload} />}
      {path !== null && !data && loading && <Busy />}
      {path !== null && data && <Result of={data} />}
    </Card>
  );
}

function VersionField(props: {
  label: string;
  value: number;
  numbers: readonly number[];
  active: number | undefined;
  onChange: (version: number) => void;
}) {
  return (
    <label class="field">
      {props.label}
      <select value={props.value} onChange={({ currentTarget }) => props.onChange(Number(currentTarget.value))}>
        {props.numbers.map((one) => (
          <option key={one} value={one}>
            {t.value.model.version(one)}
            {one === props.active && ` (${t.value.model.isActive})`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Result({ of: { de, para, resumo, pessoas } }: { of: Comparison }) {
  const texts = t.value.model.comparison;
  const { pessoas: all, mudam, filmes_trocados, lugares_trocados } = resumo;
  return (
    <>
      <p role="status">
        {texts.summary(number(mudam), number(all), rating(filmes_trocados), rating(lugares_trocados))}
      </p>
      {pessoas.map((person) => (
        <Person key={person.usuario_id} person={person} from={de} to={para} />
      ))}
    </>
  );
}

function Person({ person, from, to }: { person: PersonComparison; from: number; to: number }) {
  const texts = t.value.model.comparison;
  const title = useId();
  const { usuario_id, nome, de, para, entram, lugares_trocados } = person;
  return (
    <section class="compared" aria-labelledby={title}>
      <h3 id={title}>
        <PersonLink id={usuario_id} name={nome} />
      </h3>
      <p class="hint">{lugares_trocados === 0 ? texts.same : texts.changes(entram.length, lugares_trocados)}</p>
      <div class="compared-lists">
        <List
          title={t.value.model.version(from)}
          films={de.filmes}
          mark={({ posicao_na_outra }) => posicao_na_outra === null && <span class="tag bad">{texts.leaves}</span>}
        />
        <List
          title={t.value.model.version(to)}
          films={para.filmes}
          mark={({ posicao, posicao_na_outra }) => (
            <RankMove of={posicao_na_outra === null ? 'new' : posicao_na_outra - posicao} />
          )}
        />
      </div>
    </section>
  );
}

function List(props: {
  title: string;
  films: readonly ComparedFilm[];
  mark: (film: ComparedFilm) => ComponentChildren;
}) {
  const title = useId();
  return (
    <div>
      <h4 id={title}>{props.title}</h4>
      <ol aria-labelledby={title}>
        {props.films.map((film) => (
          <li key={film.id}>
            <span class="compared-place">{number(film.posicao)}</span>
            <span>
              <FilmLink film={film} /> {props.mark(film)}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** The people that an address names, each once; what is no number is passed over. */
function peopleIn(text = ''): number[] {
  const ids = text.split(',').map(Number);
  return [...new Set(ids.filter((id) => Number.isSafeInteger(id) && id > 0))].slice(0, MOST_PEOPLE);
}
