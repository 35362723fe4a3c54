import { useLocation } from 'preact-iso';
import { useRef, useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { ask, get, headerOf } from '../../api/client';
import { putRating, removeRating } from '../../api/user-ratings';
import type { Origin, PersonalData, Profile, Recommendation } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { asking, mayDo } from '../../state/key';
import { t } from '../../state/locale';
import { rankChanges, type RankChanges } from '../../ui/rank-changes';
import { Card } from '../../ui/card';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { UserPicker } from '../../ui/pickers';
import { RecommendedFilms } from '../../ui/recommended-films';
import { Stars } from '../../ui/stars';
import { Switch } from '../../ui/switch';
import { useAction } from '../../ui/use-action';
import { Filters, noFilters, type FilterValues } from './filters';
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
  const { query, route } = useLocation();
  const userId = Number(query.usuario) || null;
  const view: View = query.ver === 'vitrine' ? 'vitrine' : 'lista';
  const go = (id: number, to: View): void =>
    route(addressOf(`/painel/recomendacoes?usuario=${id}${to === 'vitrine' ? '&ver=vitrine' : ''}`));
  const choose = ({ id }: { readonly id: number }): void => go(id, view);
  return (
    <>
      <PageHead title={texts.title} lead={texts.lead}>
        <div class="user-picker">
          <UserPicker onPick={choose} />
        </div>
      </PageHead>
      {userId === null ? (
        <Empty>
          <p>{texts.nobody}</p>
          <button type="button" class="primary" onClick={() => choose({ id: 1 })}>
            {t.value.pickers.userNumber(1)}
          </button>
        </Empty>
      ) : (
        <Person key={userId} id={userId} view={view} onView={(to) => go(userId, to)} />
      )}
    </>
  );
}

interface List {
  readonly films: readonly Recommendation[];
  readonly origin: Origin;
  readonly changes: RankChanges | undefined;
}

function Person({ id, view, onView }: { id: number; view: View; onView: (to: View) => void }) {
  const texts = t.value.recommendations;
  const [filters, setFilters] = useState(noFilters);
  const [limit, setLimit] = useState(PAGE);
  const { list, follow } = useList(id, filters, limit);
  const known = mayDo('leitura');
  const profile = useLoad(known ? (signal) => get<Profile>(`/usuarios/${id}/perfil`, {}, signal) : null, [id]);
  const data = useLoad(known ? (signal) => get<PersonalData>(`/usuarios/${id}/dados`, {}, signal) : null, [id]);
  const rating = useAction();
  const [done, setDone] = useState('');
  const [turn, setTurn] = useState(0);

  const change = async (work: () => Promise<unknown>, text: string): Promise<void> => {
    if (!(await rating.run(work))) return;
    setDone(text);
    follow();
    setTurn((n) => n + 1);
    profile.reload();
    data.reload();
  };
  const rate = (film: { id: number; titulo: string }, value: number): Promise<void> =>
    change(() => putRating(id, film.id, value), texts.rated(film.titulo, value));
  const unrate = (film: { id: number; titulo: string }): Promise<void> =>
    change(() => removeRating(id, film.id), texts.unrated(film.titulo));

  if (list.problem?.status === 401) return <KeyNeeded />;
  return (
    <div class="person">
      <div class="stack">
        <ProfileCard id={id} name={data.data?.usuario.nome} profile={profile} />
        {known && <RatingsCard data={data} onRate={rate} onRemove={unrate} busy={rating.busy} />}
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
            onChange={setFilters}
          />
          <p class="list-news" role="status">
            {done}
          </p>
          {rating.problem && <ProblemNote problem={rating.problem} />}
          {view === 'vitrine' ? (
            <HomeRows id={id} filters={filters} turn={turn} />
          ) : list.problem ? (
            <ProblemNote problem={list.problem} retry={list.reload} />
          ) : !list.data ? (
            <Busy />
          ) : (
            <Films list={list.data} onRate={(film, value) => void rate(film, value)} busy={rating.busy} />
          )}
          {view === 'lista' && list.data?.films.length === limit && limit < MOST && (
            <button type="button" class="more" onClick={() => setLimit(Math.min(MOST, limit + PAGE))}>
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
function useList(id: number, filters: FilterValues, limit: number) {
  const before = useRef<readonly Recommendation[] | null>(null);
  const shown = useRef<readonly Recommendation[]>([]);
  const list = useLoad<List>(
    async (signal) => {
      const { body, headers } = await ask<Recommendation[]>(`/usuarios/${id}/recomendacoes`, {
        query: { ...filters, limite: limit, explicar: true },
        signal,
      });
      const changes = before.current ? rankChanges(before.current, body) : undefined;
      before.current = null;
      shown.current = body;
      return { films: body, origin: headerOf(headers, 'X-Recomendacao-Origem') as Origin, changes };
    },
    [id, limit, filters],
  );
  const follow = (): void => {
    before.current = shown.current;
    list.reload();
  };
  return { list, follow };
}

function Films(props: { list: List; busy: boolean; onRate: (film: Recommendation, value: number) => void }) {
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
          <Stars label={film.titulo} value={null} disabled={props.busy} onRate={(value) => props.onRate(film, value)} />
        )}
      />
    </>
  );
}
