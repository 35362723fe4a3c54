import { useLocation } from 'preact-iso';
import { useMemo, useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { FilmMap, MapFilm, Rating, Recommendation, SimilarFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { mayDo } from '../../state/key';
import { number, percent, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { learnLooks } from '../../ui/group-looks';
import { GroupMark } from '../../ui/group-mark';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { FilmPicker, fold, UserPicker } from '../../ui/pickers';
import { FilmPanel } from './film-panel';
import { MapFigure } from './map-figure';
import type { Layers } from './map-scene';
import './map.css';

const RECOMMENDED = 20;
const SIMILAR = 10;
const FOUND = 8;

export function MapPage() {
  const texts = t.value.map;
  const map = useLoad(async (signal) => {
    const found = await get<FilmMap>('/modelo/mapa', {}, signal);
    learnLooks(found.grupos);
    return found;
  }, []);
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
  const [standsOut, setStandsOut] = useState<number | null>(null);
  const find = useMemo(() => filmFinder(map), [map]);
  const byId = useMemo(() => new Map(map.filmes.map((film) => [film.id, film])), [map]);
  const film = byId.get(Number(query.filme)) ?? null;
  const userId = Number(query.usuario) || null;
  const group = map.grupos.find(({ id }) => id === Number(query.grupo))?.id ?? null;
  const similar = useSimilar(film);
  const person = usePerson(userId);

  const onMap = (ids: readonly number[]) => ids.map((id) => byId.get(id)).filter((one) => one !== undefined);
  const layers = useMemo<Layers>(
    () => ({
      hidden,
      group,
      film,
      similar: onMap(similar.loading ? [] : (similar.data?.map(({ id }) => id) ?? [])),
      rated: (person.ratings.data ?? []).flatMap(({ filme_id, avaliacao }) => {
        const rated = byId.get(filme_id);
        return rated ? [{ film: rated, rating: avaliacao }] : [];
      }),
      recommended: onMap(person.recommended.data?.map(({ id }) => id) ?? []),
    }),
    [hidden, group, film, similar.data, similar.loading, person.ratings.data, person.recommended.data],
  );
  const go = (changes: Partial<Record<'filme' | 'usuario' | 'grupo', number | null>>): void => {
    const next = new URLSearchParams();
    const shown = { filme: film?.id ?? null, usuario: userId, grupo: group, ...changes };
    for (const [name, id] of Object.entries(shown)) if (id !== null) next.set(name, String(id));
    route(addressOf(`/painel${next.size > 0 ? `?${next}` : ''}`), true);
  };
  const pickGroup = (id: number): void => go({ grupo: id === group ? null : id });
  const notes = userId === null ? [] : [[t.value.pickers.userNumber(userId), ...personNotes(person)].join(' · ')];

  return (
    <div class="map">
      <MapFigure
        map={map}
        layers={layers}
        standsOut={standsOut}
        notes={notes}
        onPick={(picked) => go({ filme: picked.id })}
        onPickGroup={pickGroup}
      />
      <div class="map-side stack">
        <FilmPicker find={find} onPick={(picked) => go({ filme: picked.id })} />
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
        <GroupSwitches
          map={map}
          hidden={hidden}
          onChange={setHidden}
          picked={group}
          onPick={pickGroup}
          onPoint={setStandsOut}
        />
      </div>
    </div>
  );
}

/** Finds the films of the map whose titles have a text, the best known first. */
function filmFinder(map: FilmMap): (text: string) => MapFilm[] {
  let folded: { readonly film: MapFilm; readonly title: string }[] | undefined;
  return (text) => {
    const wanted = fold(text);
    folded ??= map.filmes
      .toSorted((a, b) => b.avaliacoes - a.avaliacoes)
      .map((film) => ({ film, title: fold(film.titulo) }));
    const found: MapFilm[] = [];
    for (const { film, title } of folded) {
      if (title.includes(wanted)) found.push(film);
      if (found.length === FOUND) break;
    }
    return found;
  };
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

/** What the marks of a person say. */
function personNotes({ ratings, recommended }: ReturnType<typeof usePerson>): string[] {
  const texts = t.value.map;
  return [
    ...(ratings.data ? [texts.rated(number(ratings.data.length))] : []),
    ...(recommended.data ? [texts.recommended(number(recommended.data.length))] : []),
  ];
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
  picked: number | null;
  onPick: (id: number) => void;
  onPoint: (id: number | null) => void;
}) {
  const texts = t.value.map;
  const { map, hidden, onChange, picked, onPick, onPoint } = props;
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
          <li key={id} onMouseEnter={() => onPoint(id)} onMouseLeave={() => onPoint(null)}>
            <input
              type="checkbox"
              aria-label={texts.showGroup(nome)}
              checked={!hidden.has(id)}
              onChange={() => toggle(id)}
            />
            <button
              type="button"
              class="quiet"
              aria-pressed={picked === id}
              onClick={() => onPick(id)}
              onFocus={() => onPoint(id)}
              onBlur={() => onPoint(null)}
            >
              <GroupMark id={id} />
              <span>{nome}</span>
              <small>{number(tamanho)}</small>
            </button>
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
      <p class="hint map-axes">{texts.only}</p>
      <p class="hint map-axes">
        {texts.axes(...(map.eixos.map(({ explicado }) => percent(explicado)) as [string, string]))}
      </p>
    </Card>
  );
}
