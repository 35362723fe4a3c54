import { useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { Film, FilmEvent, PersonalData, Profile, Recommendation } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { asking, mayDo } from '../../state/key';
import { day, moment, percent, rating, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { FilmLink, filmPath } from '../../ui/film-title';
import { Icon } from '../../ui/icon';
import { PageHead } from '../../ui/page-head';
import { Busy, Empty } from '../../ui/placeholders';
import { Posters } from '../../ui/posters';
import { ProblemNote } from '../../ui/problem-note';
import { useTitle } from '../../ui/use-title';
import { ProfileCard } from '../recommendations/profile-card';
import { watchlistOf } from './watchlist';
import '../recommendations/recommendations.css';
import './people.css';

const LISTED = 12;
const RATINGS = 15;
const EVENTS = 15;

/** All that is known of a person, for those with a key that may read it. */
export function PersonPage() {
  const { params } = useRoute();
  const id = Number(params.id);
  return <PersonOf key={id} id={id} />;
}

function PersonOf({ id }: { id: number }) {
  const known = mayDo('leitura');
  const data = useLoad(known ? (signal) => get<PersonalData>(`/usuarios/${id}/dados`, {}, signal) : null, [id]);
  const name = data.data?.usuario.nome ?? t.value.pickers.userNumber(id);
  useTitle(name);
  return (
    <>
      <PageHead title={name}>
        <a class="button" href={addressOf(`/painel/recomendacoes?usuario=${id}`)}>
          <Icon name="heart" />
          {t.value.nav.recommendations}
        </a>
        <a class="button" href={addressOf(`/painel?usuario=${id}`)}>
          <Icon name="map" />
          {t.value.person.onMap}
        </a>
      </PageHead>
      {!known ? (
        <KeyNeeded />
      ) : data.problem ? (
        <ProblemNote problem={data.problem} retry={data.reload} />
      ) : data.data ? (
        <About id={id} data={data.data} />
      ) : (
        <Busy />
      )}
    </>
  );
}

function KeyNeeded() {
  return (
    <Empty>
      <p>{t.value.person.needKey}</p>
      <p class="hint">{t.value.key.where}</p>
      <button type="button" class="primary" onClick={() => (asking.value = true)}>
        {t.value.key.give}
      </button>
    </Empty>
  );
}

function About({ id, data }: { id: number; data: PersonalData }) {
  const texts = t.value.person;
  const profile = useLoad((signal) => get<Profile>(`/usuarios/${id}/perfil`, {}, signal), [id]);
  const list = useLoad(
    (signal) => get<Recommendation[]>(`/usuarios/${id}/recomendacoes`, { limite: LISTED }, signal),
    [id],
  );
  const wanted = watchlistOf(data.eventos);
  const latest = data.eventos.slice(0, EVENTS);
  const ids = [...new Set([...wanted, ...latest.map(({ filme_id }) => filme_id)])].slice(0, 100);
  const films = useLoad(
    ids.length > 0 ? (signal) => get<Film[]>('/filmes', { somente: ids.join(','), limite: ids.length }, signal) : null,
    [ids.join(',')],
  );
  const byId = new Map(films.data?.map((film) => [film.id, film]));
  const watchlist = wanted.flatMap((filmId) => byId.get(filmId) ?? []);
  return (
    <div class="person">
      <div class="stack">
        <ProfileCard id={id} name={undefined} profile={profile} />
        <Ratings ratings={data.avaliacoes} />
      </div>
      <div class="stack">
        <Card title={texts.list}>
          {list.problem ? (
            <ProblemNote problem={list.problem} retry={list.reload} />
          ) : !list.data ? (
            <Busy />
          ) : list.data.length === 0 ? (
            <p class="hint">{texts.noList}</p>
          ) : (
            <Posters films={list.data} />
          )}
          <p class="person-more">
            <a href={addressOf(`/painel/recomendacoes?usuario=${id}`)}>{texts.whole}</a>
          </p>
        </Card>
        {watchlist.length > 0 && (
          <Card title={texts.watchlist}>
            <Posters films={watchlist} />
          </Card>
        )}
        <Card title={texts.events}>
          {films.problem && <ProblemNote problem={films.problem} retry={films.reload} />}
          {latest.length === 0 && <p class="hint">{texts.noEvents}</p>}
          <ul class="person-events">
            {latest.map((event) => (
              <EventRow key={event.id} event={event} film={byId.get(event.filme_id)} />
            ))}
          </ul>
        </Card>
      </div>
    </div>
  );
}

function EventRow({ event, film }: { event: FilmEvent; film: Film | undefined }) {
  const texts = t.value.person;
  const { tipo, valor, quando } = event;
  return (
    <li>
      <span>
        {Object.hasOwn(texts.eventKinds, tipo) ? texts.eventKinds[tipo] : tipo}
        {valor !== null && ` (${texts.watched(percent(valor))})`}
      </span>
      <span>{film ? <FilmLink film={film} /> : event.filme_id}</span>
      <small>{moment(quando)}</small>
    </li>
  );
}

function Ratings({ ratings }: { ratings: PersonalData['avaliacoes'] }) {
  const texts = t.value.person;
  const [all, setAll] = useState(false);
  return (
    <Card title={texts.ratings}>
      {ratings.length === 0 && <p class="hint">{texts.noRatings}</p>}
      <ul class="person-ratings">
        {ratings.slice(0, all ? undefined : RATINGS).map(({ filme_id, titulo, avaliacao, avaliado_em }) => (
          <li key={filme_id}>
            <a class="film-link" href={filmPath(filme_id)}>
              {titulo}
            </a>
            <span class="person-stars">
              <span class="unseen">{t.value.stars.rate(titulo)}: </span>
              {rating(avaliacao)} <span aria-hidden="true">★</span>
            </span>
            <small>{avaliado_em && day(avaliado_em)}</small>
          </li>
        ))}
      </ul>
      {ratings.length > RATINGS && (
        <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.value.ratings.fewer : t.value.ratings.all(ratings.length)}
        </button>
      )}
    </Card>
  );
}
