import { useMemo, useRef } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { readPage } from '../../api/read-page';
import { ask, get, headerOf } from '../../api/client';
import { putRating } from '../../api/user-ratings';
import type { Origin, PersonalData, Profile, Recommendation } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { dataTurn } from '../../state/changes';
import { asking, mayDo } from '../../state/key';
import { t } from '../../state/locale';
import { rankChanges, type RankChanges } from '../../ui/rank-changes';
import { Card } from '../../ui/card';
import { NoModel } from '../../ui/no-model';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { UserPicker } from '../../ui/pickers';
import { RecommendedFilms } from '../../ui/recommended-films';
import { Stars } from '../../ui/stars';
import { Switch } from '../../ui/switch';
import { useQuery, wholeIn, wordIn } from '../../ui/use-query';
import { watchlistOf } from '../people/watchlist';
import { FilmDeeds } from './film-deeds';
import { Filters, filtersOf, type FilterValues } from './filters';
import { HomeRows } from './home-rows';
import { ProfileCard } from './profile-card';
import { RatingsCard } from './ratings-card';
import './recommendations.css';

const PAGE = 10;
const MOST = 100;

/** What is shown to a person: one list, or the rows of the home page. */
const views = ['lista', 'vitrine'] as const;
type View = (typeof views)[number];

export function RecommendationsPage() {
  const texts = t.value.recommendations;
  const { query, change } = useQuery();
  const userId = wholeIn(query.usuario, 1, Number.MAX_SAFE_INTEGER, 0);
  const view = wordIn(query.ver, views);
  const choose = ({ id }: { readonly id: number }): void => change({ usuario: id, limite: null });
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <div class="user-picker">
          <UserPicker onPick={choose} />
        </div>
      </PageHead>
      {userId === 0 ? (
        <Nobody onChoose={choose} />
      ) : (
        <Person key={userId} id={userId} view={view} onView={(to) => change({ ver: to === views[0] ? null : to })} />
      )}
    </>
  );
}

function Nobody({ onChoose }: { onChoose: (person: { readonly id: number }) => void }) {
  const films = useLoad((signal) => readPage('/filmes?limite=1', signal), []);
  if (films.data?.total === 0) return <NoModel text={t.value.noModel.noFilms} />;
  return (
    <Empty>
      <p>{t.value.recommendations.nobody}</p>
      <button type="button" class="primary" onClick={() => onChoose({ id: 1 })}>
        {t.value.pickers.userNumber(1)}
      </button>
    </Empty>
  );
}

interface List {
  readonly films: readonly Recommendation[];
  readonly origin: Origin;
  readonly changes: RankChanges | undefined;
}

function Person({ id, view, onView }: { id: number; view: View; onView: (to: View) => void }) {
  const texts = t.value.recommendations;
  const { query, change } = useQuery();
  const filters = useMemo(() => filtersOf(query), [JSON.stringify(filtersOf(query))]);
  const limit = wholeIn(query.limite, 1, MOST, PAGE);
  const turn = dataTurn.value;
  const list = useList(id, filters, limit, turn);
  const known = mayDo('leitura');
  const profile = useLoad(known ? (signal) => get<Profile>(`/usuarios/${id}/perfil`, {}, signal) : null, [id, turn]);
  const data = useLoad(known ? (signal) => get<PersonalData>(`/usuarios/${id}/dados`, {}, signal) : null, [id, turn]);

  if (list.problem?.status === 401) return <KeyNeeded />;
  return (
    <div class="person">
      <div class="stack">
        <ProfileCard id={id} name={data.data?.usuario.nome} profile={profile} />
        {known && <RatingsCard id={id} data={data} />}
      </div>
      <div class="stack">
        <Card title={texts.list}>
          <Switch
            class="view-switch"
            label={texts.view}
            words={views}
            names={texts.views}
            value={view}
            onChange={onView}
          />
          <Filters
            values={filters}
            withVariety={view === 'lista'}
            genres={profile.data?.generos.map(({ nome }) => nome) ?? []}
            onChange={(values, replaces) => change({ ...values, diversidade: values.diversidade || null }, replaces)}
          />
          {view === 'vitrine' ? (
            <HomeRows id={id} filters={filters} turn={turn} />
          ) : list.problem ? (
            <ProblemNote problem={list.problem} retry={list.reload} />
          ) : !list.data ? (
            <Busy />
          ) : (
            <Films id={id} list={list.data} watchlist={new Set(watchlistOf(data.data?.eventos ?? []))} />
          )}
          {view === 'lista' && list.data?.films.length === limit && limit < MOST && (
            <button type="button" class="more" onClick={() => change({ limite: Math.min(MOST, limit + PAGE) }, true)}>
              {t.value.common.more}
            </button>
          )}
        </Card>
      </div>
    </div>
  );
}

/** For a first visitor: what opens this page, where that is to be found, and what can be seen without it. */
function KeyNeeded() {
  const { key } = t.value;
  return (
    <Empty>
      <p>{key.people}</p>
      <p class="hint">{key.where}</p>
      <button type="button" class="primary" onClick={() => (asking.value = true)}>
        {key.give}
      </button>
      <p>
        <a href={addressOf('/painel/experimente')}>{key.tryIt}</a>
      </p>
    </Empty>
  );
}

/** The list, and after a rating how it differs from the one before. */
function useList(id: number, filters: FilterValues, limit: number, turn: number) {
  const lastTurn = useRef(turn);
  const shown = useRef<readonly Recommendation[]>([]);
  return useLoad<List>(
    async (signal) => {
      const { body, headers } = await ask<Recommendation[]>(`/usuarios/${id}/recomendacoes`, {
        query: { ...filters, limite: limit, explicar: true },
        signal,
      });
      const changes = lastTurn.current === turn ? undefined : rankChanges(shown.current, body);
      lastTurn.current = turn;
      shown.current = body;
      return { films: body, origin: headerOf(headers, 'X-Recomendacao-Origem') as Origin, changes };
    },
    [id, limit, filters, turn],
  );
}

function Films(props: { id: number; list: List; watchlist: ReadonlySet<number> }) {
  const texts = t.value.recommendations;
  const { films, origin, changes } = props.list;
  if (films.length === 0) return <Empty>{texts.none}</Empty>;
  return (
    <>
      {origin !== 'modelo' && <p class="note list-origin">{texts.origins[origin]}</p>}
      <RecommendedFilms
        films={films}
        {...(changes && { changes })}
        action={(film) => (
          <Stars label={film.titulo} value={null} onRate={(value) => putRating(props.id, film, value)} />
        )}
        below={(film) => <FilmDeeds userId={props.id} film={film} wanted={props.watchlist.has(film.id)} />}
      />
    </>
  );
}
