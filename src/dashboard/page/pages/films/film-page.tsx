import { useLocation, useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { addressOf } from '../../api/address';
import { get } from '../../api/client';
import type { Audience, Film, SimilarFilm } from '../../api/answer-types';
import { useLoad } from '../../api/use-load';
import { dataTurn } from '../../state/changes';
import { mayDo } from '../../state/key';
import { percent, t } from '../../state/locale';
import { Card } from '../../ui/card';
import { Cover } from '../../ui/cover';
import { filmPath } from '../../ui/film-title';
import { GroupChip } from '../../ui/group-mark';
import { Icon } from '../../ui/icon';
import { Busy } from '../../ui/placeholders';
import { Posters } from '../../ui/posters';
import { ProblemNote } from '../../ui/problem-note';
import { useTitle } from '../../ui/use-title';
import { FilmForm } from '../data/films-card';
import { AudienceCard } from './audience-card';
import { FactsCard, runningTime } from './film-facts';
import { WhyCard } from './why-card';
import './films.css';

const SIMILAR = 12;

/** All that is known of a film: what it is, who likes it, what is like it, and why it is for somebody. */
export function FilmPage() {
  const { params } = useRoute();
  return <FilmOf key={params.id} id={params.id} />;
}

/** id: our number, or fonte:codigo, as it stands in the address. */
function FilmOf({ id }: { id: string }) {
  const path = `/filmes/${encodeURIComponent(id)}`;
  const film = useLoad((signal) => get<Film>(path, {}, signal), [path, dataTurn.value]);
  useTitle(film.data?.titulo);
  return (
    <>
      {film.problem && <ProblemNote problem={film.problem} retry={film.reload} />}
      {!film.data && film.loading && <Busy />}
      {film.data && <About film={film.data} />}
    </>
  );
}

function About({ film }: { film: Film }) {
  const { query, route } = useLocation();
  const audience = useLoad((signal) => get<Audience>(`/filmes/${film.id}/avaliacoes/resumo`, {}, signal), [film.id]);
  return (
    <>
      <Hero film={film} group={audience.data?.grupo ?? null} />
      <div class="film-cards">
        <div class="stack">
          <AudienceCard audience={audience} />
          <WhyCard
            filmId={film.id}
            userId={Number(query.usuario) || null}
            onChoose={(userId) => route(`${filmPath(film.id)}?usuario=${userId}`)}
          />
        </div>
        <div class="stack">
          <FactsCard film={film} />
        </div>
      </div>
      <Similar film={film} />
    </>
  );
}

function Hero({ film, group }: { film: Film; group: Audience['grupo'] }) {
  const texts = t.value.film;
  const [editing, setEditing] = useState(false);
  const line = [film.ano, film.diretor, film.genero, film.duracao !== undefined && runningTime(film.duracao)];
  return (
    <div class="film-hero">
      <Cover film={film} />
      <div class="film-about">
        <h1>{film.titulo}</h1>
        <p class="lead">{line.filter(Boolean).join(' · ')}</p>
        {group && (
          <p>
            <a class="film-link" href={addressOf(`/painel/grupos/${group.id}`)}>
              <GroupChip id={group.id} name={group.nome} />
            </a>
          </p>
        )}
        <div class="row">
          {group && (
            <a class="button" href={addressOf(`/painel?filme=${film.id}`)}>
              <Icon name="map" />
              {texts.onMap}
            </a>
          )}
          {mayDo('escrita') && (
            <button type="button" onClick={() => setEditing(true)}>
              <Icon name="pencil" />
              {texts.edit}
            </button>
          )}
        </div>
      </div>
      {film.sinopse && <p class="film-synopsis">{film.sinopse}</p>}
      {editing && <FilmForm film={film} onClose={() => setEditing(false)} />}
    </div>
  );
}

function Similar({ film }: { film: Film }) {
  const texts = t.value.film;
  const similar = useLoad(
    (signal) => get<SimilarFilm[]>(`/filmes/${film.id}/similares`, { limite: SIMILAR }, signal),
    [film.id],
  );
  return (
    <Card title={texts.similar} class="film-similar">
      {similar.problem?.kind === 'sem-modelo' ? (
        <p class="hint">{texts.noModel}</p>
      ) : similar.problem ? (
        <ProblemNote problem={similar.problem} retry={similar.reload} />
      ) : !similar.data ? (
        <Busy />
      ) : similar.data.length === 0 ? (
        <p class="hint">{texts.noSimilar}</p>
      ) : (
        <Posters films={similar.data} note={({ similaridade }) => percent(similaridade)} />
      )}
    </Card>
  );
}
