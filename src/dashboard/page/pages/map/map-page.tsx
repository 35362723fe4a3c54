import { useLocation } from 'preact-iso';
import { useMemo, useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { FilmMap, MapFilm, Rating, Recommendation, SimilarFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { number, percent, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { GroupMark } from '../../ui/group-mark';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { FilmPicker, fold, UserPicker } from '../../ui/pickers';
import { FilmPanel } from './film-panel';
import type { Layers } from './film-series';
import { MapFigure } from './map-figure';
import './map.css';

const RECOMMENDED = 20;
const SIMILAR = 10;

export function MapPage() {
  const texts = t.value.map;
  const map = useLoad((signal) => get<FilmMap>('/modelo/mapa', {}, signal), []);
  return (
    <>
      <PageHead
        title={texts.title}
        lead={map.data ? texts.lead(number(map.data.filmes.length), number(map.data.grupos.length)) : texts.leadEmpty}
      />
      {map.problem?.kind === 'sem-modelo' ? (
        <NoModel reload={map.reload} />
      ) : map.problem ? (
        <ProblemNote problem={map.problem} retry={map.reload} />
      ) : map.data ? (
        <Explorer map={map.data} />
      ) : (
        <Busy />
      )}
    </>
  );
}

function NoModel({ reload }: { reload: () => void }) {
  const { noModel } = t.value;
  return (
    <Empty>
      <p>{noModel.text}</p>
      <p>
        <a href={addressOf('/painel/dados')}>{noModel.import}</a> ·{' '}
        <a href={addressOf('/painel/modelo')}>{noModel.train}</a>
      </p>
      <button type="button" onClick={reload}>
        {t.value.common.again}
      </button>
    </Empty>
  );
}

function Explorer({ map }: { map: FilmMap }) {
  const { query, route } = useLocation();
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const byId = useMemo(() => new Map(map.filmes.map((film) => [film.id, film])), [map]);
  const film = byId.get(Number(query.filme)) ?? null;
  const userId = Number(query.usuario) || null;
  const similar = useSimilar(film);
  const person = usePerson(userId);

  const onMap = (ids: readonly number[]) => ids.map((id) => byId.get(id)).filter((one) => one !== undefined);
  const layers = useMemo<Layers>(
    () => ({
      hidden,
      film,
      similar: onMap(similar.loading ? [] : (similar.data?.map(({ id }) => id) ?? [])),
      rated: (person.ratings.data ?? []).flatMap(({ filme_id, avaliacao }) => {
        const rated = byId.get(filme_id);
        return rated ? [{ film: rated, rating: avaliacao }] : [];
      }),
      recommended: onMap(person.recommended.data?.map(({ id }) => id) ?? []),
    }),
    [hidden, film, similar.data, similar.loading, person.ratings.data, person.recommended.data],
  );
  const go = (changes: { filme?: number | null; usuario?: number | null }): void => {
    const next = new URLSearchParams();
    const { filme = film?.id ?? null, usuario = userId } = changes;
    if (filme !== null) next.set('filme', String(filme));
    if (usuario !== null) next.set('usuario', String(usuario));
    route(addressOf(`/painel${next.size > 0 ? `?${next}` : ''}`), true);
  };

  return (
    <div class="map">
      <MapFigure map={map} layers={layers} onPick={(picked) => go({ filme: picked.id })} />
      <div class="map-side stack">
        <FilmPicker find={(text) => findOnMap(map, text)} onPick={(picked) => go({ filme: picked.id })} />
        {film && (
          <FilmPanel
            film={film}
            map={map}
            similar={similar}
            onPick={(id) => go({ filme: id })}
            onClose={() => go({ filme: null })}
          />
        )}
        <Person userId={userId} person={person} onChoose={(id) => go({ usuario: id })} />
        <GroupSwitches map={map} hidden={hidden} onChange={setHidden} />
      </div>
    </div>
  );
}

/** The best known first. */
function findOnMap(map: FilmMap, text: string): MapFilm[] {
  const wanted = fold(text);
  return map.filmes
    .filter(({ titulo }) => fold(titulo).includes(wanted))
    .sort((a, b) => b.avaliacoes - a.avaliacoes)
    .slice(0, 8);
}

function useSimilar(film: MapFilm | null) {
  return useLoad(
    film && ((signal) => get<SimilarFilm[]>(`/filmes/${film.id}/similares`, { limite: SIMILAR }, signal)),
    [film?.id],
  );
}

function usePerson(id: number | null) {
  const recommended = useLoad(
    id === null
      ? null
      : (signal) => get<Recommendation[]>(`/usuarios/${id}/recomendacoes`, { limite: RECOMMENDED }, signal),
    [id],
  );
  const ratings = useLoad(
    id === null || !mayDo('leitura')
      ? null
      : (signal) => get<Rating[]>(`/usuarios/${id}/avaliacoes`, { limite: 1000 }, signal),
    [id],
  );
  return { recommended, ratings };
}

function Person(props: {
  userId: number | null;
  person: ReturnType<typeof usePerson>;
  onChoose: (id: number | null) => void;
}) {
  const texts = t.value.map;
  const { userId, person } = props;
  const problem = person.recommended.problem ?? person.ratings.problem;
  return (
    <Card title={texts.person}>
      <UserPicker onPick={({ id }) => props.onChoose(id)} />
      {userId !== null && (
        <div class="map-person">
          <div class="spread">
            <b>{t.value.pickers.userNumber(userId)}</b>
            <button type="button" class="link" onClick={() => props.onChoose(null)}>
              {texts.clear}
            </button>
          </div>
          {problem ? (
            <ProblemNote problem={problem} />
          ) : (
            <ul class="map-legend">
              {person.ratings.data && (
                <li>
                  <span class="map-legend-rated" aria-hidden="true" />
                  {texts.rated(number(person.ratings.data.length))}
                </li>
              )}
              {person.recommended.data && (
                <li>
                  <span class="map-legend-star" aria-hidden="true">
                    ★
                  </span>
                  {texts.recommended(number(person.recommended.data.length))}
                </li>
              )}
            </ul>
          )}
          {!mayDo('leitura') && <p class="hint">{texts.ratedNeedKey}</p>}
          <a href={addressOf(`/painel/recomendacoes?usuario=${userId}`)}>{texts.seeWhy}</a>
        </div>
      )}
    </Card>
  );
}

function GroupSwitches(props: {
  map: FilmMap;
  hidden: ReadonlySet<number>;
  onChange: (hidden: ReadonlySet<number>) => void;
}) {
  const texts = t.value.map;
  const { map, hidden, onChange } = props;
  const toggle = (id: number): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  const all = map.grupos.map(({ id }) => id);
  return (
    <Card title={texts.groups}>
      <ul class="map-groups">
        {map.grupos.map(({ id, nome, tamanho }) => (
          <li key={id}>
            <label class="tick">
              <input type="checkbox" checked={!hidden.has(id)} onChange={() => toggle(id)} />
              <GroupMark id={id} />
              <span>{nome}</span>
              <small>{number(tamanho)}</small>
            </label>
          </li>
        ))}
      </ul>
      <div class="row">
        <button type="button" class="link" onClick={() => onChange(new Set())}>
          {texts.all}
        </button>
        <button type="button" class="link" onClick={() => onChange(new Set(all))}>
          {texts.none}
        </button>
      </div>
      <p class="hint map-axes">
        {texts.axes(...(map.eixos.map(({ explicado }) => percent(explicado)) as [string, string]))}
      </p>
    </Card>
  );
}
