import { get } from '../../api/client';
import type { Film, FilmMap, MapFilm, SimilarFilm } from '../../api/answer-types';
import { useLoad, type Loaded } from '../../api/use-load';
import { number, percent, t } from '../../state/locale';
import { Icon } from '../../ui/icon';
import { Bar } from '../../ui/bars';
import { Card } from '../../ui/card';
import { FilmLink, FilmTitle } from '../../ui/film-title';
import { GroupChip } from '../../ui/group-mark';
import { Busy } from '../../ui/placeholders';
import { ProblemNote } from '../../ui/problem-note';
import { groupOf } from './group-of';

/** A film that was opened on the map, and those like it. */
export function FilmPanel(props: {
  film: MapFilm;
  map: FilmMap;
  similar: Loaded<SimilarFilm[]>;
  onPick: (id: number) => void;
  onClose: () => void;
}) {
  const texts = t.value.map;
  const { film, map, similar } = props;
  const details = useLoad((signal) => get<Film>(`/filmes/${film.id}`, {}, signal), [film.id]);
  const known = details.data?.id === film.id ? details.data : undefined;
  return (
    <Card class="film-panel">
      <div class="film-panel-head">
        <h2>
          <FilmLink film={film} />
        </h2>
        <button type="button" class="quiet round" aria-label={t.value.common.close} onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </div>
      <p class="film-panel-facts">
        {known?.diretor !== undefined && known.diretor !== '' && <span>{known.diretor}</span>}
        {known?.genero !== undefined && known.genero !== '' && <span>{known.genero}</span>}
        {known?.atores !== undefined && known.atores !== '' && <small>{known.atores}</small>}
      </p>
      <p class="spread">
        <GroupChip id={film.grupo} name={groupOf(film, map).nome} />
        <small>{texts.ratings(number(film.avaliacoes))}</small>
      </p>
      <h3>{texts.similar}</h3>
      {similar.problem && <ProblemNote problem={similar.problem} retry={similar.reload} />}
      {similar.loading && !similar.data && <Busy />}
      <ol class="similar">
        {similar.data?.map((one) => (
          <li key={one.id}>
            <button type="button" class="quiet" onClick={() => props.onPick(one.id)}>
              <FilmTitle film={one} />
              <small>{percent(one.similaridade)}</small>
              <Bar share={one.similaridade} />
            </button>
          </li>
        ))}
      </ol>
      {similar.data?.length === 0 && <p class="hint">{texts.noSimilar}</p>}
    </Card>
  );
}
