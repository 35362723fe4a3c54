import { useLocation } from 'preact-iso';
import { useMemo, useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { FilmMap, MapFilm, SimilarFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { number, t } from '../../state/locale';
import { learnLooks } from '../../ui/group-looks';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { FilmPicker } from '../../ui/pickers';
import { filmFinder } from './film-finder';
import { FilmPanel } from './film-panel';
import { GroupSwitches } from './group-switches';
import { MapFigure } from './map-figure';
import type { Layers } from './map-scene';
import { PersonCard, personNotes, usePerson } from './person-card';
import './map.css';

const SIMILAR = 10;

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
        <PersonCard userId={userId} person={person} onChoose={(id) => go({ usuario: id })} />
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

function useSimilar(film: MapFilm | null) {
  return useLoad(
    film && ((signal) => get<SimilarFilm[]>(`/filmes/${film.id}/similares`, { limite: SIMILAR }, signal)),
    [film?.id],
  );
}
